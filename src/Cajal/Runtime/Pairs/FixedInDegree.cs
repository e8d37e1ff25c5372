using Cajal.Runtime.Random;

namespace Cajal.Runtime.Pairs;

/// <summary>
/// The same number of random sources for each target, by source, then target. Sources are drawn target by target, so the targets of all rows are held:
/// 4 bytes a pair.
/// </summary>
internal sealed unsafe class FixedInDegree : PairRows
{
    private readonly NativeBuffer _positions;

    private FixedInDegree(PairGrid grid, int[] counts, NativeBuffer positions, PairRule rule)
        : base(grid, counts) => (_positions, Rule) = (positions, rule);

    public override PairRule Rule { get; }

    /// <summary>Draws the pairs.</summary>
    /// <param name="degree">Number of sources of a target.</param>
    /// <param name="multapses">Whether a target may have a source several times; otherwise there must be enough sources.</param>
    /// <param name="threads">How many threads may work at it.</param>
    public static FixedInDegree Of(PairGrid grid, int degree, bool multapses, RandomStream random, int threads)
    {
        // Each share of the targets is gone through twice: to count its sources, and to put the targets behind those of the shares before it.
        var (sources, targets, byTarget) = (grid.Sources.Count, grid.Targets.Count, grid.Transposed());
        var shares = Math.Min(threads, targets);
        var placesOf = Enumerable.Range(0, shares).Select(_ => new int[sources]).ToArray();
        ForEachTarget((places, target, rows) =>
        {
            foreach (var row in rows) { places[row]++; }
        });

        var (counts, before) = (new int[sources], 0);
        for (var row = 0; row < sources; row++)
        {
            var first = before;
            foreach (var places in placesOf) { (places[row], before) = (before, before + places[row]); }
            counts[row] = before - first;
        }

        NativeBuffer positions = new((long)before * sizeof(int));
        var held = (int*)positions.Address;
        ForEachTarget((places, target, rows) =>
        {
            foreach (var row in rows) { held[places[row]++] = target; }
        });
        return new(grid, counts, positions, new(nameof(FixedInDegree), degree, multapses, random));

        void ForEachTarget(Action<int[], int, int[]> take) => Parallel.For(0, shares, new() { MaxDegreeOfParallelism = threads }, share =>
        {
            var rows = new int[degree];
            for (var target = (int)((long)targets * share / shares); target < (long)targets * (share + 1) / shares; target++)
            {
                RandomColumns.Choose(random, (uint)target, byTarget.AllowedOf(target), multapses, rows);
                byTarget.StepOver(target, rows);
                take(placesOf[share], target, rows);
            }
        });
    }

    protected override void Choose(int row, Span<int> positions) => _positions.Span<int>(FirstOf(row), positions.Length).CopyTo(positions);
}
