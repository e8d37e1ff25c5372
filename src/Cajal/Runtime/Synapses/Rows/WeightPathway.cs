namespace Cajal.Runtime.Synapses.Rows;

/// <summary>A pathway that adds a weight of the synapse's own, which does not change during the run, to a variable of the target.</summary>
internal sealed class WeightPathway : PathwayOperation
{
    private readonly WeightRows _rows;
    private readonly StateArray _sums;

    /// <inheritdoc cref="PathwayOperation(string, StepClock, int, SpikeTraffic, EmittedSpikes, int, IEnumerable{object}, bool)"/>
    /// <param name="sums">The variable.</param>
    public WeightPathway(string name, StepClock clock, int order, SpikeTraffic traffic, EmittedSpikes emitted, int workers, StateArray sums)
        : base(name, clock, order, traffic, emitted, workers, [], alone: false) => (_rows, _sums) = ((WeightRows)traffic.Routes!, sums);

    public override IEnumerable<object> Writes => [_sums];

    public override IReadOnlyCollection<object> Uses => [_sums];

    protected override long Deliver(int worker, int firstTile, int endTile, long step)
    {
        var events = 0L;
        for (var tile = firstTile; tile < endTile; tile++) { events += _rows.Add(tile, DueAt(tile, step).AsSpan(), _sums.Address); }
        return events;
    }
}
