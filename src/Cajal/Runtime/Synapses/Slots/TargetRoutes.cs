namespace Cajal.Runtime.Synapses.Slots;

/// <summary>Routes of events that are noted for a target, and reach its synapses later: a run names the target.</summary>
internal sealed class TargetRoutes : SpikeRoutes
{
    private readonly int _delaySteps;
    private readonly byte[] _ownerOf;
    private readonly int[] _counts;
    private readonly SynapseTable _table;

    /// <param name="tiles">How the targets are shared among the workers.</param>
    /// <param name="delaySteps">Steps from an event to its arrival.</param>
    public TargetRoutes(SynapseTable table, Tiles tiles, int delaySteps)
    {
        (_table, _delaySteps, Tiles) = (table, delaySteps, tiles.Workers);
        _ownerOf = [.. Enumerable.Range(0, tiles.Count).Select(t => checked((byte)tiles.OwnerOf(t)))];
        _counts = table.CountsOfTargets(tiles.Count);
    }

    public override int Tiles { get; }

    public override int MaxDelaySteps => _delaySteps;

    public override int ShortestDelay => _delaySteps;

    public override string Description => "an event is noted, and its code run when the source's next event reaches the synapse";

    /// <summary>How many synapses a target has.</summary>
    public int CountOf(int target) => _counts[target];

    public override void Schedule(SpikeQueue queue, int tile, ReadOnlySpan<int> emitters, long emission)
    {
        var due = queue.DueAt(emission + _delaySteps);
        foreach (var emitter in emitters)
        {
            if (_ownerOf[emitter] == tile && _counts[emitter] > 0) { due.Add(new(emitter, 1)); }
        }
    }

    public override IEnumerable<int> SynapsesOf(int tile, SynapseRun run) => Enumerable.Range(0, _table.Count).Where(k => _table.Targets[k] == run.First);

    public override (int Tile, SynapseRun Run) RunOf(int synapse) => (_ownerOf[_table.Targets[synapse]], new(_table.Targets[synapse], 1));
}
