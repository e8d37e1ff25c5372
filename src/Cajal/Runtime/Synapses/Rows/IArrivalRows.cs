namespace Cajal.Runtime.Synapses.Rows;

/// <summary>Routes that can count how many spikes reach each target.</summary>
internal unsafe interface IArrivalRows
{
    /// <summary>Runs that can be counted together: no target gets more from them than a byte holds.</summary>
    int MostRuns { get; }

    /// <summary>Spikes that one target can get in a step at most, each synapse bringing one.</summary>
    long MostArrivals { get; }

    /// <summary>Calls for the memory of runs of a tile that are counted soon.</summary>
    void Call(int tile, ReadOnlySpan<SynapseRun> runs);

    /// <summary>Counts the arrivals of some runs of a tile.</summary>
    /// <param name="runs">The runs, <see cref="MostRuns"/> at most where <see cref="MostArrivals"/> would not fit in a byte.</param>
    /// <param name="counts">The count of each element, element 0 first; 0 before.</param>
    /// <returns>How many synapses the runs reach.</returns>
    long Count(int tile, ReadOnlySpan<SynapseRun> runs, byte* counts);
}
