using Cajal.Runtime.Synapses.Rows;

namespace Cajal.Runtime;

/// <summary>Runs a kernel over all elements of an object, or of several objects one after the other for each element; each worker over its own slice.</summary>
internal sealed class RangeOperation : StepOperation
{
    private readonly (int Start, int End)[] _slices;
    private readonly SpikeStream? _spikes;
    private readonly KernelBinding _few, _many;
    private readonly int[]? _identities;
    private readonly object[] _readsAcross;
    private readonly CountPathway[] _arriving;
    private readonly bool _isOfArrivals;
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
        : this(name, clock, slot, order, (binding, binding), [.. slices], spikes, [.. readsAcross ?? []], identities, [], isOfArrivals: false)
    {
    }

    private RangeOperation(
        string name, StepClock clock, string slot, int order, (KernelBinding Few, KernelBinding Many) code, (int Start, int End)[] slices,
        SpikeStream? spikes, object[] readsAcross, int[]? identities, CountPathway[] arriving, bool isOfArrivals)
        : base(name, clock, slot, order)
    {
        ((_few, _many), _slices, _spikes, _readsAcross, _identities, _arriving, _isOfArrivals) = (code, slices, spikes, readsAcross, identities, arriving, isOfArrivals);
        _isCurrent = new bool[_slices.Length];
        RunsAlone = arriving.Any(pathway => pathway.RunsAlone);
    }

    public override bool RunsAlone { get; }

    public override IEnumerable<object> Writes => _spikes is null ? _few.Written : [.. _few.Written, _spikes];

    /// <summary>The arrays; and pathways whose spikes have to be taken before.</summary>
    public override IReadOnlyCollection<object> Uses => [.. _few.Arrays, .. _arriving.Where(pathway => pathway.ArrivesAtOnce)];

    public override IEnumerable<object> ReadsAcross => [.. _readsAcross, .. _few.ReadsAcross];

    /// <summary>The code that takes the counts of a pathway's arrivals, in steps in which there are any.</summary>
    /// <param name="few">The code for counts of bytes.</param>
    /// <param name="many">The code for counts of 32 bits, in steps in which bytes may not be enough; the same where they always are.</param>
    public static RangeOperation OfArrivals(string name, int order, CountPathway pathway, KernelBinding few, KernelBinding many) =>
        new(name, pathway.Clock, pathway.Slot, order, (few, many), pathway.Slices.ToArray(), null, [], null, [pathway], isOfArrivals: true);

    /// <summary>Whether code may run behind this over the same elements at once, and memory is passed over less often then, or there is a call less in each step.</summary>
    public bool GoesWith(RangeOperation next) =>
        Clock == next.Clock && !RunsAlone && !next.RunsAlone && _slices.AsSpan().SequenceEqual(next._slices)
        && (_identities ?? next._identities) is null && next._spikes is null && _readsAcross.Length + next._readsAcross.Length == 0
        && ((_isOfArrivals && next._isOfArrivals) || _few.Arrays.Any(next._few.Arrays.Contains));

    /// <summary>The operation with the code of another, which goes with it, behind its own, in the place of one of the two; null where the kernels cannot be one.</summary>
    /// <param name="place">The one in whose place it runs.</param>
    public RangeOperation? Then(RangeOperation next, RangeOperation place)
    {
        if (_few.Then(next._few) is not { } few) { return null; }
        var many = ReferenceEquals(_few, _many) && ReferenceEquals(next._few, next._many) ? few : _many.Then(next._many)!;
        return new(
            $"{Name} + {next.Name}", Clock, place.Slot, place.Order, (few, many), _slices, _spikes, [], null, [.. _arriving, .. next._arriving], _isOfArrivals && next._isOfArrivals)
        { Owner = Owner };
    }

    /// <summary>Where nothing changes the parameters, invariants are computed once a run, otherwise in every step.</summary>
    public override void Meet(IReadOnlyList<StepOperation> operations)
    {
        _parametersChange = operations.Any(o => o.WritesAnything || o.Writes.Any(written => _few.Parameters.Any(parameter => ReferenceEquals(parameter, written))));
        _calls = CallsOf(_few);
        _callsOfMany = ReferenceEquals(_many, _few) ? _calls : CallsOf(_many);
        _invariants = _few.Invariants is { } invariants ? CallsOf(invariants) : [];
    }

    public override void Execute(int worker, long step)
    {
        // Synapses of which one worker does everything lie in one slice.
        if (worker >= _slices.Length) { return; }
        var arrivals = Count(worker, step);
        if (_isOfArrivals && arrivals == Arrivals.None) { return; }
        var (start, end) = _slices[worker];
        if (_invariants.Length > 0 && (_parametersChange || !_isCurrent[worker]))
        {
            _invariants[worker].OverRange(start, end, step);
            _isCurrent[worker] = true;
        }

        (arrivals == Arrivals.Many ? _callsOfMany : _calls)[worker].OverRange(start, end, step, _identities);
        if (arrivals != Arrivals.None)
        {
            foreach (var pathway in _arriving) { pathway.Clear(worker, arrivals); }
        }

        _spikes?.CollectBitmap(worker, step);
    }

    /// <summary>Counts what arrives by all pathways, in one width.</summary>
    private Arrivals Count(int worker, long step)
    {
        var arrivals = Arrivals.None;
        foreach (var pathway in _arriving) { arrivals = (Arrivals)Math.Max((int)arrivals, (int)pathway.Count(worker, step)); }
        if (arrivals == Arrivals.Many)
        {
            foreach (var pathway in _arriving) { pathway.Widen(worker); }
        }

        return arrivals;
    }

    private KernelCall[] CallsOf(KernelBinding binding) => [.. _slices.Select(_ => new KernelCall(binding, Clock))];
}
