namespace Cajal.Runtime.Synapses;

/// <summary>The synapses of a projection in order of creation: which source element drives which target element.</summary>
internal sealed class SynapseTable
{
    /// <summary>Source element of each synapse, counted within the whole source group.</summary>
    public NativeList<int> Sources { get; } = new();

    /// <summary>Target element of each synapse, counted within the whole target group.</summary>
    public NativeList<int> Targets { get; } = new();

    public int Count => checked((int)Sources.Count);

    public void Add(int source, int target)
    {
        Sources.Add(source);
        Targets.Add(target);
    }

    /// <summary>Forgets the synapses after the first <paramref name="count"/>.</summary>
    public void Truncate(int count)
    {
        Sources.Resize(count);
        Targets.Resize(count);
    }
}
