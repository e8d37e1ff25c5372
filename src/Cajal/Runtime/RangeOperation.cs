using Cajal.Runtime.Synapses.Rows;

namespace Cajal.Runtime;

/// <summary>Runs a kernel over all elements of an object; each worker over its own slice.</summary>
internal sealed class RangeOperation : StepOperation
{
    private readonly (int Start, int End)[] _slices;
    private readonly SpikeStream? _spikes;
    private readonly KernelBinding _binding, _bindingOfMany;
    private readonly int[]? _identities;
    private readonly object[] _readsAcross;
    private readonly CountPathway[] _arriving;
    private readonly bool[] _isCurrent;
    private KernelCall[] _calls = [], _callsOfMany = [], _invariants = [];
    private bool _parametersChange;

    /// <param name="slices">Each worker's elements, whole blocks.</param>
    /// <param name="spikes">The stream whose bitmap the kernel writes; null when it detects no spikes.</param>
    /// <param name="readsAcross">Arrays of which the kernel reads elements of other workers.</param>
    /// <param name="identities">For the random numbers: number of each element that does not depend on the layout; null when the element is its own.</param>
    public RangeOperation(
        string name, StepClock clock, string slot, int order, KernelBinding binding, IEnumerable<(int Start, int End)> slices,
        SpikeStream? spikes = null, IEnumerable<object>? readsAcross = null, int[]? identities = null)
        : this(name, clock, slot, order, (binding, binding), [.. slices], spikes, [.. readsAcross ?? []], identities, [])
    {
    }

    private RangeOperation(
        string name, StepClock clock, string slot, int order, (KernelBinding Few, KernelBinding Many) binding, (int Start, int End)[] slices,
        SpikeStream? spikes, object[] readsAcross, int[]? identities, CountPathway[] arriving)
        : base(name, clock, slot, order)
    {
        ((_binding, _bindingOfMany), _slices, _spikes, _readsAcross, _identities, _arriving) = (binding, slices, spikes, readsAcross, identities, arriving);
        _isCurrent = new bool[_slices.Length];
    }

    public override IEnumerable<object> Writes => _spikes is null ? _binding.Written : [.. _binding.Written, _spikes];

    public override IReadOnlyCollection<object> Uses => _binding.Arrays;

    public override IEnumerable<object> ReadsAcross => [.. _readsAcross, .. _binding.ReadsAcross];

    /// <summary>The operation with code behind its own that runs over the same elements in the same steps; null where the two cannot be one.</summary>
    public RangeOperation? Then(RangeOperation next) =>
        next._identities is null && next._spikes is null && next._arriving.Length == 0 && next._readsAcross.Length == 0
            ? Then(next, (next._binding, next._binding), next._slices, _arriving)
            : null;

    /// <summary>The operation with the code of a pathway's arrivals, which come from spikes of earlier steps, behind its own; null where the two cannot be one.</summary>
    public RangeOperation? Then(CountPathway next) => next.CanArriveEarlier ? Then(next, (next.Few, next.Many), next.Slices, [.. _arriving, next]) : null;

    /// <summary>Where nothing changes the parameters, invariants are computed once a run, otherwise in every step.</summary>
    public override void Meet(IReadOnlyList<StepOperation> operations)
    {
        _parametersChange = operations.Any(o => o.WritesAnything || o.Writes.Any(written => _binding.Parameters.Any(parameter => ReferenceEquals(parameter, written))));
        _calls = CallsOf(_binding);
        _callsOfMany = ReferenceEquals(_bindingOfMany, _binding) ? _calls : CallsOf(_bindingOfMany);
        _invariants = _binding.Invariants is { } invariants ? CallsOf(invariants) : [];
    }

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

        var areMany = false;
        foreach (var pathway in _arriving) { areMany |= pathway.Count(worker, step); }
        if (areMany)
        {
            foreach (var pathway in _arriving) { pathway.Widen(worker); }
        }

        (areMany ? _callsOfMany : _calls)[worker].OverRange(start, end, step, _identities);
        foreach (var pathway in _arriving) { pathway.Clear(worker, areMany); }
        _spikes?.CollectBitmap(worker, step);
    }

    private RangeOperation? Then(StepOperation next, (KernelBinding Few, KernelBinding Many) code, ReadOnlySpan<(int Start, int End)> slices, CountPathway[] arriving)
    {
        if (Clock != next.Clock || _identities is not null || !slices.SequenceEqual(_slices) || _binding.Then(code.Few) is not { } few) { return null; }
        var many = ReferenceEquals(_binding, _bindingOfMany) && ReferenceEquals(code.Few, code.Many) ? few : _bindingOfMany.Then(code.Many)!;
        return new($"{Name} + {next.Name}", Clock, Slot, Order, (few, many), _slices, _spikes, _readsAcross, null, arriving) { Owner = Owner };
    }

    private KernelCall[] CallsOf(KernelBinding binding) => [.. _slices.Select(_ => new KernelCall(binding, Clock))];
}
