using Cajal.Units;

namespace Cajal.Equations;

/// <summary>Type and unit of an expression.</summary>
internal readonly record struct TypeInfo(ValueType Type, Dimension Dimension)
{
    public static TypeInfo Plain { get; } = new(ValueType.Real, Dimension.None);

    public static TypeInfo Boolean { get; } = new(ValueType.Boolean, Dimension.None);

    /// <summary>Stands for an expression with a name that is not known yet: it agrees with everything.</summary>
    public static TypeInfo Pending { get; } = new() { IsPending = true };

    public bool IsPending { get; private init; }

    public bool IsNumber => IsPending || Type != ValueType.Boolean;

    public bool IsBoolean => IsPending || Type == ValueType.Boolean;
}
