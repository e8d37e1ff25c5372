namespace Cajal.Runtime.Synapses.Rows;

/// <summary>
/// A pathway that adds the same to a target for every spike: the arrivals at each target are counted, and code takes the count once. Counting is
/// exact, so that results do not depend on how the synapses are stored.
/// </summary>
internal sealed class CountPathway : PathwayOperation
{
    private readonly IArrivalRows _rows;
    private readonly ArrivalCounts _counts;
    private readonly (int Start, int End)[] _slices;
    private readonly bool[] _areMany;
    private KernelCall[] _calls = [], _callsOfMany = [];

    /// <inheritdoc cref="PathwayOperation(string, StepClock, int, SpikeTraffic, EmittedSpikes, int, IEnumerable{object}, bool)"/>
    /// <param name="counts">Where arrivals are counted.</param>
    /// <param name="few">The code, for a range of targets and counts of bytes.</param>
    /// <param name="many">The same for counts of 32 bits; null where bytes are always enough.</param>
    /// <param name="slices">Each worker's targets, whole blocks.</param>
    public CountPathway(
        string name, StepClock clock, int order, SpikeTraffic traffic, EmittedSpikes emitted, ArrivalCounts counts, KernelBinding few, KernelBinding? many,
        IReadOnlyList<(int Start, int End)> slices, bool alone)
        : base(name, clock, order, traffic, emitted, slices.Count, few.ReadsAcross, alone)
    {
        (_rows, _counts, Few, Many, _slices) = ((IArrivalRows)traffic.Routes!, counts, few, many ?? few, [.. slices]);
        _areMany = new bool[slices.Count];
    }

    /// <summary>The code for counts of bytes.</summary>
    public KernelBinding Few { get; }

    /// <summary>The code for steps in which that may not be enough.</summary>
    public KernelBinding Many { get; }

    /// <summary>Each worker's targets, whole blocks.</summary>
    public ReadOnlySpan<(int Start, int End)> Slices => _slices;

    public override IEnumerable<object> Writes => ArrivesEarlier ? [] : Few.Written;

    public override IReadOnlyCollection<object> Uses => ArrivesEarlier ? [] : Few.Arrays;

    public override void Meet(IReadOnlyList<StepOperation> operations)
    {
        if (ArrivesEarlier) { return; }
        _calls = [.. _slices.Select(_ => new KernelCall(Few, Clock))];
        _callsOfMany = ReferenceEquals(Few, Many) ? _calls : [.. _slices.Select(_ => new KernelCall(Many, Clock))];
    }

    /// <summary>Counts the spikes that arrive in a step, for code that another operation runs.</summary>
    /// <returns>Whether there may be more than bytes hold: the counts are of 32 bits then.</returns>
    public bool Count(int worker, long step)
    {
        _areMany[worker] = false;
        Arrive(worker, step);

        // The memory of the next step comes while other code runs.
        var (first, end) = TilesOf(worker);
        for (var tile = first; tile < end; tile++) { _rows.Call(tile, DueAt(tile, step + 1).AsSpan()); }
        return _areMany[worker];
    }

    /// <summary>Lets counts be of 32 bits, where they ever are.</summary>
    public void Widen(int worker)
    {
        if (_counts.Wide is not null) { _counts.Widen(_slices[worker].Start, _slices[worker].End); }
    }

    /// <summary>Sets all counts to 0.</summary>
    /// <param name="areMany">Whether they are of 32 bits, where they ever are.</param>
    public void Clear(int worker, bool areMany)
    {
        var (start, end) = _slices[worker];
        if (areMany && _counts.Wide is not null) { _counts.ClearWide(start, end); } else { _counts.ClearNarrow(start, end); }
    }

    protected override unsafe long Deliver(int worker, int firstTile, int endTile, long step)
    {
        var (events, areMany) = (0L, false);
        for (var tile = firstTile; tile < endTile; tile++) { areMany |= _counts.Wide is not null && DueAt(tile, step).Count > _rows.MostRuns; }
        var together = areMany ? _rows.MostRuns : int.MaxValue;
        for (var tile = firstTile; tile < endTile; tile++)
        {
            var due = DueAt(tile, step);
            for (var first = 0L; first < due.Count; first += together)
            {
                events += _rows.Count(tile, due.AsSpan(first, Math.Min(together, due.Count - first)), _counts.Bytes);
                if (areMany) { Widen(worker); }
            }
        }

        _areMany[worker] = areMany;
        if (ArrivesEarlier) { return events; }
        var (start, end) = _slices[worker];
        (areMany ? _callsOfMany : _calls)[worker].OverRange(start, end, step);
        Clear(worker, areMany);
        return events;
    }
}
