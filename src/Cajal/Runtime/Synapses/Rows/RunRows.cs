using System.Runtime.CompilerServices;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>Rows of synapses by emitter, tile and delay: what a spike adds to the targets, and nothing else. The targets of a run are consecutive.</summary>
/// <param name="built">The rows.</param>
internal abstract unsafe class RunRows(RowBuilder built) : SpikeRoutes
{
    /// <summary>Runs between the one that acts and the one whose memory is called for.</summary>
    protected const int Ahead = 3;

    /// <summary>The same for emitters whose runs are put into queues.</summary>
    private const int EmittersAhead = 2;

    public override int Tiles => built.Tiles.Count;

    public override int MaxDelaySteps => built.LongestDelay;

    public override int ShortestDelay => built.ShortestDelay;

    public override string Description => FormattableString.Invariant(
        $"rows of {Content}, {built.Bytes / Count:F1} bytes a synapse; an event reaches runs of {built.Count / (double)Math.Max(built.Runs.Sum(r => r.LongLength), 1):F1} synapses");

    /// <summary>What the rows hold, in words.</summary>
    protected abstract string Content { get; }

    /// <summary>The rows.</summary>
    protected RowBuilder Built => built;

    private double Count => Math.Max(built.Count, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Schedule(SpikeQueue queue, int tile, ReadOnlySpan<int> emitters, long emission)
    {
        ReadOnlySpan<int> starts = built.RunStarts[tile];
        fixed (DelayedRun* runs = built.Runs[tile])
        {
            for (var e = 0; e < emitters.Length; e++)
            {
                if (e + EmittersAhead < emitters.Length && emitters[e + EmittersAhead] is var soon)
                {
                    CacheLines.Call(runs + starts[soon], (starts[soon + 1] - starts[soon]) * sizeof(DelayedRun));
                }

                var end = runs + starts[emitters[e] + 1];
                for (var run = runs + starts[emitters[e]]; run < end; run++) { queue.Schedule(emission, *run); }
            }
        }
    }

    public override IEnumerable<int> SynapsesOf(int tile, SynapseRun run)
    {
        var emitter = built.EmitterAt(run.First);
        return built.NumbersOf(emitter).AsSpan(run.First - built.RowStart[emitter], run.Count).ToArray();
    }

    public override (int Tile, SynapseRun Run) RunOf(int synapse)
    {
        var (emitter, target) = built.Rows.EndsOf(synapse);
        return (built.Tiles.Of(target), new(built.RowStart[emitter] + Array.IndexOf(built.NumbersOf(emitter), synapse), 1));
    }
}
