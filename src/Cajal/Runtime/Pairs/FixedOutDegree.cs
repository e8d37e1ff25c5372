using Cajal.Runtime.Random;

namespace Cajal.Runtime.Pairs;

/// <summary>The same number of random targets for each source.</summary>
internal sealed class FixedOutDegree : PairRows
{
    private readonly int _degree;
    private readonly RandomStream _random;
    private readonly bool _multapses;

    /// <param name="degree">Number of targets of a source.</param>
    /// <param name="multapses">Whether a source may have a target several times; otherwise there must be enough targets.</param>
    public FixedOutDegree(PairGrid grid, int degree, bool multapses, RandomStream random)
        : base(grid, [.. Enumerable.Repeat(degree, grid.Sources.Count)]) => (_degree, _random, _multapses) = (degree, random, multapses);

    public override PairRule Rule => new(nameof(FixedOutDegree), _degree, _multapses, _random);

    protected override void Choose(int row, Span<int> positions)
    {
        RandomColumns.Choose(_random, (uint)row, Grid.AllowedOf(row), _multapses, positions);
        Grid.StepOver(row, positions);
    }
}
