namespace Cajal.Runtime.Synapses;

/// <summary>Delays of one pathway in steps: one for all synapses, or one each in order of creation.</summary>
internal readonly record struct DelaySteps(int Common, int[]? Own)
{
    public int this[int synapse] => Own is null ? Common : Own[synapse];
}
