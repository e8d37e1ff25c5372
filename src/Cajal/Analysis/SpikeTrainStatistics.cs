using Cajal.Units;

namespace Cajal;

/// <summary>Statistics of the spikes of one neuron.</summary>
public static class SpikeTrainStatistics
{
    /// <summary>Spikes from one time until before another, over the time between [Hz].</summary>
    /// <param name="times">Times of the spikes [s].</param>
    /// <param name="from">Start of the time that counts [s].</param>
    /// <param name="to">Its end [s].</param>
    /// <exception cref="ModelException">The end is not after the start.</exception>
    public static Quantity Rate(ReadOnlySpan<double> times, Quantity from, Quantity to)
    {
        var duration = (to - from).Require(Dimension.Time, "the duration");
        return new(SpikeCounts.Of(times, from, to, to - from)[0] / duration, Dimension.Frequency);
    }

    /// <summary>Times between spikes [s], in order; shape [spikes - 1], empty for fewer than two spikes.</summary>
    /// <param name="times">Times of the spikes [s], ascending, as <c>SpikeMonitor.TimesOf</c> gives them.</param>
    public static double[] Intervals(ReadOnlySpan<double> times)
    {
        var intervals = new double[Math.Max(times.Length - 1, 0)];
        for (var k = 0; k < intervals.Length; k++) { intervals[k] = times[k + 1] - times[k]; }
        return intervals;
    }

    /// <summary>
    /// Coefficient of variation of the intervals, standard deviation (of the population) over mean: 0 for a clock, 1 for a Poisson process;
    /// NaN for fewer than three spikes.
    /// </summary>
    /// <param name="times">Times of the spikes [s], ascending.</param>
    public static double IntervalCv(ReadOnlySpan<double> times)
    {
        var intervals = Intervals(times);
        if (intervals.Length < 2) { return double.NaN; }
        var mean = intervals.Average();
        return Math.Sqrt(intervals.Average(i => (i - mean) * (i - mean))) / mean;
    }

    /// <summary>
    /// CV2 of Holt et al. (1996): the mean over neighbouring intervals of their difference, as a size, over their mean. As the coefficient of variation it is
    /// 0 for a clock and 1 for a Poisson process, but blind to slow changes of the rate. NaN for fewer than three spikes.
    /// </summary>
    /// <param name="times">Times of the spikes [s], ascending.</param>
    public static double Cv2(ReadOnlySpan<double> times) => MeanOfNeighbours(times, contrast => 2 * Math.Abs(contrast));

    /// <summary>
    /// The local variation LV of Shinomoto et al. (2003): three times the mean over neighbouring intervals of the square of their difference over their sum.
    /// 0 for a clock, 1 for a Poisson process; NaN for fewer than three spikes.
    /// </summary>
    /// <param name="times">Times of the spikes [s], ascending.</param>
    public static double LocalVariation(ReadOnlySpan<double> times) => MeanOfNeighbours(times, contrast => 3 * contrast * contrast);

    /// <summary>
    /// The revised local variation LvR of Shinomoto et al. (2009), which takes account of refractoriness: that part of each interval counts for nothing.
    /// 0 for a clock, 1 for a Poisson process with this dead time; NaN for fewer than three spikes.
    /// </summary>
    /// <param name="times">Times of the spikes [s], ascending.</param>
    /// <param name="refractory">The dead time after a spike [s]; 5 ms in the paper.</param>
    /// <exception cref="ModelException">The dead time is no time, or negative.</exception>
    public static double RevisedLocalVariation(ReadOnlySpan<double> times, Quantity refractory)
    {
        var dead = refractory.Require(Dimension.Time, nameof(refractory));
        if (!(dead >= 0)) { throw new ModelException($"The dead time after a spike has to be 0 s or more, but is {refractory}."); }
        var intervals = Intervals(times);
        return intervals.Length < 2 ? double.NaN
            : 3 * intervals.Zip(intervals.Skip(1), (a, b) => (1 - (4 * a * b / ((a + b) * (a + b)))) * (1 + (4 * dead / (a + b)))).Average();
    }

    /// <summary>The mean of a function of (b - a)/(b + a) over pairs of neighbouring intervals a, b.</summary>
    private static double MeanOfNeighbours(ReadOnlySpan<double> times, Func<double, double> function)
    {
        var intervals = Intervals(times);
        return intervals.Length < 2 ? double.NaN : intervals.Zip(intervals.Skip(1), (a, b) => function((b - a) / (b + a))).Average();
    }
}
