using Cajal.Units;

namespace Cajal.Elements;

/// <summary>Sources of spikes that are no neurons, in the engine.</summary>
internal static class SpikeLowering
{
    /// <summary>Part of a step by which a time may lie after the end of a step and still count to it.</summary>
    private const double BorderTolerance = 1e-4;

    /// <summary>Makes the group of the engine for an array of sources; null where the array is none.</summary>
    public static SpikeSource? Of(ElementArray array, Network network, Clock? clock, double stepSeconds)
    {
        SpikeSource? source = array.Class.Name switch
        {
            "RandSpike" => Random(array),
            "TimedSpikes" => Timed(array, stepSeconds),
            _ => null,
        };
        if (source is null) { return null; }
        source.Name = array.Path;
        if (clock is not null) { source.Clock = clock; }
        return network.Add(source);
    }

    private static PoissonGroup Random(ElementArray array) => new(array.Count, new QuantityArray(array.Column("rate").ToArray(), Dimension.Frequency));

    private static SpikeGeneratorGroup Timed(ElementArray array, double stepSeconds)
    {
        List<int> indices = [];
        List<double> times = [];
        foreach (var (element, spikes) in array.SpikeTimes.OrderBy(s => s.Key))
        {
            foreach (var time in spikes)
            {
                indices.Add(element);
                times.Add(Math.Max(Math.Ceiling((time / stepSeconds) - BorderTolerance) - 1, 0) * stepSeconds);
            }
        }

        return new(array.Count, indices.ToArray(), new QuantityArray([.. times], Dimension.Time));
    }
}
