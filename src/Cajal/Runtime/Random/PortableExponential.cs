namespace Cajal.Runtime.Random;

/// <summary>
/// The exponential function of the basic operations alone, so that every machine draws the same counts from the same seed
/// (the system's own differs in its last bits between platforms).
/// </summary>
internal static class PortableExponential
{
    private const double Log2E = 1.4426950408889634, Ln2High = 0.693147180369123816490, Ln2Low = 1.90821492927058770002e-10;
    private const int LastPower = 13;

    /// <summary>e to the power x for x up to 0; below −700 it is 0. Error below 4e-16 of the value.</summary>
    public static double Exp(double x)
    {
        if (x < -700) { return 0; }

        // x = k ln 2 + r with |r| below 0.35, where the first term that is left out, r^14/14!, is below 1e-17.
        var k = Math.Round(x * Log2E);
        var r = x - (k * Ln2High) - (k * Ln2Low);
        var sum = 1.0;
        for (var n = LastPower; n > 0; n--) { sum = 1 + (r * sum / n); }
        return sum * BitConverter.Int64BitsToDouble(((long)k + 1023) << 52);
    }
}
