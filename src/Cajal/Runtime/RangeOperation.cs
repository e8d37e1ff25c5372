namespace Cajal.Runtime;

/// <summary>Runs a kernel over all elements of an object; each worker over its own slice.</summary>
internal sealed class RangeOperation : StepOperation
{
    private readonly KernelCall[] _calls;
    private readonly (int Start, int End)[] _slices;
    private readonly SpikeStream? _spikes;
    private readonly KernelBinding _binding;
    private readonly int[]? _identities;
    private readonly KernelCall[] _invariants;
    private readonly bool[] _isCurrent;
    private bool _parametersChange;

    /// <param name="slices">Each worker's elements, whole blocks.</param>
    /// <param name="spikes">The stream whose bitmap the kernel writes; null when it detects no spikes.</param>
    /// <param name="readsAcross">Arrays of which the kernel reads elements of other workers.</param>
    /// <param name="identities">For the random numbers: number of each element that does not depend on the layout; null when the element is its own.</param>
    public RangeOperation(
        string name, StepClock clock, string slot, int order, KernelBinding binding, IEnumerable<(int Start, int End)> slices,
        SpikeStream? spikes = null, IEnumerable<object>? readsAcross = null, int[]? identities = null)
        : base(name, clock, slot, order)
    {
        (_binding, _slices, _spikes, _identities) = (binding, [.. slices], spikes, identities);
        _calls = [.. _slices.Select(_ => new KernelCall(binding, clock))];
        _invariants = binding.Invariants is { } invariants ? [.. _slices.Select(_ => new KernelCall(invariants, clock))] : [];
        _isCurrent = new bool[_invariants.Length];
        ReadsAcross = [.. readsAcross ?? [], .. binding.ReadsAcross];
    }

    public override IEnumerable<object> Writes => _spikes is null ? _binding.Written : [.. _binding.Written, _spikes];

    public override IReadOnlyCollection<object> Uses => _binding.Arrays;

    public override IEnumerable<object> ReadsAcross { get; }

    /// <summary>Where nothing changes the parameters, invariants are computed once a run, otherwise in every step.</summary>
    public override void Meet(IReadOnlyList<StepOperation> operations) =>
        _parametersChange = operations.Any(o => o.WritesAnything || o.Writes.Any(written => _binding.Parameters.Any(parameter => ReferenceEquals(parameter, written))));

    public override void Execute(int worker, long step)
    {
        // Synapses of which one worker does everything lie in one slice.
        if (worker >= _slices.Length) { return; }
        var (start, end) = _slices[worker];
        if (_invariants.Length > 0 && (_parametersChange || !_isCurrent[worker]))
        {
            _invariants[worker].OverRange(start, end, step);
            _isCurrent[worker] = true;
        }

        _calls[worker].OverRange(start, end, step, _identities);
        _spikes?.CollectBitmap(worker, step);
    }
}
