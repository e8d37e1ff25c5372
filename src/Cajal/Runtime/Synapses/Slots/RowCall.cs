namespace Cajal.Runtime.Synapses.Slots;

/// <summary>A kernel over consecutive slots of one source, as one worker calls it.</summary>
internal sealed unsafe class RowCall
{
    private readonly KernelCall _call;
    private readonly SynapseLayout _layout;
    private readonly (int Argument, nint Address, int Bytes)[] _ofSource;
    private readonly (nint Address, int Bytes)[] _ofSlots;

    /// <param name="binding">The kernel.</param>
    /// <param name="traces">Traces of the sources, of which the kernel reads the row's in the worker's copy; null where there are none.</param>
    private RowCall(KernelBinding binding, StepClock clock, SynapseLayout layout, EndTraces? traces, int worker)
    {
        (_call, _layout) = (new(binding, clock), layout);
        _ofSource = [.. (traces?.Arrays ?? []).Where(a => _call.Uses(a.Symbol)).Select(a => (_call.ArgumentOf(a.Symbol), traces!.AddressOf(a, worker), a.LaneBytes))];
        _ofSlots = [(layout.Target.Address, sizeof(int)), .. binding.Arrays.OfType<StateArray>().Where(a => a.Count == layout.SlotCount).Select(a => (a.Address, a.LaneBytes))];
    }

    /// <summary>A kernel as each worker calls it.</summary>
    /// <inheritdoc cref="RowCall(KernelBinding, StepClock, SynapseLayout, EndTraces?, int)"/>
    public static RowCall[] OfWorkers(KernelBinding binding, StepClock clock, SynapseLayout layout, EndTraces? traces) =>
        [.. Enumerable.Range(0, layout.Workers).Select(worker => new RowCall(binding, clock, layout, traces, worker))];

    /// <summary>Runs the kernel over a row.</summary>
    public void Over(SynapseRun row, long step)
    {
        var source = _layout.SourceAt(row.First);
        foreach (var (argument, address, bytes) in _ofSource) { _call.Bind(argument, address + ((nint)source * bytes)); }
        _call.OverRange(row.First, row.First + SynapseLayout.Padded(row.Count), step, _layout.CreationOf);
    }

    /// <summary>Calls for the memory of a row that comes soon.</summary>
    public void Call(SynapseRun row)
    {
        foreach (var (address, bytes) in _ofSlots) { CacheLines.Call((byte*)address + ((long)row.First * bytes), row.Count * bytes); }
    }
}
