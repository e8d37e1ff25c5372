namespace Cajal;

/// <summary>Relatives of the error function that neither overflow nor cancel.</summary>
internal static class ErrorFunctions
{
    /// <summary>exp(x²)·erfc(x) for x of 0 or more, to about 1e-15 relative.</summary>
    /// <remarks>The rule of midpoints on (2x/π)·∫ exp(-t²)/(x² + t²) dt, with the pole at t = ix put right (Chiarella and Reichel 1968).</remarks>
    public static double ScaledComplement(double x)
    {
        const double h = 0.5;
        var (sum, x2) = (0.0, x * x);
        for (var t = h / 2; t < 6.5; t += h) { sum += Math.Exp(-t * t) / (x2 + (t * t)); }
        var pole = x < Math.PI / h ? 2 * Math.Exp(x2) / (1 + Math.Exp(2 * Math.PI * x / h)) : 0;
        return (2 * h * x / Math.PI * sum) + pole;
    }

    /// <summary>Dawson's integral, exp(-x²)·∫ exp(t²) dt from 0 to x, to about 1e-15 of its maximum.</summary>
    /// <remarks>Rybicki's sum (1989) over odd multiples of a step, centred on the even multiple next to x.</remarks>
    public static double Dawson(double x)
    {
        const double h = 0.25;
        var centre = 2 * Math.Round(x / (2 * h));
        var (sum, rest) = (0.0, x - (centre * h));
        for (var k = -27; k <= 27; k += 2)
        {
            var distance = rest - (k * h);
            sum += Math.Exp(-distance * distance) / (centre + k);
        }

        return sum / Math.Sqrt(Math.PI);
    }
}
