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

    protected override void Choose(int row, Span<int> positions)
    {
        DistinctColumns.Choose(_random, (uint)row, Grid.AllowedOf(row), positions);
        Grid.StepOver(row, positions);
    }

    private static int[] Counts(PairGrid grid, double p, RandomStream random)
    {
        // One table serves all rows that have every target, another one those that have all but one.
        var whole = AliasTable.Binomial(grid.Targets.Count, p);
        var barred = AliasTable.Binomial(grid.Targets.Count - 1, p);
        var counts = new int[grid.Sources.Count];
        for (var row = 0; row < counts.Length; row++)
        {
            var (u, v) = random.Uniforms((uint)row, 0, 0);
            var missing = grid.Targets.Count - grid.AllowedOf(row);
            counts[row] = (int)(missing == 0 ? whole.Draw(u, v) : missing == 1 ? barred.Draw(u, v) : CountDraws.Binomial(grid.AllowedOf(row), p, u, v));
        }

        return counts;
    }
}
