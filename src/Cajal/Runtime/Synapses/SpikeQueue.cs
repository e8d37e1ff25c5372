using System.Numerics;

namespace Cajal.Runtime.Synapses;

/// <summary>Spikes on their way through one worker's synapses: for each coming step, the runs that are due, in order of emission step and source.</summary>
internal sealed class SpikeQueue
{
    private readonly NativeList<SynapseRun>[] _due;
    private readonly int _mask;

    /// <param name="maxDelaySteps">Longest delay.</param>
    public SpikeQueue(int maxDelaySteps)
    {
        _due = [.. Enumerable.Range(0, (int)BitOperations.RoundUpToPowerOf2((uint)maxDelaySteps + 1)).Select(_ => new NativeList<SynapseRun>())];
        _mask = _due.Length - 1;
    }

    /// <summary>Puts a run in the queue of the step that is <paramref name="run"/>'s delay after <paramref name="step"/>.</summary>
    public void Schedule(long step, DelayedRun run) => DueAt(step + run.DelaySteps).Add(run.Run);

    /// <summary>The runs that are due in a step.</summary>
    public NativeList<SynapseRun> DueAt(long step) => _due[(int)step & _mask];

    /// <summary>Everything on its way, from <paramref name="step"/> on: how many steps from there, and the run.</summary>
    public IEnumerable<DelayedRun> Pending(long step)
    {
        for (var ahead = 0; ahead < _due.Length; ahead++)
        {
            var due = DueAt(step + ahead);
            for (var k = 0; k < due.Count; k++) { yield return new(ahead, due[k]); }
        }
    }

    /// <summary>Forgets everything on its way.</summary>
    public void Clear()
    {
        foreach (var due in _due) { due.Clear(); }
    }
}
