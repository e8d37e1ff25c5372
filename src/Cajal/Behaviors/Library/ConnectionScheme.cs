namespace Cajal;

/// <summary>Which synapses there are between two populations.</summary>
public enum ConnectionScheme
{
    /// <summary>All of them.</summary>
    Full,

    /// <summary>Each with a probability.</summary>
    FixedCouplingProbability,

    /// <summary>For each destination a fixed number of sources.</summary>
    FixedInDegree,
}
