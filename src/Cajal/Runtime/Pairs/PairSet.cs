namespace Cajal.Runtime.Pairs;

/// <summary>The pairs of a source and a target that one call of Connect gives: one synapse each, in order of creation.</summary>
internal abstract unsafe class PairSet
{
    /// <summary>Number of pairs.</summary>
    public abstract long Count { get; }

    /// <summary>Writes all pairs down.</summary>
    /// <param name="sources">Gets the source of each, as numbered in its whole group.</param>
    /// <param name="targets">Gets the target of each, as numbered in its whole group.</param>
    /// <param name="threads">How many threads may work at it.</param>
    public abstract void CopyTo(int* sources, int* targets, int threads);

    /// <summary>Adds to each source of the whole group the number of its pairs.</summary>
    public abstract void CountSources(Span<int> counts);

    /// <summary>Adds to each target of the whole group the number of its pairs.</summary>
    public abstract void CountTargets(Span<int> counts);
}
