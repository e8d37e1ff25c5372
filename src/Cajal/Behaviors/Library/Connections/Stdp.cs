namespace Cajal;

/// <summary>
/// Spike-timing-dependent plasticity (Song, Miller and Abbott 2000, Nat Neurosci 3:919): a spike before the synapse that precedes one after it by t iterations
/// adds a_plus·exp(-t/tau_pre) to the weight; one that follows it takes a_minus·exp(-t/tau_post) away.
/// </summary>
public sealed class Stdp : SpikeTimingPlasticity
{
    /// <summary>Greatest gain of weight by a pair of spikes.</summary>
    public double APlus { get; set; } = 0.01;

    /// <summary>Greatest loss of weight by a pair of spikes.</summary>
    public double AMinus { get; set; } = 0.0105;

    /// <inheritdoc/>
    protected override VariableView OnSpikeBefore(VariableView traceAfter) => -AMinus * traceAfter;

    /// <inheritdoc/>
    protected override VariableView OnSpikeAfter(VariableView traceBefore) => APlus * traceBefore;
}
