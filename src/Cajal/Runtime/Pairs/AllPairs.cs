namespace Cajal.Runtime.Pairs;

/// <summary>Every pair, by source, then target.</summary>
internal sealed class AllPairs(PairGrid grid) : PairRows(grid, [.. Enumerable.Range(0, grid.Sources.Count).Select(grid.AllowedOf)])
{
    public override PairRule Rule => new(nameof(AllPairs), 1, false, default);

    protected override void Choose(int row, Span<int> positions)
    {
        for (var k = 0; k < positions.Length; k++) { positions[k] = k; }
        Grid.StepOver(row, positions);
    }
}
