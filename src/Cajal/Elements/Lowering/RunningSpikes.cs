namespace Cajal.Elements;

/// <summary>An array of elements that spike, in the engine.</summary>
/// <param name="Source">The group of the engine.</param>
/// <param name="Lead">
/// Steps by which the engine emits a spike before its time. Sources that work before the handlers of synapses reach these in the same step; in the engine
/// spikes arrive at the end of a step and neurons see them in the next, so such sources emit a step ahead.
/// </param>
internal sealed record RunningSpikes(SpikeSource Source, int Lead)
{
    /// <summary>Steps in the engine from the emission of a spike to its arrival.</summary>
    /// <param name="delay">Its delay [s].</param>
    /// <param name="stepSeconds">Duration of a step [s].</param>
    public int StepsOf(double delay, double stepSeconds) => Math.Max((int)Math.Floor((delay / stepSeconds) + 0.5) - 1 + Lead, 0);

    /// <summary>Whether a spike comes a step late when the sum of its time and its delay is compared with times in floating point.</summary>
    /// <param name="delay">Its delay [s].</param>
    /// <param name="stepSeconds">Duration of a step [s].</param>
    /// <returns>For the step of the engine in which it is emitted, 0 or 1 steps.</returns>
    public Func<long, int> LatenessOf(double delay, double stepSeconds)
    {
        var steps = (long)Math.Floor((delay / stepSeconds) + 0.5);
        return step => (step + Lead + steps) * stepSeconds < ((step + Lead) * stepSeconds) + delay ? 1 : 0;
    }
}
