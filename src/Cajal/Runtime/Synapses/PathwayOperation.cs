namespace Cajal.Runtime.Synapses;

/// <summary>Takes spikes into a pathway's queues and lets those that arrive in a step act on their targets.</summary>
internal abstract class PathwayOperation : StepOperation
{
    private readonly SpikeQueue[] _queues;
    private readonly EmittedSpikes _emitted;
    private readonly Func<long, int>? _lateness;
    private readonly long[] _events;
    private readonly SpikeRoutes _routes;
    private readonly int _tilesOfWorker;

    /// <param name="traffic">Routes and queues.</param>
    /// <param name="emitted">The spikes.</param>
    /// <param name="workers">Number of workers that serve the tiles.</param>
    /// <param name="readsAcross">Arrays that the code reads and other workers own.</param>
    /// <param name="alone">Whether the code reaches elements that other workers own.</param>
    protected PathwayOperation(
        string name, StepClock clock, int order, SpikeTraffic traffic, EmittedSpikes emitted, int workers, IEnumerable<object> readsAcross, bool alone)
        : base(name, clock, StepSlot.Synapses, order)
    {
        (_queues, _lateness, _emitted, RunsAlone) = (traffic.Queues, traffic.Lateness, emitted, alone);
        _routes = traffic.Routes!;
        _tilesOfWorker = _routes.Tiles / workers;
        ReadsAcross = [.. readsAcross, .. ReadsAllSpikes ? [emitted.Stream] : Array.Empty<object>()];
        _events = new long[workers * EventStride];
    }

    public override IEnumerable<object> ReadsAcross { get; }

    public override SpikeStream? ListensTo => _emitted.Stream;

    public override bool RunsAlone { get; }

    /// <summary>Times that a spike has reached a synapse since this was made.</summary>
    public long Events => _events.Sum();

    // Counters of different workers lie on different cache lines.
    private static int EventStride => 8;

    private bool ReadsAllSpikes => RunsAlone || !_emitted.ReachOwnSynapsesOnly;

    /// <summary>Whether a spike may arrive in the step in which it is emitted.</summary>
    public bool ArrivesAtOnce => _routes.ShortestDelay == 0;

    public override int StepsBetweenTakes => ReadsAllSpikes ? Math.Max(_routes.ShortestDelay, 1) : 1;

    public override void Take(int worker, long first, long last)
    {
        for (var step = first; step <= last; step++) { Queue(worker, step); }
    }

    public override void Execute(int worker, long step) => Arrive(worker, step);

    /// <summary>Lets the spikes that are due act, if there are any.</summary>
    protected void Arrive(int worker, long step)
    {
        var (first, end) = TilesOf(worker);
        var isAnythingDue = false;
        for (var tile = first; tile < end; tile++) { isAnythingDue |= _queues[tile].DueAt(step).Count > 0; }
        if (!isAnythingDue) { return; }
        _events[worker * EventStride] += Deliver(worker, first, end, step);
        for (var tile = first; tile < end; tile++) { _queues[tile].DueAt(step).Clear(); }
    }

    /// <summary>Lets the spikes that are due act.</summary>
    /// <param name="firstTile">First tile of the worker.</param>
    /// <param name="endTile">One past its last.</param>
    /// <returns>How many synapses they reached.</returns>
    protected abstract long Deliver(int worker, int firstTile, int endTile, long step);

    /// <summary>The runs of a tile that are due in a step.</summary>
    protected NativeList<SynapseRun> DueAt(int tile, long step) => _queues[tile].DueAt(step);

    /// <summary>A worker's tiles: the first, and one past the last.</summary>
    protected (int First, int End) TilesOf(int worker) => (worker * _tilesOfWorker, (worker + 1) * _tilesOfWorker);

    /// <summary>Those of some ascending elements that lie from one to before another.</summary>
    private static ReadOnlySpan<int> Within(ReadOnlySpan<int> elements, int start, int end)
    {
        var (first, last) = (0, elements.Length);
        while (first < last && elements[first] < start) { first++; }
        while (last > first && elements[last - 1] >= end) { last--; }
        return elements[first..last];
    }

    /// <summary>Puts the spikes of a step into the queues of a worker.</summary>
    private void Queue(int worker, long step)
    {
        var stream = _emitted.Stream;
        var (firstTile, endTile) = TilesOf(worker);
        var (slice, endSlice) = ReadsAllSpikes ? (0, stream.Tiles.Workers) : (worker, worker + 1);
        var emission = step + (_lateness?.Invoke(step) ?? 0);
        for (; slice < endSlice; slice++)
        {
            var emitters = Within(stream.Of(slice, step), _emitted.Start, _emitted.End);
            if (emitters.IsEmpty) { continue; }
            for (var tile = firstTile; tile < endTile; tile++) { _routes.Schedule(_queues[tile], tile, emitters, emission); }
        }
    }
}

/// <summary>The spikes that a pathway listens to.</summary>
/// <param name="Stream">Where they are.</param>
/// <param name="Start">First element that counts.</param>
/// <param name="End">One past the last element that counts.</param>
/// <param name="ReachOwnSynapsesOnly">Whether a spike reaches only synapses of the worker that owns the element.</param>
internal readonly record struct EmittedSpikes(SpikeStream Stream, int Start, int End, bool ReachOwnSynapsesOnly);
