namespace Cajal.Runtime.Synapses.Slots;

/// <summary>Runs a pathway's code for rows: the synapses of one source in a worker's slice, which lie in consecutive slots.</summary>
internal sealed class RowPathway : PathwayOperation
{
    private readonly KernelBinding _binding;
    private readonly RowCall[] _calls;
    private readonly SlotRoutes _routes;
    private readonly TraceUpdate? _traces;
    private readonly EventHistory? _history;

    /// <inheritdoc cref="PathwayOperation(string, StepClock, int, SpikeTraffic, EmittedSpikes, int, IEnumerable{object}, bool)"/>
    /// <param name="binding">The code, for a row.</param>
    /// <param name="calls">The code as each worker calls it.</param>
    /// <param name="traces">What happens to the traces of the sources behind it; null for nothing.</param>
    /// <param name="history">Events with which the code makes rows catch up; null for none.</param>
    public RowPathway(
        string name, StepClock clock, int order, KernelBinding binding, IEnumerable<RowCall> calls, SpikeTraffic traffic, EmittedSpikes emitted, IEnumerable<object> readsAcross, bool alone,
        TraceUpdate? traces, EventHistory? history)
        : base(name, clock, order, traffic, emitted, traffic.Routes!.Tiles, readsAcross, alone)
    {
        (_binding, _calls, _routes, _traces, _history) = (binding, [.. calls], (SlotRoutes)traffic.Routes, traces, history);
    }

    public override IEnumerable<object> Writes => [.. _binding.Written, .. _traces?.Written ?? []];

    public override IReadOnlyCollection<object> Uses => [.. _binding.Arrays, .. _traces?.Uses ?? []];

    protected override long Deliver(int worker, int firstTile, int endTile, long step)
    {
        var (due, call, synapses) = (DueAt(worker, step), _calls[worker], 0L);
        for (var k = 0; k < due.Count; k++)
        {
            var run = due[k];
            if (k + 1 < due.Count) { call.Call(due[k + 1]); }
            _history?.Note(worker, _routes.Layout.SourceAt(run.First), step);
            _traces?.Note(worker, run.First);
            call.Over(run, step);
            synapses += run.Count;
        }

        _traces?.Execute(worker, step);
        return synapses;
    }
}
