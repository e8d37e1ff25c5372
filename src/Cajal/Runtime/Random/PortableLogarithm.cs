namespace Cajal.Runtime.Random;

/// <summary>
/// Natural logarithms of the four basic operations alone, so that every machine builds the same network from the same seed
/// (the system's own logarithm differs in its last bits between platforms). Error below 2e-16 relative and absolute.
/// </summary>
internal static class PortableLogarithm
{
    private const double Ln2 = 0.693147180559945309;

    private const long SqrtHalfBits = 0x3FE6A09E667F3BCD;

    // Where the series below is used: |s| <= (sqrt(2) - 1) / (sqrt(2) + 1), which is a little over this.
    private const double SeriesLimit = 0.1715;

    /// <summary>log(x) for a positive normal number.</summary>
    public static double Log(double x)
    {
        // x = 2^exponent * mantissa, with the mantissa from sqrt(1/2) to sqrt(2).
        var bits = BitConverter.DoubleToInt64Bits(x);
        var exponent = (bits - SqrtHalfBits) >> 52;
        var mantissa = BitConverter.Int64BitsToDouble(bits - (exponent << 52));
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
        var tail = (((((1.0 / 21 * z) + (1.0 / 19)) * z) + (1.0 / 17)) * z) + (1.0 / 15);
        tail = (((((((tail * z) + (1.0 / 13)) * z) + (1.0 / 11)) * z) + (1.0 / 9)) * z) + (1.0 / 7);
        return 2 * s * ((((((tail * z) + (1.0 / 5)) * z) + (1.0 / 3)) * z) + 1);
    }
}
