using System.Numerics;
using System.Runtime.InteropServices;

namespace Cajal.Runtime.Pairs;

/// <summary>All pairs of some sources and some targets. Each source, a row, may be barred from one target, and each target from one source; what is left to a row are its columns.</summary>
internal sealed class PairGrid
{
    private readonly int[]? _barred;

    /// <param name="sources">Sources, as numbered in their whole group.</param>
    /// <param name="targets">Targets, as numbered in theirs.</param>
    /// <param name="barredOf">Target, as numbered in its whole group, that the source at a position cannot have; null when all pairs are allowed.</param>
    public PairGrid(ElementSet sources, ElementSet targets, Func<int, int>? barredOf)
        : this(sources, targets, barredOf is null ? null : PositionsOf(targets, barredOf, sources.Count))
    {
    }

    private PairGrid(ElementSet sources, ElementSet targets, int[]? barred) => (Sources, Targets, _barred) = (sources, targets, barred);

    public ElementSet Sources { get; }

    public ElementSet Targets { get; }

    /// <summary>Number of targets that a row can have.</summary>
    public int AllowedOf(int row) => _barred is null || _barred[row] == Targets.Count ? Targets.Count : Targets.Count - 1;

    /// <summary>The fewest targets that a row can have.</summary>
    public int LeastAllowed => Enumerable.Range(0, Sources.Count).Min(AllowedOf);

    /// <summary>Number of pairs.</summary>
    public long Pairs => Enumerable.Range(0, Sources.Count).Sum(row => (long)AllowedOf(row));

    /// <summary>The column of a row that leads to the target at a position, which is not barred.</summary>
    public int ColumnOf(int row, int position) => _barred is null || position < _barred[row] ? position : position - 1;

    /// <summary>Replaces columns of a row by the positions of their targets: from the barred one on they are one higher.</summary>
    public void StepOver(int row, Span<int> columns)
    {
        if (_barred is null) { return; }
        var barred = _barred[row];
        var whole = MemoryMarshal.Cast<int, Vector<int>>(columns);
        foreach (ref var vector in whole) { vector -= Vector.GreaterThanOrEqual(vector, new(barred)); }
        foreach (ref var column in columns[(whole.Length * Vector<int>.Count)..]) { column += column >= barred ? 1 : 0; }
    }

    /// <summary>The grid seen from the targets.</summary>
    public PairGrid Transposed()
    {
        if (_barred is null) { return new(Targets, Sources, barred: null); }
        var sourceOf = new int[Targets.Count + 1];
        Array.Fill(sourceOf, -1);
        for (var row = 0; row < _barred.Length; row++) { sourceOf[_barred[row]] = Sources[row]; }
        return new(Targets, Sources, target => sourceOf[target]);
    }

    /// <summary>Keeps the grid in a snapshot.</summary>
    public void Save(Snapshot snapshot, string key) => snapshot.Put(key, (Sources.Saved, Targets.Saved, _barred ?? []));

    /// <summary>The grid that a snapshot keeps.</summary>
    public static PairGrid Saved(Snapshot snapshot, string key)
    {
        var (sources, targets, barred) = snapshot.Get<((int, int, int[]), (int, int, int[]), int[])>(key);
        return new(ElementSet.Restored(sources), ElementSet.Restored(targets), barred.Length == 0 ? null : barred);
    }

    private static int[] PositionsOf(ElementSet targets, Func<int, int> barredOf, int rows)
    {
        var barred = new int[rows];
        for (var row = 0; row < rows; row++)
        {
            var position = targets.PositionOf(barredOf(row));
            barred[row] = position >= 0 ? position : targets.Count;
        }

        return barred;
    }
}
