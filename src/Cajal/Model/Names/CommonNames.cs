using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Units;

namespace Cajal;

/// <summary>Names that every model has: the time, the step, the number of the element.</summary>
internal static class CommonNames
{
    public static IEnumerable<VariableInfo> Variables { get; } =
    [
        new("t", Equations.ValueType.Real, Dimension.Time, IsWritable: false, IsShared: true),
        new("dt", Equations.ValueType.Real, Dimension.Time, IsWritable: false, IsShared: true),
        new("t_in_timesteps", Equations.ValueType.Integer, Dimension.None, IsWritable: false, IsShared: true),
        new("i", Equations.ValueType.Integer, Dimension.None, IsWritable: false),
        new("N", Equations.ValueType.Integer, Dimension.None, IsWritable: false, IsShared: true),
    ];

    /// <summary>Gives the names their places.</summary>
    /// <param name="count">Number of elements.</param>
    /// <param name="stepSeconds">Duration of a step [s].</param>
    public static void DefineIn(NameTable names, int count, double stepSeconds)
    {
        names["t"] = new ValuePlace(w => w.Ir.Time);
        names["dt"] = ValuePlace.Constant(stepSeconds);
        names["t_in_timesteps"] = new ValuePlace(w => w.Ir.Step);
        names["i"] = new ValuePlace(w => w.Ir.Element);
        names["N"] = new ValuePlace(w => w.Ir.Integer(count));
        names[NameTable.Exists] = new ValuePlace(w => w.Ir.Less(w.Ir.Element, w.Ir.Integer(count)));
        names.AddFunction("timestep", (w, arguments, _) => w.Ir.ToInteger(
            w.Ir.Divide(w.Ir.Add(arguments[0], w.Ir.Multiply(w.Ir.Real(1e-3), arguments[1])), arguments[1])));
    }
}
