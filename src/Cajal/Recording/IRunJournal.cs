using Cajal.Runtime;

namespace Cajal;

/// <summary>Keeps a run outside the memory of the program: what happens in it, and its state from time to time. All calls come while no worker runs.</summary>
internal interface IRunJournal
{
    /// <summary>Whether it may ask for the state, so that all that is needed for going on from there has to be kept up.</summary>
    bool TakesState { get; }

    /// <summary>A call of <see cref="Network.Run"/> begins.</summary>
    void BeginRun();

    /// <summary>Is told the spikes of a group in the last slice of steps, in order of step, then index.</summary>
    void TakeSpikes(SpikeSource group, ReadOnlySpan<Spike> spikes);

    /// <summary>Takes stock after a slice of steps.</summary>
    /// <param name="time">Time of the step that comes next [s].</param>
    /// <returns>Whether the run is to pause here for <see cref="TakeState"/>.</returns>
    bool EndSlice(double time);

    /// <summary>Takes the whole state.</summary>
    /// <exception cref="ModelException">The run is not to go on.</exception>
    void TakeState(Snapshot state);

    /// <summary>The run has come to its end.</summary>
    /// <param name="failure">Why it ended early; null when it did not.</param>
    void EndRun(Exception? failure);
}
