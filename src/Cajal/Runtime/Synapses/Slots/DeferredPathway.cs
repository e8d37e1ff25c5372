namespace Cajal.Runtime.Synapses.Slots;

/// <summary>Notes the events of targets, whose code runs in a synapse when the source's next event reaches it.</summary>
internal sealed class DeferredPathway : PathwayOperation
{
    private readonly TargetRoutes _routes;
    private readonly EventHistory _history;
    private readonly TraceUpdate _traces;
    private readonly object[] _written;

    /// <inheritdoc cref="PathwayOperation(string, StepClock, int, SpikeTraffic, EmittedSpikes, int, IEnumerable{object}, bool)"/>
    /// <param name="history">Where events are noted.</param>
    /// <param name="traces">What happens to the traces of the targets.</param>
    /// <param name="written">What the code changes.</param>
    public DeferredPathway(
        string name, StepClock clock, int order, SpikeTraffic traffic, EmittedSpikes emitted, EventHistory history, TraceUpdate traces, IEnumerable<object> written)
        : base(name, clock, order, traffic, emitted, traffic.Routes!.Tiles, [], alone: false)
    {
        (_routes, _history, _traces, _written) = ((TargetRoutes)traffic.Routes, history, traces, [.. written]);
    }

    public override IEnumerable<object> Writes => [.. _written, .. _traces.Written];

    public override IReadOnlyCollection<object> Uses => [.. _written, .. _traces.Uses];

    protected override long Deliver(int worker, int firstTile, int endTile, long step)
    {
        var (due, synapses) = (DueAt(worker, step), 0L);
        for (var k = 0; k < due.Count; k++)
        {
            var target = due[k].First;
            _history.Add(worker, target, step);
            _traces.NoteElement(worker, target);
            synapses += _routes.CountOf(target);
        }

        _traces.Execute(worker, step);
        return synapses;
    }
}
