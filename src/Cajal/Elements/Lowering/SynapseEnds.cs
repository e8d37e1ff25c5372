namespace Cajal.Elements;

/// <summary>Synapses by their ends.</summary>
/// <param name="Pre">Source of each.</param>
/// <param name="Post">Neuron of each.</param>
/// <param name="Numbers">Number of each in the handler; null where they are consecutive.</param>
/// <param name="FirstNumber">Number of the first where they are consecutive.</param>
internal sealed record SynapseEnds(int[] Pre, int[] Post, int[]? Numbers, int FirstNumber)
{
    /// <summary>Number of synapses.</summary>
    public int Count => Pre.Length;

    /// <summary>Number of a synapse in the handler.</summary>
    public int NumberOf(int synapse) => Numbers?[synapse] ?? FirstNumber + synapse;

    /// <summary>The same synapses, apart by delay.</summary>
    public IEnumerable<SynapseEnds> ByDelay(FieldColumn delays) => delays.Common is not null ? [this]
        : Enumerable.Range(0, Count).GroupBy(k => delays[NumberOf(k)]).OrderBy(g => g.Key)
            .Select(g => new SynapseEnds([.. g.Select(k => Pre[k])], [.. g.Select(k => Post[k])], [.. g.Select(NumberOf)], 0));
}
