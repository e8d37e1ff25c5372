using System.Runtime.InteropServices;

namespace Cajal.Runtime.Pairs;

/// <summary>Pairs that are held one by one, in any order. Lists of later calls may be added to it.</summary>
internal sealed unsafe class PairList : PairSet
{
    /// <summary>Source of each pair, as numbered in its whole group.</summary>
    public NativeList<int> Sources { get; } = new();

    /// <summary>Target of each pair, as numbered in its whole group.</summary>
    public NativeList<int> Targets { get; } = new();

    public override long Count => Sources.Count;

    /// <summary>Adds pairs.</summary>
    public void AddRange(ReadOnlySpan<int> sources, ReadOnlySpan<int> targets)
    {
        Sources.AddRange(sources);
        Targets.AddRange(targets);
    }

    /// <summary>Adds a pair.</summary>
    public void Add(int source, int target)
    {
        Sources.Add(source);
        Targets.Add(target);
    }

    /// <summary>A list of the same pairs, to which later ones are not added.</summary>
    public PairList Copy()
    {
        PairList copy = new();
        copy.AddRange(Sources.AsSpan(), Targets.AsSpan());
        return copy;
    }

    public override void CopyTo(int* sources, int* targets, int threads)
    {
        NativeMemory.Copy((void*)Sources.Address, sources, (nuint)Count * sizeof(int));
        NativeMemory.Copy((void*)Targets.Address, targets, (nuint)Count * sizeof(int));
    }

    public override void CountSources(Span<int> counts)
    {
        foreach (var source in Sources.AsSpan()) { counts[source]++; }
    }

    public override void CountTargets(Span<int> counts)
    {
        foreach (var target in Targets.AsSpan()) { counts[target]++; }
    }
}
