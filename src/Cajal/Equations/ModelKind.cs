namespace Cajal.Equations;

/// <summary>What a set of equations describes; it decides which flags and names make sense.</summary>
internal enum ModelKind { Neurons, Synapses }
