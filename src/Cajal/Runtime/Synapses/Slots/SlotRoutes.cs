using System.Runtime.CompilerServices;

namespace Cajal.Runtime.Synapses.Slots;

/// <summary>
/// Routes to slots, where synapses keep values of their own. A place is a slot where the layout has the pathway's order, so that a spike finds
/// neighbours; else it is an entry of a list of slots.
/// </summary>
internal sealed class SlotRoutes : SpikeRoutes
{
    private readonly int[][] _rowStart;
    private readonly DelayedRun[][] _runs;
    private readonly int[]? _slots;
    private int[]? _places;

    /// <param name="order">The pathway's order.</param>
    /// <param name="layout">Where the synapses lie.</param>
    public SlotRoutes(ArrivalOrder order, SynapseLayout layout)
    {
        Layout = layout;
        _slots = order.Synapses.AsSpan().SequenceEqual(layout.Order.Synapses) ? null : [.. order.Synapses.Select(k => layout.SlotOf[k])];
        (_rowStart, _runs) = (new int[order.Workers][], new DelayedRun[order.Workers][]);
        List<DelayedRun> runs = [];
        var longest = 0;
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
            longest = runs.Aggregate(longest, (most, run) => Math.Max(most, run.DelaySteps));
        }

        MaxDelaySteps = longest;
        ShortestDelay = _runs.SelectMany(ofWorker => ofWorker).Select(run => run.DelaySteps).DefaultIfEmpty(0).Min();
    }

    /// <summary>Where the synapses lie.</summary>
    public SynapseLayout Layout { get; }

    /// <summary>Whether the slots of a run lie side by side.</summary>
    public bool AreNeighbours => _slots is null;

    public override int Tiles => Layout.Workers;

    public override int MaxDelaySteps { get; }

    public override int ShortestDelay { get; }

    public override string Description => FormattableString.Invariant(
        $"each synapse has a slot, by source, then delay; an event reaches runs of {Layout.Count / (double)Math.Max(_runs.Sum(r => r.Length), 1):F1} synapses");

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Schedule(SpikeQueue queue, int tile, ReadOnlySpan<int> emitters, long emission)
    {
        var (starts, runs) = (_rowStart[tile], _runs[tile]);
        foreach (var emitter in emitters)
        {
            foreach (var run in runs.AsSpan(starts[emitter]..starts[emitter + 1])) { queue.Schedule(emission, run); }
        }
    }

    /// <summary>The slot that a run begins with.</summary>
    public int FirstSlot(SynapseRun run) => _slots is null ? run.First : _slots[run.First];

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

    public override IEnumerable<int> SynapsesOf(int tile, SynapseRun run) => Enumerable.Range(run.First, run.Count).Select(SynapseAt);

    public override bool HasWholeRows => _slots is null && Layout.PadsRows;

    public override bool Continues(SynapseRun run, SynapseRun next) =>
        run.First + run.Count == next.First && Layout.SourceAt(run.First) == Layout.SourceAt(next.First);

    public override (int Tile, SynapseRun Run) RunOf(int synapse) => (Layout.Order.Owners[synapse], new((_places ??= Places())[synapse], 1));

    private int SynapseAt(int place) => Layout.CreationOf[_slots is null ? place : _slots[place]];

    /// <summary>The place of each synapse, by its number of creation.</summary>
    private int[] Places()
    {
        if (_slots is null) { return Layout.SlotOf; }
        var places = new int[_slots.Length];
        for (var place = 0; place < places.Length; place++) { places[SynapseAt(place)] = place; }
        return places;
    }
}
