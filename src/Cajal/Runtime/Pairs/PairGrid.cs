using System.Numerics;
using System.Runtime.InteropServices;

namespace Cajal.Runtime.Pairs;

/// <summary>
/// All pairs of some sources and some targets. Each source, a row, may be barred from one target, and each target from one source, and pairs of other projections
/// may be left out; what is left to a row are its columns.
/// </summary>
internal sealed class PairGrid
{
    private readonly int[]? _barred;
    private readonly ExcludedPairs? _excluded;
    private readonly int[]? _allowed;

    /// <param name="sources">Sources, as numbered in their whole group.</param>
    /// <param name="targets">Targets, as numbered in theirs.</param>
    /// <param name="barredOf">Target, as numbered in its whole group, that the source at a position cannot have; null when all pairs are allowed.</param>
    /// <param name="excluded">Pairs that are left out beside; null for none.</param>
    public PairGrid(ElementSet sources, ElementSet targets, Func<int, int>? barredOf, ExcludedPairs? excluded = null)
        : this(sources, targets, barredOf is null ? null : PositionsOf(targets, barredOf, sources.Count), excluded)
    {
    }

    private PairGrid(ElementSet sources, ElementSet targets, int[]? barred, ExcludedPairs? excluded)
    {
        (Sources, Targets, _barred, _excluded) = (sources, targets, barred, excluded);
        if (excluded is not null) { _allowed = [.. Enumerable.Range(0, sources.Count).Select(row => targets.Count - MissingOf(row).Length)]; }
    }

    public ElementSet Sources { get; }

    public ElementSet Targets { get; }

    /// <summary>Whether each row may have all targets but one.</summary>
    public bool IsWhole => _excluded is null;

    /// <summary>Position of the target that a row is barred from; the number of targets for none.</summary>
    public int BarredOf(int row) => _barred is null ? Targets.Count : _barred[row];

    /// <summary>Number of targets that a row can have.</summary>
    public int AllowedOf(int row) => _allowed is not null ? _allowed[row] : BarredOf(row) == Targets.Count ? Targets.Count : Targets.Count - 1;

    /// <summary>The fewest targets that a row can have.</summary>
    public int LeastAllowed => Enumerable.Range(0, Sources.Count).Min(AllowedOf);

    /// <summary>Number of pairs.</summary>
    public long Pairs => Enumerable.Range(0, Sources.Count).Sum(row => (long)AllowedOf(row));

    /// <summary>Replaces columns of a row by the positions of their targets: each is higher by the number of missing targets before it.</summary>
    public void StepOver(int row, Span<int> columns)
    {
        if (_excluded is not null)
        {
            StepOver(MissingOf(row), columns);
            return;
        }

        if (_barred is null) { return; }
        var barred = _barred[row];
        var whole = MemoryMarshal.Cast<int, Vector<int>>(columns);
        foreach (ref var vector in whole) { vector -= Vector.GreaterThanOrEqual(vector, new(barred)); }
        foreach (ref var column in columns[(whole.Length * Vector<int>.Count)..]) { column += column >= barred ? 1 : 0; }
    }

    /// <summary>The grid seen from the targets.</summary>
    public PairGrid Transposed()
    {
        if (_barred is null) { return new(Targets, Sources, barred: null, _excluded?.Transposed()); }
        var sourceOf = new int[Targets.Count + 1];
        Array.Fill(sourceOf, -1);
        for (var row = 0; row < _barred.Length; row++) { sourceOf[_barred[row]] = Sources[row]; }
        return new(Targets, Sources, target => sourceOf[target], _excluded?.Transposed());
    }

    /// <summary>Keeps the grid in a snapshot.</summary>
    public void Save(Snapshot snapshot, string key)
    {
        snapshot.Put(key, (Sources.Saved, Targets.Saved, _barred ?? []));
        _excluded?.Save(snapshot, $"{key}.excluded");
    }

    /// <summary>The grid that a snapshot keeps.</summary>
    public static PairGrid Saved(Snapshot snapshot, string key)
    {
        var (sources, targets, barred) = snapshot.Get<((int, int, int[]), (int, int, int[]), int[])>(key);
        return new(ElementSet.Restored(sources), ElementSet.Restored(targets), barred.Length == 0 ? null : barred, ExcludedPairs.TrySaved(snapshot, $"{key}.excluded"));
    }

    /// <param name="missing">Positions that are left out, ascending. They are overwritten.</param>
    private static void StepOver(Span<int> missing, Span<int> columns)
    {
        // From here on the number of columns before each of them.
        for (var k = 0; k < missing.Length; k++) { missing[k] -= k; }
        foreach (ref var column in columns)
        {
            var (first, end) = (0, missing.Length);
            while (first < end)
            {
                var middle = (first + end) / 2;
                (first, end) = missing[middle] <= column ? (middle + 1, end) : (first, middle);
            }

            column += first;
        }
    }

    /// <summary>Positions of the targets that a row cannot have, where pairs are left out.</summary>
    private Span<int> MissingOf(int row) => _excluded!.PositionsOf(Sources[row], Targets, BarredOf(row));

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
