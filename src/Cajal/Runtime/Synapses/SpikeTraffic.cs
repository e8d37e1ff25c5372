using System.Collections.Immutable;

namespace Cajal.Runtime.Synapses;

/// <summary>The spikes on their way along one pathway. They keep their synapse and their time of arrival wherever the synapses move.</summary>
internal sealed class SpikeTraffic
{
    /// <summary>While there are no queues: in how many steps a spike reaches which synapse; for each target in the order in which it will receive them.</summary>
    private ImmutableArray<(int Ahead, int Synapse)> _inFlight = [];
    private SpikeRoutes? _routes;
    private SpikeQueue[] _queues = [];

    /// <summary>The routes of the current run; null before the first.</summary>
    public SpikeRoutes? Routes => _routes;

    /// <summary>The queue of each tile.</summary>
    public SpikeQueue[] Queues => _queues;

    /// <summary>For the step in which spikes are emitted, by how many steps (0 or 1) they arrive later than their delay says; null for never.</summary>
    public Func<long, int>? Lateness { get; set; }

    /// <summary>Whether no spike is on its way.</summary>
    /// <param name="nextStep">The step that comes next.</param>
    public bool IsEmpty(long nextStep) => _routes is null ? _inFlight.IsEmpty : !_queues.Any(q => q.Pending(nextStep).Any());

    /// <summary>Sends all spikes on along other routes.</summary>
    /// <param name="nextStep">The step that comes next.</param>
    public void Follow(SpikeRoutes routes, long nextStep)
    {
        Leave(nextStep);
        var longest = _inFlight.Aggregate(routes.MaxDelaySteps + (Lateness is null ? 0 : 1), (steps, spike) => Math.Max(steps, spike.Ahead));
        _queues = [.. Enumerable.Range(0, routes.Tiles).Select(_ => new SpikeQueue(longest))];
        foreach (var (ahead, synapse) in _inFlight)
        {
            var (tile, run) = routes.RunOf(synapse);
            var due = _queues[tile].DueAt(nextStep + ahead);
            if (!routes.HasWholeRows || !TryContinue(routes, due, run)) { due.Add(run); }
        }

        (_routes, _inFlight) = (routes, []);
    }

    /// <summary>Takes all spikes off their routes.</summary>
    /// <param name="nextStep">The step that comes next.</param>
    public void Leave(long nextStep) => (_inFlight, _routes, _queues) = (Pending(nextStep), null, []);

    /// <summary>Reckons arrivals by another duration of a step; an arrival keeps its time, rounded to the new steps.</summary>
    /// <param name="ratio">Old duration over new duration.</param>
    /// <param name="now">The step that comes next, in old steps.</param>
    /// <param name="then">The same, in new steps.</param>
    public void ChangeStep(double ratio, long now, long then)
    {
        Leave(now);
        _inFlight = [.. _inFlight.Select(f => ((int)Math.Max(Math.Round((now + f.Ahead) * ratio) - then, 0), f.Synapse))];
    }

    /// <summary>Loses all spikes.</summary>
    public void Clear()
    {
        _inFlight = [];
        foreach (var queue in _queues) { queue.Clear(); }
    }

    public void Save(Snapshot snapshot, string key, long nextStep) => snapshot.Put(key, Pending(nextStep));

    public void Restore(Snapshot snapshot, string key) => (_inFlight, _routes, _queues) = (snapshot.Get<ImmutableArray<(int, int)>>(key), null, []);

    /// <summary>Puts the rest of a row behind what is there of it. The parts of a row have different targets, so each target still gets its spikes in order.</summary>
    private static bool TryContinue(SpikeRoutes routes, NativeList<SynapseRun> due, SynapseRun run)
    {
        for (var k = due.Count - 1; k >= 0; k--)
        {
            if (!routes.Continues(due[k], run)) { continue; }
            due[k] = new(due[k].First, due[k].Count + run.Count);
            return true;
        }

        return false;
    }

    private ImmutableArray<(int Ahead, int Synapse)> Pending(long nextStep)
    {
        if (_routes is null) { return _inFlight; }
        var pending = ImmutableArray.CreateBuilder<(int, int)>();
        for (var tile = 0; tile < _queues.Length; tile++)
        {
            foreach (var (ahead, run) in _queues[tile].Pending(nextStep))
            {
                foreach (var synapse in _routes.SynapsesOf(tile, run)) { pending.Add((ahead, synapse)); }
            }
        }

        return pending.ToImmutable();
    }
}
