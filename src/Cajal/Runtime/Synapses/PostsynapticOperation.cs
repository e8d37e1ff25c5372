namespace Cajal.Runtime.Synapses;

/// <summary>Runs the code of the synapses onto the targets that spiked in this step.</summary>
internal sealed class PostsynapticOperation : PathwayOperation
{
    private readonly SpikeStream _spikes;
    private readonly (int Start, int End) _targets;
    private readonly IReadOnlyList<object> _readsAcross;

    /// <param name="targets">The part of the target group that the projection ends on.</param>
    /// <param name="readsAcross">Arrays of the source group that the code reads.</param>
    /// <param name="alone">Whether the code reaches elements that other workers own.</param>
    public PostsynapticOperation(
        string name, StepClock clock, int order, KernelBinding binding, SynapseLayout layout,
        SpikeStream spikes, (int Start, int End) targets, IEnumerable<object> readsAcross, bool alone)
        : base(name, clock, order, binding, layout)
    {
        (_spikes, _targets, RunsAlone) = (spikes, targets, alone);
        _readsAcross = alone ? [spikes, .. readsAcross] : [.. readsAcross];
    }

    public override IEnumerable<object> Writes => Binding.Written;

    public override IEnumerable<object> ReadsAcross => _readsAcross;

    public override bool RunsAlone { get; }

    public override void Execute(int worker, long step)
    {
        var slots = EmptySlots(worker);
        var (firstSlice, endSlice) = RunsAlone ? (0, _spikes.Tiles.Workers) : (worker, worker + 1);
        for (var slice = firstSlice; slice < endSlice; slice++)
        {
            foreach (var target in _spikes.Of(slice, step))
            {
                if (target >= _targets.Start && target < _targets.End) { slots.AddRange(Layout.IncomingOf(target)); }
            }
        }

        Run(worker, slots, step);
    }
}
