namespace Cajal;

/// <summary>
/// Plasticity of inhibitory synapses that brings the destinations to a rate (Vogels, Sprekeler, Zenke, Clopath and Gerstner 2011, Science 334:1569): spikes before
/// and after the synapse within tau of each other strengthen it whatever their order; each spike before it also takes eta·2·rate·tau_post away.
/// </summary>
public sealed class InhibitoryStdp : SpikeTimingPlasticity
{
    /// <summary>Learning rate eta: gain of weight by a pair of spikes.</summary>
    public double LearningRate { get; set; } = 0.01;

    /// <summary>Rate to which the destinations are brought [spikes per iteration].</summary>
    public double TargetRate { get; set; } = 0.005;

    /// <inheritdoc/>
    protected override VariableView OnSpikeBefore(VariableView traceAfter) => LearningRate * (traceAfter - (2 * TargetRate * TauPost));

    /// <inheritdoc/>
    protected override VariableView OnSpikeAfter(VariableView traceBefore) => LearningRate * traceBefore;
}
