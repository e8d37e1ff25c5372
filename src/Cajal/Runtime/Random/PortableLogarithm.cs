namespace Cajal.Runtime.Random;

/// <summary>
/// Natural logarithms of the four basic operations alone, so that every machine builds the same network from the same seed
/// (the system's own logarithm differs in its last bits between platforms). Error below 2e-16 relative and absolute.
/// </summary>
internal static class PortableLogarithm
{
    private const double Ln2 = 0.693147180559945309;

    // Where the series below is used: |s| <= (sqrt(2) - 1) / (sqrt(2) + 1), which is a little over this.
    private const double SeriesLimit = 0.1715;

    /// <summary>log(x) for a positive normal number.</summary>
    public static double Log(double x)
    {
        var exponent = Math.ILogB(x);
        var mantissa = Math.ScaleB(x, -exponent);
        if (mantissa > 1.4142135623730951)
        {
            mantissa /= 2;
            exponent++;
        }

        return (exponent * Ln2) + TwiceArtanh((mantissa - 1) / (mantissa + 1));
    }

    /// <summary>log(1 + x) for x > -1, without loss where x is small.</summary>
    public static double Log1p(double x)
    {
        var s = x / (2 + x);
        return Math.Abs(s) <= SeriesLimit ? TwiceArtanh(s) : Log(1 + x);
    }

    // log((1 + s) / (1 - s)) = 2 (s + s^3/3 + s^5/5 + ...); with s^2 < 0.0295 the first term left out, s^23/23, is below 1e-16 of the sum.
    private static double TwiceArtanh(double s)
    {
        var z = s * s;
        var series = 1.0 / 21;
        for (var n = 19; n >= 1; n -= 2) { series = (series * z) + (1.0 / n); }
        return 2 * s * series;
    }
}
