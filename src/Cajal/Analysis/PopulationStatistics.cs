using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal;

/// <summary>The usual statistics of the spikes of one population. Each is a mean over neurons that have it, NaN where none has.</summary>
/// <param name="Name">Name of the population.</param>
/// <param name="Size">Number of neurons.</param>
/// <param name="Spikes">Spikes of all neurons in the time that counts.</param>
/// <param name="Rate">Spikes a neuron and second [Hz].</param>
/// <param name="Silent">Part of the neurons that never spiked, 0 to 1.</param>
/// <param name="Cv">Coefficient of variation of the intervals: see <see cref="SpikeTrainStatistics.IntervalCv"/>.</param>
/// <param name="Cv2">See <see cref="SpikeTrainStatistics.Cv2"/>.</param>
/// <param name="LocalVariation">See <see cref="SpikeTrainStatistics.LocalVariation"/>.</param>
/// <param name="FanoFactor">Fano factor of each neuron's counts in 100 ms.</param>
/// <param name="Correlation">Correlation coefficient of pairs of neurons, counts in 5 ms.</param>
/// <param name="Synchrony">Fano factor of the counts of the whole population in 3 ms (Potjans and Diesmann 2014): 1 for independent Poisson processes.</param>
public sealed record PopulationStatistics(
    string Name, int Size, long Spikes, double Rate, double Silent, double Cv, double Cv2, double LocalVariation, double FanoFactor, double Correlation, double Synchrony)
{
    /// <summary>The statistics of spikes from one time until before another.</summary>
    /// <param name="name">Name of the population.</param>
    /// <param name="trains">Times of the spikes of each neuron [s], ascending, as <see cref="EventMonitor.Trains"/> gives them; shape [neurons][spikes].</param>
    /// <param name="from">Start of the time that counts [s].</param>
    /// <param name="to">Its end [s].</param>
    /// <exception cref="ModelException">There are no neurons, or the end is not after the start.</exception>
    public static PopulationStatistics Of(string name, IReadOnlyList<double[]> trains, Quantity from, Quantity to)
    {
        ArgumentNullException.ThrowIfNull(trains);
        if (trains.Count == 0) { throw new ModelException($"'{name}' has no neurons of which there could be statistics."); }
        var whole = TimeBins.Between(from, to, to - from);
        double[][] kept = [.. trains.Select(train => train.Where(t => whole.Of(t) == 0).ToArray())];
        var spikes = kept.Sum(train => (long)train.Length);
        var counts = Counts(5 * ms);
        return new(
            name, trains.Count, spikes, spikes / (trains.Count * whole.Width), (double)kept.Count(train => train.Length == 0) / trains.Count,
            Mean(kept.Select(train => SpikeTrainStatistics.IntervalCv(train))),
            Mean(kept.Select(train => SpikeTrainStatistics.Cv2(train))),
            Mean(kept.Select(train => SpikeTrainStatistics.LocalVariation(train))),
            Mean(Counts(100 * ms).Select(c => SpikeCounts.FanoFactor(c))),
            SpikeCorrelation.MeanCoefficient(counts),
            to - from < 3 * ms ? double.NaN : SpikeCounts.FanoFactor(SpikeCounts.Of([.. kept.SelectMany(t => t)], from, to, 3 * ms)));

        IReadOnlyList<int[]> Counts(Quantity width) => to - from < width ? [] : [.. kept.Select(train => SpikeCounts.Of(train, from, to, width))];
    }

    private static double Mean(IEnumerable<double> values) => values.Where(v => !double.IsNaN(v)).DefaultIfEmpty(double.NaN).Average();
}
