using Cajal.Units;

namespace Cajal.Equations;

/// <summary>Guesses what an expression of the wrong unit lacks.</summary>
internal static class UnitRemedy
{
    /// <summary>A sentence for an expression that is of one unit where another one is expected; null when no single unit lies between them.</summary>
    public static string? For(Expr e, Dimension actual, Dimension expected)
    {
        var quoted = DimensionChecker.Quote(e);
        if (actual.IsNone)
        {
            return e is Number or Unary { Operand: Number }
                ? $"{quoted} may lack a unit, as in '{quoted.Trim('\'')}*{UnitText.Of(expected)}'."
                : $"{quoted} may lack a factor in {UnitText.Of(expected)}.";
        }
        return NamedUnitOf(expected, actual) is { } factor ? $"Did you forget to multiply {quoted} by something in {factor}?"
            : NamedUnitOf(actual, expected) is { } divisor ? $"Did you forget to divide {quoted} by something in {divisor}?"
            : null;
    }

    /// <summary>The unit of a quotient, where it is one word; rates are left to their inverse, since models hold time constants.</summary>
    private static string? NamedUnitOf(Dimension above, Dimension below) => UnitTable.BaseUnitOf(above / below) is { } unit && unit != "hertz" ? unit : null;
}
