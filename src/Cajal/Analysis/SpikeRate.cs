using Cajal.Units;

namespace Cajal;

/// <summary>Shape of the window that turns spikes into a rate.</summary>
public enum RateKernel
{
    /// <summary>The same weight within √3 standard deviations.</summary>
    Rectangular,

    /// <summary>A weight that falls linearly to 0 at √6 standard deviations.</summary>
    Triangular,

    /// <summary>A normal density.</summary>
    Gaussian,

    /// <summary>An exponential after the spike, whose time constant is the standard deviation: the rate depends on the past alone.</summary>
    Exponential,

    /// <summary>An alpha function, t·exp(-t/τ), after the spike, whose standard deviation is √2 τ.</summary>
    Alpha,
}

/// <summary>The rate of spikes as a function of time: each spike spread by a kernel of area 1 (Nawrot et al. 1999; definitions as in Elephant).</summary>
public static class SpikeRate
{
    // Standard deviations at which what is left of a kernel without an end is below 2e-9 of its area: erfc(6/√2), exp(-20), (1 + x) exp(-x) at x = 23.
    private const double GaussianReach = 6, ExponentialReach = 20, AlphaReach = 17;

    /// <summary>The rate at equal times [Hz]; shape [times].</summary>
    /// <param name="times">Times of the spikes [s], ascending, of one neuron, or of many together.</param>
    /// <param name="from">First time at which to take the rate [s].</param>
    /// <param name="to">End of the times [s], which is not one of them.</param>
    /// <param name="step">Distance of the times [s].</param>
    /// <param name="kernel">Shape of the window.</param>
    /// <param name="sigma">Standard deviation of the window [s].</param>
    /// <exception cref="ModelException">There is no time between the two, or the step or the deviation is not a positive time.</exception>
    public static double[] Of(ReadOnlySpan<double> times, Quantity from, Quantity to, Quantity step, RateKernel kernel, Quantity sigma)
    {
        var (grid, deviation, start) = (TimeBins.Between(from, to, step), sigma.Require(Dimension.Time, nameof(sigma)), from.Si);
        if (!(deviation > 0) || double.IsInfinity(deviation)) { throw new ModelException($"The standard deviation of a window has to be a positive time, but is {sigma}."); }
        var (before, after) = Reach(kernel);
        var rates = new double[grid.Count];
        foreach (var spike in times)
        {
            var first = Math.Max(0, Math.Ceiling((spike - (before * deviation) - start) / grid.Width));
            var last = Math.Min(rates.Length - 1, Math.Floor((spike + (after * deviation) - start) / grid.Width));
            for (var k = (int)Math.Min(first, int.MaxValue - 1); k <= last; k++) { rates[k] += Density(kernel, ((k * grid.Width) + start - spike) / deviation) / deviation; }
        }

        return rates;
    }

    /// <summary>How far a kernel reaches before and after a spike, in standard deviations.</summary>
    private static (double Before, double After) Reach(RateKernel kernel) => kernel switch
    {
        RateKernel.Rectangular => (Math.Sqrt(3), Math.Sqrt(3)),
        RateKernel.Triangular => (Math.Sqrt(6), Math.Sqrt(6)),
        RateKernel.Gaussian => (GaussianReach, GaussianReach),
        RateKernel.Exponential => (0, ExponentialReach),
        _ => (0, AlphaReach),
    };

    /// <summary>A density of area and standard deviation 1.</summary>
    private static double Density(RateKernel kernel, double x) => kernel switch
    {
        RateKernel.Rectangular => 1 / (2 * Math.Sqrt(3)),
        RateKernel.Triangular => (1 - (Math.Abs(x) / Math.Sqrt(6))) / Math.Sqrt(6),
        RateKernel.Gaussian => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI),
        RateKernel.Exponential => Math.Exp(-x),
        _ => 2 * x * Math.Exp(-Math.Sqrt(2) * x),
    };
}
