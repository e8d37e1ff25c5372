using Cajal.Units;

namespace Cajal;

/// <summary>Spikes counted in bins of time.</summary>
/// <remarks>Bins are whole, and a spike at an edge belongs to the later bin; a spike at the end of the last one does not count.</remarks>
public static class SpikeCounts
{
    /// <summary>Spikes in each bin; shape [bins].</summary>
    /// <param name="times">Times of spikes [s], of one neuron or of many.</param>
    /// <param name="from">Start of the first bin [s].</param>
    /// <param name="to">Time by which the last bin has ended [s].</param>
    /// <param name="width">Width of a bin [s].</param>
    /// <exception cref="ModelException">There is no whole bin between the two times, or the width is not positive.</exception>
    public static int[] Of(ReadOnlySpan<double> times, Quantity from, Quantity to, Quantity width)
    {
        var bins = TimeBins.Between(from, to, width);
        var counts = new int[bins.Count];
        bins.AddCounts(times, 0, counts);
        return counts;
    }

    /// <summary>The peri-stimulus time histogram: the mean rate in each bin around the onsets of a stimulus [Hz]; shape [bins].</summary>
    /// <param name="times">Times of the spikes [s].</param>
    /// <param name="onsets">Times at which the stimulus sets in [s].</param>
    /// <param name="from">Start of the first bin, from the onset: negative for what comes before it [s].</param>
    /// <param name="to">Time by which the last bin has ended, from the onset [s].</param>
    /// <param name="width">Width of a bin [s].</param>
    /// <exception cref="ModelException">There are no onsets, there is no whole bin between the two times, or the width is not positive.</exception>
    public static double[] Psth(ReadOnlySpan<double> times, ReadOnlySpan<double> onsets, Quantity from, Quantity to, Quantity width)
    {
        if (onsets.IsEmpty) { throw new ModelException("A peri-stimulus time histogram needs at least one onset of the stimulus, but there is none."); }
        var bins = TimeBins.Between(from, to, width);
        var counts = new int[bins.Count];
        foreach (var onset in onsets) { bins.AddCounts(times, onset, counts); }
        var trials = onsets.Length;
        return [.. counts.Select(count => count / (trials * bins.Width))];
    }

    /// <summary>
    /// The Fano factor, variance (of the population) over mean: 1 for a Poisson process, less for regular spikes. Of a population's counts it is the
    /// measure of synchrony of Potjans and Diesmann (2014), 1 where the neurons are independent Poisson processes. NaN where there are no spikes.
    /// </summary>
    /// <param name="counts">Spikes in each bin or trial.</param>
    public static double FanoFactor(ReadOnlySpan<int> counts)
    {
        var (sum, squares) = (0.0, 0.0);
        foreach (var count in counts) { (sum, squares) = (sum + count, squares + ((double)count * count)); }
        var mean = sum / counts.Length;
        return mean > 0 ? ((squares / counts.Length) - (mean * mean)) / mean : double.NaN;
    }
}
