using Cajal.Units;

namespace Cajal;

/// <summary>Windows over the steps of a recording: bins that follow one another, and weights that slide.</summary>
internal static class RateWindow
{
    /// <summary>Standard deviations that a Gaussian window reaches to either side.</summary>
    private const double GaussianReach = 2;
    private const double Rounding = 1e-9;
    private static readonly string[] s_shapes = ["flat", "gaussian"];

    /// <summary>Width of a bin in steps; one at least.</summary>
    /// <exception cref="ModelException">The width is no positive time.</exception>
    public static int StepsIn(Quantity width, double stepSeconds) => Math.Max((int)Math.Round(Positive(width, "bin") / stepSeconds), 1);

    /// <summary>The weights of a window, an odd number of them.</summary>
    /// <param name="shape">"flat", whose width is rounded to an odd number of steps, or "gaussian", whose width is its standard deviation.</param>
    /// <exception cref="ModelException">There is no such shape, or the width is no positive time.</exception>
    public static double[] Of(string shape, Quantity width, double stepSeconds)
    {
        var steps = Positive(width, "window") / stepSeconds;
        switch (shape)
        {
            case "flat":
                var half = Math.Max((int)Math.Ceiling(((steps - 1) / 2) - Rounding), 0);
                return [.. Enumerable.Repeat(1.0, (2 * half) + 1)];
            case "gaussian":
                var reach = (int)Math.Round(GaussianReach * steps);
                return [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(k => Math.Exp(-k * k / (2 * steps * steps)))];
            default:
                throw new ModelException($"There is no window '{shape}'.{Suggest.Sentence(shape, s_shapes)} Windows are 'flat' and 'gaussian', or give weights of your own.");
        }
    }

    /// <summary>The mean of values under a window that slides over them; before the first and behind the last value there is 0.</summary>
    /// <param name="values">The values; shape [steps].</param>
    /// <param name="window">The weights; an odd number of them.</param>
    /// <exception cref="ModelException">The number of weights is even, or their sum is not positive.</exception>
    public static double[] Smoothed(double[] values, ReadOnlySpan<double> window)
    {
        if (window.Length % 2 == 0) { throw new ModelException($"A window has an odd number of weights, so that one is in the middle, but got {window.Length}."); }
        var sum = 0.0;
        foreach (var weight in window) { sum += weight; }
        if (!(sum > 0) || double.IsInfinity(sum)) { throw new ModelException(FormattableString.Invariant($"The weights of a window have a positive sum, but theirs is {sum}.")); }
        var (smooth, half) = (new double[values.Length], window.Length / 2);
        for (var n = 0; n < values.Length; n++)
        {
            // The first weight meets the latest value, as in a convolution.
            for (var k = Math.Max(0, half + n - values.Length + 1); k < Math.Min(window.Length, half + n + 1); k++) { smooth[n] += window[k] / sum * values[n + half - k]; }
        }

        return smooth;
    }

    private static double Positive(Quantity width, string what)
    {
        var seconds = width.Require(Dimension.Time, nameof(width));
        return seconds > 0 && double.IsFinite(seconds) ? seconds : throw new ModelException($"The width of a {what} has to be a positive time, but is {width}.");
    }
}
