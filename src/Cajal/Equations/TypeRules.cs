using Cajal.Units;

namespace Cajal.Equations;

/// <summary>Which values a variable may take.</summary>
internal static class TypeRules
{
    /// <summary>Throws unless a value may be given to a variable: one unit, and nothing that would be lost by turning into the variable's type.</summary>
    public static void RequireFit(Expr value, TypeInfo actual, string name, TypeInfo expected)
    {
        if (actual.IsPending || expected.IsPending)
        {
            return;
        }
        var quoted = DimensionChecker.Quote(value);
        if (actual.Type == ValueType.Boolean != (expected.Type == ValueType.Boolean))
        {
            throw actual.Type == ValueType.Boolean
                ? new EquationException(value.Span, $"'{name}' holds numbers, but {quoted} is true or false.",
                    $"'int({quoted.Trim('\'')})' is 1 where it is true and 0 where it is false.")
                : new EquationException(value.Span, $"'{name}' is true or false, but {quoted} is a number.",
                    "Write a condition such as 'v > 0*mV', True or False.");
        }
        if (actual.Dimension != expected.Dimension && !DimensionChecker.IsZero(value))
        {
            throw new EquationException(value.Span,
                $"'{name}' is {InUnit(expected.Dimension)}, but {quoted} is {InUnit(actual.Dimension)}.",
                UnitRemedy.For(value, actual.Dimension, expected.Dimension));
        }
        if (actual.Type == ValueType.Real && expected.Type == ValueType.Integer)
        {
            throw new EquationException(value.Span, $"'{name}' holds integers, but {quoted} is a real number.", "Use int(...), floor(...) or ceil(...).");
        }
    }

    /// <summary>"in volt" or "a plain number".</summary>
    public static string InUnit(Dimension dimension) => dimension.IsNone ? "a plain number" : $"in {UnitText.Of(dimension)}";
}
