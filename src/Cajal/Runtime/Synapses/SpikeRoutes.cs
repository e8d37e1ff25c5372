using System.Runtime.InteropServices;

namespace Cajal.Runtime.Synapses;

/// <summary>Synapses that one spike reaches in the same step: consecutive places of a <see cref="SpikeRoutes"/>.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SynapseRun(int First, int Count);

/// <summary>A run with the delay after which a spike reaches it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct DelayedRun(int DelaySteps, SynapseRun Run);

/// <summary>
/// What a spike of each element reaches along one pathway, and after how many steps. A place is a slot where the layout has the pathway's
/// order, so that a spike finds neighbours; else it is an entry of a list of slots.
/// </summary>
internal sealed class SpikeRoutes
{
    private readonly int[][] _rowStart;
    private readonly DelayedRun[][] _runs;
    private readonly int[]? _slots;

    /// <param name="order">The pathway's order.</param>
    /// <param name="layout">Where the synapses lie.</param>
    public SpikeRoutes(ArrivalOrder order, SynapseLayout layout)
    {
        Layout = layout;
        _slots = order.Synapses.AsSpan().SequenceEqual(layout.Order.Synapses) ? null : [.. order.Synapses.Select(k => layout.SlotOf[k])];
        (_rowStart, _runs) = (new int[order.Workers][], new DelayedRun[order.Workers][]);
        List<DelayedRun> runs = [];
        for (var worker = 0; worker < order.Workers; worker++)
        {
            runs.Clear();
            var starts = new int[order.Emitters + 1];
            for (var emitter = 0; emitter < order.Emitters; emitter++)
            {
                for (var k = order.RowStart(worker, emitter); k < order.RowStart(worker, emitter + 1); k++)
                {
                    var delay = order.Delays[order.Synapses[k]];
                    if (runs.Count > starts[emitter] && runs[^1].DelaySteps == delay)
                    {
                        runs[^1] = new(delay, new(runs[^1].Run.First, runs[^1].Run.Count + 1));
                    }
                    else
                    {
                        runs.Add(new(delay, new(_slots is null ? layout.SlotOf[order.Synapses[k]] : k, 1)));
                    }
                }

                starts[emitter + 1] = runs.Count;
            }

            (_rowStart[worker], _runs[worker]) = (starts, [.. runs]);
            MaxDelaySteps = runs.Aggregate(MaxDelaySteps, (longest, run) => Math.Max(longest, run.DelaySteps));
        }
    }

    /// <summary>Where the synapses lie.</summary>
    public SynapseLayout Layout { get; }

    /// <summary>Longest delay.</summary>
    public int MaxDelaySteps { get; }

    /// <summary>Synapses that a spike reaches together, on average.</summary>
    public double MeanRunLength => Layout.Count / (double)Math.Max(_runs.Sum(r => r.Length), 1);

    /// <summary>What a spike of an element reaches within a worker's slice, by delay.</summary>
    public ReadOnlySpan<DelayedRun> Of(int worker, int emitter)
    {
        var starts = _rowStart[worker];
        return _runs[worker].AsSpan(starts[emitter]..starts[emitter + 1]);
    }

    /// <summary>Appends the slots of a run to a list.</summary>
    public void AppendSlots(SynapseRun run, NativeList<int> slots)
    {
        if (_slots is not null)
        {
            slots.AddRange(_slots.AsSpan(run.First, run.Count));
            return;
        }

        var start = slots.Count;
        slots.Resize(start + run.Count);
        for (var k = 0; k < run.Count; k++) { slots[start + k] = run.First + k; }
    }

    /// <summary>The synapse at a place, by its number of creation.</summary>
    public int SynapseAt(int place) => Layout.CreationOf[_slots is null ? place : _slots[place]];

    /// <summary>The place of each synapse, by its number of creation.</summary>
    public int[] Places()
    {
        if (_slots is null) { return Layout.SlotOf; }
        var places = new int[_slots.Length];
        for (var place = 0; place < places.Length; place++) { places[SynapseAt(place)] = place; }
        return places;
    }
}
