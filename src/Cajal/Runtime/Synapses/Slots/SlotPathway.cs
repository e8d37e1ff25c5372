namespace Cajal.Runtime.Synapses.Slots;

/// <summary>Runs a pathway's code for every synapse that a spike reaches.</summary>
internal sealed unsafe class SlotPathway : PathwayOperation
{
    private const int Lanes = 16;
    private readonly KernelBinding _binding;
    private readonly SlotRoutes _routes;
    private readonly KernelCall[] _calls;
    private readonly NativeList<int>[] _slots;
    private readonly NativeList<int>[] _identities;
    private readonly bool _draws;
    private readonly SlotMemory? _memory;
    private readonly TraceUpdate? _traces;

    /// <inheritdoc cref="PathwayOperation(string, StepClock, int, SpikeTraffic, EmittedSpikes, int, IEnumerable{object}, bool)"/>
    /// <param name="binding">The code, for listed slots.</param>
    /// <param name="traces">What happens to the traces of the events' end behind it; null for nothing.</param>
    /// <param name="bindTo">Gives the call of a worker arrays of its own; null when it has none.</param>
    public SlotPathway(
        string name, StepClock clock, int order, KernelBinding binding, SpikeTraffic traffic, EmittedSpikes emitted, IEnumerable<object> readsAcross, bool alone,
        TraceUpdate? traces, Action<KernelCall, int>? bindTo)
        : base(name, clock, order, traffic, emitted, traffic.Routes!.Tiles, [.. readsAcross, .. binding.ReadsAcross], alone)
    {
        (_binding, _routes, _draws, _traces) = (binding, (SlotRoutes)traffic.Routes, !binding.Draws.IsEmpty, traces);
        _calls = [.. Enumerable.Range(0, _routes.Tiles).Select(_ => new KernelCall(binding, clock))];
        foreach (var (worker, call) in _calls.Index()) { bindTo?.Invoke(call, worker); }
        _memory = _routes.AreNeighbours ? null : new(binding, _routes.Layout);
        _slots = [.. _calls.Select(_ => new NativeList<int>(1024))];
        _identities = [.. _calls.Select(_ => new NativeList<int>())];
    }

    public override IEnumerable<object> Writes => [.. _binding.Written, .. _traces?.Written ?? []];

    public override IReadOnlyCollection<object> Uses => [.. _binding.Arrays, .. _traces?.Uses ?? []];

    protected override long Deliver(int worker, int firstTile, int endTile, long step)
    {
        var (due, slots) = (DueAt(worker, step), _slots[worker]);
        slots.Clear();
        for (var k = 0; k < due.Count; k++)
        {
            _traces?.Note(worker, _routes.FirstSlot(due[k]));
            _routes.AppendSlots(due[k], slots);
        }

        var count = (int)slots.Count;
        for (var k = 0; k < Lanes; k++) { slots.Add(_routes.Layout.SlotCount); }
        Run(_calls[worker], (int*)slots.Address, count, _draws ? IdentitiesOf(worker, slots, count) : null, step);
        _traces?.Execute(worker, step);
        return count;
    }

    /// <summary>Runs the code for all slots in turn, as many together as memory is called for.</summary>
    private void Run(KernelCall call, int* slots, int count, int* identities, long step)
    {
        var together = _memory is null ? count : SlotMemory.Together;
        _memory?.Call(slots, Math.Min(together, count));
        for (var first = 0; first < count; first += together)
        {
            var next = first + together;
            if (next < count) { _memory?.Call(slots + next, Math.Min(together, count - next)); }
            call.OverList(slots + first, Math.Min(together, count - first), identities == null ? null : identities + first, step);
        }
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
