using System.Runtime.InteropServices;

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

    /// <summary>Adds a synapse for each pair of a source and a target.</summary>
    public void AddRange(ReadOnlySpan<int> sources, ReadOnlySpan<int> targets)
    {
        Sources.AddRange(sources);
        Targets.AddRange(targets);
    }

    /// <summary>Forgets the synapses after the first <paramref name="count"/>.</summary>
    public void Truncate(int count)
    {
        Sources.Resize(count);
        Targets.Resize(count);
    }

    /// <summary>How often each of the elements of a group is an end of a synapse.</summary>
    /// <param name="ends"><see cref="Sources"/> or <see cref="Targets"/>.</param>
    /// <param name="count">Number of elements of the group.</param>
    public static int[] CountsOf(NativeList<int> ends, int count)
    {
        var counts = new int[count];
        foreach (var end in ends.AsSpan()) { counts[end]++; }
        return counts;
    }

    /// <summary>For each synapse, how many synapses of the same source and target were made before it.</summary>
    public int[] Repetitions()
    {
        var repetitions = new int[Count];
        Dictionary<(int, int), int> made = [];
        for (var k = 0; k < repetitions.Length; k++)
        {
            ref var before = ref CollectionsMarshal.GetValueRefOrAddDefault(made, (Sources[k], Targets[k]), out _);
            repetitions[k] = before++;
        }

        return repetitions;
    }
}
