using System.Runtime.InteropServices;

namespace Cajal.Runtime.Synapses;

/// <summary>Synapses that one spike reaches in the same step: consecutive places of a <see cref="SpikeRoutes"/>, or a whole row of them.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SynapseRun(int First, int Count);

/// <summary>A run with the delay after which a spike reaches it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct DelayedRun(int DelaySteps, SynapseRun Run);

/// <summary>
/// What a spike of each element reaches along one pathway, and after how many steps. The synapses are divided into tiles by what they act on;
/// a worker serves its tiles one after the other, and nobody else does.
/// </summary>
internal abstract class SpikeRoutes
{
    /// <summary>Number of tiles: the first ones belong to the first worker, as many to each.</summary>
    public abstract int Tiles { get; }

    /// <summary>Longest delay.</summary>
    public abstract int MaxDelaySteps { get; }

    /// <summary>Shortest delay [steps]; that of a spike which reaches nothing does not count.</summary>
    public abstract int ShortestDelay { get; }

    /// <summary>What is said of them where a model is explained.</summary>
    public abstract string Description { get; }

    /// <summary>Puts what spikes reach in a tile into the tile's queue.</summary>
    /// <param name="emitters">The elements that emitted them, ascending.</param>
    /// <param name="emission">Step in which they were emitted.</param>
    public abstract void Schedule(SpikeQueue queue, int tile, ReadOnlySpan<int> emitters, long emission);

    /// <summary>The synapses of a run of a tile, by their numbers of creation, in the order in which the run reaches them.</summary>
    public abstract IEnumerable<int> SynapsesOf(int tile, SynapseRun run);

    /// <summary>Whether spikes reach whole rows, so that a row whose synapses are put back one by one has to become one run again.</summary>
    public virtual bool HasWholeRows => false;

    /// <summary>Whether two runs of a row that are due in the same step are one.</summary>
    public virtual bool Continues(SynapseRun run, SynapseRun next) => false;

    /// <summary>The run of one synapse alone, by its number of creation.</summary>
    public abstract (int Tile, SynapseRun Run) RunOf(int synapse);
}
