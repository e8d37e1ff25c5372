using Cajal.Ir;

namespace Cajal.Runtime;

/// <summary>Runs a kernel over the elements that spiked in this step: a reset.</summary>
internal sealed unsafe class SpikersOperation : StepOperation
{
    private readonly KernelCall[] _calls;
    private readonly SpikeStream _spikes;
    private readonly KernelBinding _binding;

    public SpikersOperation(string name, StepClock clock, string slot, int order, KernelBinding binding, SpikeStream spikes)
        : base(name, clock, slot, order)
    {
        (_binding, _spikes) = (binding, spikes);
        _calls = [.. Enumerable.Range(0, spikes.Tiles.Workers).Select(_ => new KernelCall(binding, clock))];
    }

    public override IEnumerable<object> Writes => _binding.Written;

    public override IReadOnlyCollection<object> Uses => _binding.Arrays;

    public override IEnumerable<object> ReadsAcross => RunsAlone ? [_spikes, .. _binding.ReadsAcross] : _binding.ReadsAcross;

    public override SpikeStream? ListensTo => _spikes;

    /// <summary>Neurons that see or change what belongs to others come one after the other.</summary>
    public override bool RunsAlone => _binding.Kernel.Domain == KernelDomain.Sequence;

    public override void Execute(int worker, long step)
    {
        var (first, end) = RunsAlone ? (0, _calls.Length) : (worker, worker + 1);
        for (var slice = first; slice < end; slice++) { RunSlice(slice, step); }
    }

    private void RunSlice(int worker, long step)
    {
        var count = _spikes.Of(worker, step).Length;
        if (count > 0) { _calls[worker].OverList((int*)_spikes.AddressOf(worker, step), count, null, step); }
    }
}
