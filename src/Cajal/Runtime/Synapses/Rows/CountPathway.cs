namespace Cajal.Runtime.Synapses.Rows;

/// <summary>
/// A pathway that adds the same to a target for every spike: the arrivals at each target are counted, and code takes the count once. Counting is
/// exact, so that results do not depend on how the synapses are stored.
/// </summary>
internal sealed class CountPathway : PathwayOperation
{
    private readonly IArrivalRows _rows;
    private readonly ArrivalCounts _counts;
    private readonly KernelBinding _narrow;
    private readonly KernelCall[] _narrowCalls;
    private readonly KernelCall[]? _wideCalls;
    private readonly (int Start, int End)[] _slices;

    /// <inheritdoc cref="PathwayOperation(string, StepClock, int, SpikeTraffic, EmittedSpikes, int, IEnumerable{object}, bool)"/>
    /// <param name="counts">Where arrivals are counted.</param>
    /// <param name="narrow">The code, for a range of targets and counts of bytes.</param>
    /// <param name="wide">The same for counts of 32 bits; null where bytes are always enough.</param>
    /// <param name="slices">Each worker's targets, whole blocks.</param>
    public CountPathway(
        string name, StepClock clock, int order, SpikeTraffic traffic, EmittedSpikes emitted, ArrivalCounts counts, KernelBinding narrow, KernelBinding? wide,
        IReadOnlyList<(int Start, int End)> slices, bool alone)
        : base(name, clock, order, traffic, emitted, slices.Count, narrow.ReadsAcross, alone)
    {
        (_rows, _counts, _narrow, _slices) = ((IArrivalRows)traffic.Routes!, counts, narrow, [.. slices]);
        _narrowCalls = [.. slices.Select(_ => new KernelCall(narrow, clock))];
        _wideCalls = wide is null ? null : [.. slices.Select(_ => new KernelCall(wide, clock))];
    }

    public override IEnumerable<object> Writes => _narrow.Written;

    protected override unsafe long Deliver(int worker, int firstTile, int endTile, long step)
    {
        var ((start, end), events, isWide) = (_slices[worker], 0L, false);
        for (var tile = firstTile; tile < endTile; tile++) { isWide |= _wideCalls is not null && DueAt(tile, step).Count > _rows.MostRuns; }
        var together = isWide ? _rows.MostRuns : int.MaxValue;
        for (var tile = firstTile; tile < endTile; tile++)
        {
            var due = DueAt(tile, step);
            for (var first = 0L; first < due.Count; first += together)
            {
                events += _rows.Count(tile, due.AsSpan(first, Math.Min(together, due.Count - first)), _counts.Bytes);
                if (isWide) { _counts.Widen(start, end); }
            }
        }

        if (isWide)
        {
            _wideCalls![worker].OverRange(start, end, step);
            _counts.ClearWide(start, end);
        }
        else
        {
            _narrowCalls[worker].OverRange(start, end, step);
            _counts.ClearNarrow(start, end);
        }

        return events;
    }
}
