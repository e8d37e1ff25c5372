namespace Cajal;

/// <summary>What the rows and columns of a matrix of synapses stand for.</summary>
public enum MatrixLayout
{
    /// <summary>Rows are destinations, columns sources: <c>W.MatVec(spikes)</c> is what spikes of the sources bring to the destinations.</summary>
    DxS,

    /// <summary>Rows are sources, columns destinations.</summary>
    SxD,
}
