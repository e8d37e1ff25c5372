namespace Cajal.Runtime.Synapses.Rows;

/// <summary>Routes for connections of one weight and one delay: a run is all that a spike of an emitter reaches, in every tile.</summary>
/// <param name="rows">The synapses.</param>
/// <param name="tiles">How their targets are divided.</param>
/// <param name="delaySteps">The delay.</param>
internal abstract unsafe class WholeRows(SynapseRows rows, TargetTiles tiles, int delaySteps) : SpikeRoutes, IArrivalRows
{
    /// <summary>The count of a run that is a single synapse, by its number of creation, and not the row of an emitter.</summary>
    private const int Alone = -1;

    /// <inheritdoc/>
    public int MostRuns => byte.MaxValue;

    /// <inheritdoc/>
    public abstract long MostArrivals { get; }

    public override int Tiles => tiles.Count;

    public override int MaxDelaySteps => delaySteps;

    public override int ShortestDelay => delaySteps;

    public override void Schedule(SpikeQueue queue, int tile, ReadOnlySpan<int> emitters, long emission)
    {
        var due = queue.DueAt(emission + delaySteps);
        foreach (var emitter in emitters) { due.Add(new(emitter, 1)); }
    }

    /// <inheritdoc/>
    public virtual void Call(int tile, ReadOnlySpan<SynapseRun> runs)
    {
    }

    /// <inheritdoc/>
    public long Count(int tile, ReadOnlySpan<SynapseRun> runs, byte* counts)
    {
        var total = CountRows(tile, runs, counts);
        foreach (var run in runs)
        {
            if (!IsAlone(run)) { continue; }
            counts[rows.EndsOf(run.First).Target]++;
            total++;
        }

        return total;
    }

    public override IEnumerable<int> SynapsesOf(int tile, SynapseRun run)
    {
        if (IsAlone(run)) { return [run.First]; }
        RowBatch batch = new();
        batch.Fill(rows, run.First, run.First + 1);
        return Enumerable.Range(0, batch.Count).Where(k => tiles.Of(batch.Targets[k]) == tile).Select(k => batch.Numbers[k]);
    }

    public override (int Tile, SynapseRun Run) RunOf(int synapse) => (tiles.Of(rows.EndsOf(synapse).Target), new(synapse, Alone));

    /// <summary>Whether a run is a single synapse; else its first place is the emitter.</summary>
    protected static bool IsAlone(SynapseRun run) => run.Count == Alone;

    /// <summary>Counts the arrivals of whole rows, as <see cref="Count"/> does.</summary>
    /// <param name="runs">Rows of emitters, and single synapses, which are left out.</param>
    protected abstract long CountRows(int tile, ReadOnlySpan<SynapseRun> runs, byte* counts);
}
