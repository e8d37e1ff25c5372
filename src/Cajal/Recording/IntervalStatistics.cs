using Cajal.Runtime;

namespace Cajal;

/// <summary>Running statistics of the interspike intervals of each element of a group.</summary>
internal sealed class IntervalStatistics(int count)
{
    private const int FewestIntervals = 2;
    private (long LastStep, long Intervals, double Sum, double SumOfSquares)[] _elements = new (long, long, double, double)[count];

    /// <summary>Spikes so far.</summary>
    public long Spikes { get; private set; }

    public void Add(ReadOnlySpan<Spike> spikes)
    {
        Spikes += spikes.Length;
        foreach (var (step, index) in spikes)
        {
            ref var e = ref _elements[index];

            // Steps are kept one higher, so that 0 means that there was no spike yet.
            if (e.LastStep > 0)
            {
                double interval = step + 1 - e.LastStep;
                e = (step + 1, e.Intervals + 1, e.Sum + interval, e.SumOfSquares + (interval * interval));
            }
            else
            {
                e.LastStep = step + 1;
            }
        }
    }

    /// <summary>All that it has, in values that do not change any more.</summary>
    public (long Spikes, (long, long, double, double)[] Elements) Save() => (Spikes, [.. _elements]);

    /// <summary>Goes on from where others were.</summary>
    public void Restore((long Spikes, (long, long, double, double)[] Elements) saved) => (Spikes, _elements) = (saved.Spikes, [.. saved.Elements]);

    /// <summary>
    /// Mean over elements of the coefficient of variation of the intervals (standard deviation over mean, of the population);
    /// NaN when no element has two intervals.
    /// </summary>
    public double MeanCv()
    {
        var (sum, elements) = (0.0, 0);
        foreach (var (_, intervals, total, squares) in _elements)
        {
            if (intervals < FewestIntervals) { continue; }
            var mean = total / intervals;
            sum += Math.Sqrt(Math.Max((squares / intervals) - (mean * mean), 0)) / mean;
            elements++;
        }

        return elements == 0 ? double.NaN : sum / elements;
    }
}
