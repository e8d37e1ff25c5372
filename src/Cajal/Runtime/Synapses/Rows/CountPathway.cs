namespace Cajal.Runtime.Synapses.Rows;

/// <summary>
/// A pathway that adds the same to a target for every spike: the arrivals at each target are counted, and code takes the count once. Counting is
/// exact, so that results do not depend on how the synapses are stored. The code is an operation of its own, see <see cref="RangeOperation"/>, which counts first.
/// </summary>
internal sealed class CountPathway : PathwayOperation
{
    private readonly IArrivalRows _rows;
    private readonly (int Start, int End)[] _slices;

    /// <inheritdoc cref="PathwayOperation(string, StepClock, int, SpikeTraffic, EmittedSpikes, int, IEnumerable{object}, bool)"/>
    /// <param name="counts">Where arrivals are counted.</param>
    /// <param name="slices">Each worker's targets, whole blocks.</param>
    public CountPathway(
        string name, StepClock clock, int order, SpikeTraffic traffic, EmittedSpikes emitted, ArrivalCounts counts, IReadOnlyList<(int Start, int End)> slices, bool alone)
        : base(name, clock, order, traffic, emitted, slices.Count, [], alone)
    {
        (_rows, Counts, _slices) = ((IArrivalRows)traffic.Routes!, counts, [.. slices]);
    }

    /// <summary>Where arrivals are counted.</summary>
    public ArrivalCounts Counts { get; }

    /// <summary>Each worker's targets, whole blocks.</summary>
    public ReadOnlySpan<(int Start, int End)> Slices => _slices;

    /// <summary>The pathway itself: what counts its arrivals, too, uses it, where spikes arrive in the step in which they are emitted.</summary>
    public override IEnumerable<object> Writes => [this];

    public override IReadOnlyCollection<object> Uses => [];

    /// <summary>Does nothing: the code of the arrivals counts them.</summary>
    public override void Execute(int worker, long step)
    {
    }

    /// <summary>Counts the spikes that arrive in a step.</summary>
    public Arrivals Count(int worker, long step)
    {
        var (first, end) = TilesOf(worker);
        var arrivals = ArrivalsAt(first, end, step);
        Arrive(worker, step);

        // The memory of the next step comes while other code runs.
        for (var tile = first; tile < end; tile++) { _rows.Call(tile, DueAt(tile, step + 1).AsSpan()); }
        return arrivals;
    }

    /// <summary>Lets counts be of 32 bits, where they ever are.</summary>
    public void Widen(int worker)
    {
        if (Counts.Wide is not null) { Counts.Widen(_slices[worker].Start, _slices[worker].End); }
    }

    /// <summary>Sets all counts to 0.</summary>
    /// <param name="arrivals">Which counts there are.</param>
    public void Clear(int worker, Arrivals arrivals)
    {
        var (start, end) = _slices[worker];
        if (arrivals == Arrivals.Many && Counts.Wide is not null) { Counts.ClearWide(start, end); } else { Counts.ClearNarrow(start, end); }
    }

    protected override unsafe long Deliver(int worker, int firstTile, int endTile, long step)
    {
        var (events, areMany) = (0L, ArrivalsAt(firstTile, endTile, step) == Arrivals.Many);
        var together = areMany ? _rows.MostRuns : int.MaxValue;
        for (var tile = firstTile; tile < endTile; tile++)
        {
            var due = DueAt(tile, step);
            for (var first = 0L; first < due.Count; first += together)
            {
                events += _rows.Count(tile, due.AsSpan(first, Math.Min(together, due.Count - first)), Counts.Bytes);
                if (areMany) { Widen(worker); }
            }
        }

        return events;
    }

    private Arrivals ArrivalsAt(int firstTile, int endTile, long step)
    {
        var most = 0L;
        for (var tile = firstTile; tile < endTile; tile++) { most = Math.Max(most, DueAt(tile, step).Count); }
        return most == 0 ? Arrivals.None : most > _rows.MostRuns && Counts.Wide is not null ? Arrivals.Many : Arrivals.Few;
    }
}

/// <summary>How many spikes arrive at a target in a step.</summary>
internal enum Arrivals
{
    None,

    /// <summary>As many as a byte counts.</summary>
    Few,

    /// <summary>Perhaps more: counts are of 32 bits.</summary>
    Many,
}
