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
    {
        (Sources, Targets) = (sources, targets);
        if (barredOf is null) { return; }
        _barred = new int[sources.Count];
        for (var row = 0; row < _barred.Length; row++)
        {
            var position = targets.PositionOf(barredOf(row));
            _barred[row] = position >= 0 ? position : targets.Count;
        }
    }

    public ElementSet Sources { get; }

    public ElementSet Targets { get; }

    /// <summary>Number of targets that a row can have.</summary>
    public int AllowedOf(int row) => _barred is null || _barred[row] == Targets.Count ? Targets.Count : Targets.Count - 1;

    /// <summary>The fewest targets that a row can have.</summary>
    public int LeastAllowed => Enumerable.Range(0, Sources.Count).Min(AllowedOf);

    /// <summary>Number of pairs.</summary>
    public long Pairs => Enumerable.Range(0, Sources.Count).Sum(row => (long)AllowedOf(row));

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
        if (_barred is null) { return new(Targets, Sources, null); }
        var sourceOf = new int[Targets.Count + 1];
        Array.Fill(sourceOf, -1);
        for (var row = 0; row < _barred.Length; row++) { sourceOf[_barred[row]] = Sources[row]; }
        return new(Targets, Sources, target => sourceOf[target]);
    }
}
