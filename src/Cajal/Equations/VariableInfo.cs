using Cajal.Units;

namespace Cajal.Equations;

/// <summary>What a name that has a value per element (or per group) is.</summary>
/// <param name="IsWritable">Whether code may assign to it.</param>
/// <param name="IsShared">One value for the whole group.</param>
internal sealed record VariableInfo(string Name, ValueType Type, Dimension Dimension, bool IsWritable = true, bool IsShared = false)
{
    /// <summary>Evaluated from other variables, hence not to be assigned to.</summary>
    public bool IsSubexpression { get; init; }

    /// <summary>Declared not to change during a run, hence given values by the program only.</summary>
    public bool IsConstant { get; init; }

    /// <summary>A temporary whose value holds a name that is not known yet.</summary>
    public bool IsPending { get; init; }

    public TypeInfo TypeInfo => IsPending ? TypeInfo.Pending : new(Type, Dimension);

    /// <summary>The variable that a declaration makes.</summary>
    public static VariableInfo Of(Declaration d) =>
        new(d.Name, d.Type, d.Dimension, IsWritable: d.Kind != DeclarationKind.Subexpression, IsShared: d.Flags.HasFlag(VariableFlags.Shared))
        {
            IsSubexpression = d.Kind == DeclarationKind.Subexpression,
            IsConstant = d.Flags.HasFlag(VariableFlags.Constant),
        };
}
