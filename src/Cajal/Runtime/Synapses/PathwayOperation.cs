namespace Cajal.Runtime.Synapses;

/// <summary>Takes the spikes of a step into a pathway's queue and runs its code for the synapses that spikes reach in this step.</summary>
internal sealed unsafe class PathwayOperation : StepOperation
{
    private const int Lanes = 16;
    private readonly KernelBinding _binding;
    private readonly SpikeRoutes _routes;
    private readonly SpikeQueue[] _queues;
    private readonly EmittedSpikes _emitted;
    private readonly Func<long, int>? _lateness;
    private readonly KernelCall[] _calls;
    private readonly NativeList<int>[] _slots;
    private readonly NativeList<int>[] _identities;
    private readonly long[] _events;
    private readonly bool _draws;

    /// <param name="traffic">Routes and queues.</param>
    /// <param name="emitted">The spikes.</param>
    /// <param name="readsAcross">Arrays that the code reads and other workers own.</param>
    /// <param name="alone">Whether the code reaches elements that other workers own.</param>
    public PathwayOperation(
        string name, StepClock clock, int order, KernelBinding binding, SpikeTraffic traffic, EmittedSpikes emitted, IEnumerable<object> readsAcross, bool alone)
        : base(name, clock, StepSlot.Synapses, order)
    {
        (_binding, _routes, _queues, _lateness, _emitted, RunsAlone) = (binding, traffic.Routes, traffic.Queues, traffic.Lateness, emitted, alone);
        ReadsAcross = [.. readsAcross, .. binding.ReadsAcross, .. ReadsAllSpikes ? [emitted.Stream] : Array.Empty<object>()];
        _draws = !binding.Draws.IsEmpty;
        _calls = [.. Enumerable.Range(0, _routes.Layout.Workers).Select(_ => new KernelCall(binding, clock))];
        _slots = [.. _calls.Select(_ => new NativeList<int>(1024))];
        _identities = [.. _calls.Select(_ => new NativeList<int>())];
        _events = new long[_routes.Layout.Workers * EventStride];
    }

    public override IEnumerable<object> Writes => _binding.Written;

    public override IEnumerable<object> ReadsAcross { get; }

    public override SpikeStream? ListensTo => _emitted.Stream;

    public override bool RunsAlone { get; }

    /// <summary>Times that a synapse has run the code since this was made.</summary>
    public long Events => _events.Sum();

    // Counters of different workers lie on different cache lines.
    private static int EventStride => 8;

    private bool ReadsAllSpikes => RunsAlone || !_emitted.ReachOwnSynapsesOnly;

    public override void Execute(int worker, long step)
    {
        var (queue, stream) = (_queues[worker], _emitted.Stream);
        var (slice, endSlice) = ReadsAllSpikes ? (0, stream.Tiles.Workers) : (worker, worker + 1);
        var emission = step + (_lateness?.Invoke(step) ?? 0);
        for (; slice < endSlice; slice++)
        {
            foreach (var emitter in stream.Of(slice, step))
            {
                if (emitter < _emitted.Start || emitter >= _emitted.End) { continue; }
                foreach (var run in _routes.Of(worker, emitter)) { queue.Schedule(emission, run); }
            }
        }

        var due = queue.DueAt(step);
        if (due.Count == 0) { return; }
        var slots = _slots[worker];
        slots.Clear();
        for (var k = 0; k < due.Count; k++) { _routes.AppendSlots(due[k], slots); }
        due.Clear();
        Run(worker, slots, step);
    }

    private void Run(int worker, NativeList<int> slots, long step)
    {
        var count = (int)slots.Count;
        _events[worker * EventStride] += count;
        for (var k = 0; k < Lanes; k++) { slots.Add(_routes.Layout.SlotCount); }
        _calls[worker].OverList((int*)slots.Address, count, _draws ? IdentitiesOf(worker, slots, count) : null, step);
    }

    /// <summary>Random numbers belong to a synapse, wherever it is stored.</summary>
    private int* IdentitiesOf(int worker, NativeList<int> slots, int count)
    {
        var identities = _identities[worker];
        identities.Resize(count);
        for (var k = 0; k < count; k++) { identities[k] = _routes.Layout.CreationOf[slots[k]]; }
        return (int*)identities.Address;
    }
}

/// <summary>The spikes that a pathway listens to.</summary>
/// <param name="Stream">Where they are.</param>
/// <param name="Start">First element that counts.</param>
/// <param name="End">One past the last element that counts.</param>
/// <param name="ReachOwnSynapsesOnly">Whether a spike reaches only synapses of the worker that owns the element.</param>
internal readonly record struct EmittedSpikes(SpikeStream Stream, int Start, int End, bool ReachOwnSynapsesOnly);
