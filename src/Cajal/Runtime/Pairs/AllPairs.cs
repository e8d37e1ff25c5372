namespace Cajal.Runtime.Pairs;

/// <summary>Every pair, by source, then target.</summary>
internal sealed class AllPairs(PairGrid grid) : PairRows(grid, [.. Enumerable.Range(0, grid.Sources.Count).Select(grid.AllowedOf)])
{
    public override PairRule Rule => new(nameof(AllPairs), 1, false, default);

    protected override void Draw(int row, int allowed, Span<int> columns)
    {
        for (var k = 0; k < columns.Length; k++) { columns[k] = k; }
    }
}
