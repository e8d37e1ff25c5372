namespace Cajal;

/// <summary>Names for the keys of behaviours, in the order of an iteration; numbers may stand between them.</summary>
public static class Stage
{
    /// <summary>External input is set: 1.</summary>
    public const double Input = 1;

    /// <summary>Synapses add what the spikes of the last iteration bring: 2.</summary>
    public const double Synapse = 2;

    /// <summary>Neurons spike and integrate: 3.</summary>
    public const double Neuron = 3;

    /// <summary>Neurons compete for the spikes of the next iteration: 4.</summary>
    public const double Competition = 4;

    /// <summary>Weights change: 5.</summary>
    public const double Plasticity = 5;

    /// <summary>Weights and thresholds are brought back into their bounds: 6.</summary>
    public const double Homeostasis = 6;

    /// <summary>Recorders look at what has become of the iteration: 9.</summary>
    public const double Record = 9;
}
