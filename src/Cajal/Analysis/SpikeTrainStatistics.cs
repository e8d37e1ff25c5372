namespace Cajal;

/// <summary>Statistics of the spikes of one neuron.</summary>
public static class SpikeTrainStatistics
{
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
}
