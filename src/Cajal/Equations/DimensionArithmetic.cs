namespace Cajal.Equations;

/// <summary>Arithmetic on dimensions whose failures are the user's: exponents beyond range, or not a multiple of a sixtieth.</summary>
internal static class DimensionArithmetic
{
    /// <summary>The result of <paramref name="compute"/>, or an error at <paramref name="where"/>.</summary>
    public static T Within<T>(SourceSpan where, Func<T> compute)
    {
        try
        {
            return compute();
        }
        catch (Exception e) when (e is OverflowException or ModelException)
        {
            throw new EquationException(where, "An exponent of this unit is too large, or not a multiple of 1/60.");
        }
    }
}
