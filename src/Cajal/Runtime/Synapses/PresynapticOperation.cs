namespace Cajal.Runtime.Synapses;

/// <summary>Takes this step's spikes of the sources into the queue and runs the code of the synapses that spikes reach in this step.</summary>
internal sealed class PresynapticOperation : PathwayOperation
{
    private readonly SpikeStream _spikes;
    private readonly (int Start, int End) _sources;
    private readonly SpikeQueue[] _queues;
    private readonly IReadOnlyList<object> _readsAcross;

    /// <param name="sources">The part of the source group that the projection starts from.</param>
    /// <param name="queues">Each worker's queue.</param>
    /// <param name="readsAcross">Arrays of the source group that the code reads.</param>
    /// <param name="alone">Whether the code reaches elements that other workers own.</param>
    public PresynapticOperation(
        string name, StepClock clock, int order, KernelBinding binding, SynapseLayout layout,
        SpikeStream spikes, (int Start, int End) sources, SpikeQueue[] queues, IEnumerable<object> readsAcross, bool alone)
        : base(name, clock, order, binding, layout)
    {
        (_spikes, _sources, _queues, RunsAlone) = (spikes, sources, queues, alone);
        _readsAcross = [spikes, .. readsAcross];
    }

    public override IEnumerable<object> Writes => Binding.Written;

    public override IEnumerable<object> ReadsAcross => _readsAcross;

    public override bool RunsAlone { get; }

    public override void Execute(int worker, long step)
    {
        var queue = _queues[worker];
        for (var slice = 0; slice < _spikes.Tiles.Workers; slice++)
        {
            foreach (var source in _spikes.Of(slice, step))
            {
                if (source < _sources.Start || source >= _sources.End) { continue; }
                foreach (var run in Layout.RunsOf(worker, source)) { queue.Schedule(step, run); }
            }
        }

        var due = queue.DueAt(step);
        if (due.Count == 0) { return; }
        var slots = EmptySlots(worker);
        for (var k = 0; k < due.Count; k++)
        {
            var (first, count) = due[k];
            var start = slots.Count;
            slots.Resize(start + count);
            for (var s = 0; s < count; s++) { slots[start + s] = first + s; }
        }

        due.Clear();
        Run(worker, slots, step);
    }
}
