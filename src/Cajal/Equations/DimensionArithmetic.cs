using Cajal.Units;

namespace Cajal.Equations;

/// <summary>Arithmetic on dimensions whose failures are the user's: exponents beyond range, or not a multiple of a sixtieth.</summary>
internal static class DimensionArithmetic
{
    /// <summary>The result of <paramref name="compute"/>, or an error at <paramref name="where"/>.</summary>
    public static Dimension Within(SourceSpan where, Func<Dimension> compute)
    {
        try
        {
            return compute();
        }
        catch (Exception e) when (e is OverflowException or ModelException)
        {
            throw new EquationException(where, "The exponents of this unit are too large, or no fractions of small numbers.");
        }
    }
}
