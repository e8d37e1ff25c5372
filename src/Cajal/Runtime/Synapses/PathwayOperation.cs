namespace Cajal.Runtime.Synapses;

/// <summary>Code that runs for synapses when a spike reaches them, with the lists and counters that both ends share.</summary>
internal abstract unsafe class PathwayOperation : StepOperation
{
    private const int Lanes = 16;
    private readonly KernelCall[] _calls;
    private readonly NativeList<int>[] _slots;
    private readonly NativeList<int>[] _identities;
    private readonly long[] _events;
    private readonly bool _draws;

    protected PathwayOperation(string name, StepClock clock, int order, KernelBinding binding, SynapseLayout layout)
        : base(name, clock, StepSlot.Synapses, order)
    {
        (Binding, Layout) = (binding, layout);
        _draws = !binding.Draws.IsEmpty;
        _calls = [.. Enumerable.Range(0, layout.Workers).Select(_ => new KernelCall(binding, clock))];
        _slots = [.. _calls.Select(_ => new NativeList<int>(1024))];
        _identities = [.. _calls.Select(_ => new NativeList<int>())];
        _events = new long[layout.Workers * EventStride];
    }

    /// <summary>Synapses that this pathway has been through since it was made.</summary>
    public long Events => _events.Sum();

    // Counters of different workers lie on different cache lines.
    private static int EventStride => 8;

    protected KernelBinding Binding { get; }

    protected SynapseLayout Layout { get; }

    /// <summary>The worker's list of the slots to run over, empty.</summary>
    protected NativeList<int> EmptySlots(int worker)
    {
        var slots = _slots[worker];
        slots.Clear();
        return slots;
    }

    /// <summary>Runs the code for the listed slots.</summary>
    protected void Run(int worker, NativeList<int> slots, long step)
    {
        var count = (int)slots.Count;
        if (count == 0) { return; }
        _events[worker * EventStride] += count;
        for (var k = 0; k < Lanes; k++) { slots.Add(Layout.SlotCount); }
        _calls[worker].OverList((int*)slots.Address, count, _draws ? IdentitiesOf(worker, slots, count) : null, step);
    }

    /// <summary>Random numbers belong to a synapse, wherever it is stored.</summary>
    private int* IdentitiesOf(int worker, NativeList<int> slots, int count)
    {
        var identities = _identities[worker];
        identities.Resize(count);
        for (var k = 0; k < count; k++) { identities[k] = Layout.CreationOf[slots[k]]; }
        return (int*)identities.Address;
    }
}
