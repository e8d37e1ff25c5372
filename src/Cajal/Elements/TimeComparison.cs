namespace Cajal.Elements;

/// <summary>How a simulation finds the step in which a delay or a refractory period ends.</summary>
public enum TimeComparison
{
    /// <summary>In whole steps: a delay of 20 steps takes 20 steps.</summary>
    Steps,

    /// <summary>As MOOSE does, by comparing sums of times in floating point: some delays of 20 steps take 21, some refractory periods end a step late.</summary>
    FloatingPoint,
}

/// <summary>What becomes of input to a neuron that is refractory.</summary>
public enum RefractoryInput
{
    /// <summary>It is lost, as in Brunel's model.</summary>
    Discard,

    /// <summary>As in MOOSE, it is kept, and arrives as a whole when the refractory period ends.</summary>
    Accumulate,
}
