namespace Cajal.Runtime.Pairs;

/// <summary>
/// Pairs that a rule gives, source by source. They are not held: a row can be made at any time, on any thread, and is the same each time,
/// because its random numbers belong to the row.
/// </summary>
internal abstract unsafe class PairRows : PairSet
{
    private readonly long[] _firstOf;

    /// <param name="grid">The pairs from which the rule takes some.</param>
    /// <param name="counts">Number of pairs of each source.</param>
    protected PairRows(PairGrid grid, ReadOnlySpan<int> counts)
    {
        Grid = grid;
        _firstOf = new long[counts.Length + 1];
        for (var row = 0; row < counts.Length; row++) { _firstOf[row + 1] = _firstOf[row] + counts[row]; }
    }

    /// <summary>What gives the pairs.</summary>
    public abstract PairRule Rule { get; }

    /// <summary>The pairs from which the rule takes some.</summary>
    public PairGrid Grid { get; }

    /// <summary>Number of rows: one for each source, ascending, those without pairs included.</summary>
    public int Rows => Grid.Sources.Count;

    public override long Count => _firstOf[^1];

    /// <summary>The source of a row, as numbered in its whole group.</summary>
    public int SourceOf(int row) => Grid.Sources[row];

    /// <summary>The row of a source, as numbered in its whole group; negative where it has none.</summary>
    public int RowOf(int source) => Math.Max(Grid.Sources.PositionOf(source), -1);

    /// <summary>The row of a pair, by its number among all of them.</summary>
    public int RowAt(long pair)
    {
        // Of the rows that begin at one pair, only the last one has it.
        var row = Array.BinarySearch(_firstOf, pair);
        if (row < 0) { return ~row - 1; }
        while (_firstOf[row + 1] == pair) { row++; }
        return row;
    }

    /// <summary>Number of pairs of a row.</summary>
    public int CountOf(int row) => (int)(_firstOf[row + 1] - _firstOf[row]);

    /// <summary>Number of the first pair of a row among all of them.</summary>
    public long FirstOf(int row) => _firstOf[row];

    /// <summary>Makes the targets of a row, in order of creation and as numbered in their whole group. Safe on any thread.</summary>
    /// <param name="targets">Room for <see cref="CountOf"/> targets.</param>
    public void Fill(int row, Span<int> targets)
    {
        Choose(row, targets);
        Grid.Targets.Translate(targets);
    }

    public sealed override void CopyTo(int* sources, int* targets, int threads) => RowWork.Share(Rows, threads, (first, end) =>
    {
        for (var row = first; row < end; row++)
        {
            new Span<int>(sources + FirstOf(row), CountOf(row)).Fill(SourceOf(row));
            Fill(row, new(targets + FirstOf(row), CountOf(row)));
        }
    });

    public sealed override void CountSources(Span<int> counts)
    {
        for (var row = 0; row < Rows; row++) { counts[SourceOf(row)] += CountOf(row); }
    }

    public sealed override void CountTargets(Span<int> counts)
    {
        using NativeBuffer targets = new((long)Enumerable.Range(0, Rows).Max(CountOf) * sizeof(int));
        for (var row = 0; row < Rows; row++)
        {
            var ofRow = targets.Span<int>(0, CountOf(row));
            Fill(row, ofRow);
            foreach (var target in ofRow) { counts[target]++; }
        }
    }

    /// <summary>Chooses the targets of a row, by their positions in the grid.</summary>
    /// <param name="positions">Room for the positions.</param>
    protected abstract void Choose(int row, Span<int> positions);
}
