using Cajal.Runtime.Random;

namespace Cajal.Runtime.Pairs;

/// <summary>Each pair with one probability, by source, then target: how many a row has is a binomial count, and each set of that many is equally likely.</summary>
internal sealed class RandomPairs : PairRows
{
    private readonly double _p;
    private readonly RandomStream _random;

    /// <param name="p">Probability of a pair, 0 to 1.</param>
    public RandomPairs(PairGrid grid, double p, RandomStream random)
        : base(grid, Counts(grid, p, random)) => (_p, _random) = (p, random);

    public override PairRule Rule => new(nameof(RandomPairs), _p, false, _random);

    protected override void Draw(int row, int allowed, Span<int> columns) => DistinctColumns.Choose(_random, (uint)row, allowed, columns);

    private static int[] Counts(PairGrid grid, double p, RandomStream random)
    {
        // Rows differ by one target at most.
        var whole = AliasTable.Binomial(grid.Targets.Count, p);
        var barred = AliasTable.Binomial(grid.Targets.Count - 1, p);
        var counts = new int[grid.Sources.Count];
        for (var row = 0; row < counts.Length; row++)
        {
            var (u, v) = random.Uniforms((uint)row, 0, 0);
            counts[row] = (int)(grid.AllowedOf(row) == grid.Targets.Count ? whole : barred).Draw(u, v);
        }

        return counts;
    }
}
