using System.Runtime.InteropServices;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Drawing;

/// <summary>Marks side by side on one row of a grid, from column <c>X</c> to <c>X + Length</c>, both included.</summary>
internal readonly record struct MarkRun(int X, int Y, int Length);

/// <summary>
/// Marks of equal look, moved to a grid finer than the eye, each grid point marked once, neighbours joined into runs:
/// what a million spikes leave on a panel is bounded by the panel's pixels.
/// </summary>
/// <param name="Cell">Distance of grid points [px].</param>
/// <param name="Runs">Sorted by row, then by column.</param>
internal sealed record MarkRuns(double Cell, IReadOnlyList<MarkRun> Runs)
{
    /// <param name="points">Places of the marks [px]; breaks and points outside of the box are left out.</param>
    /// <param name="join">Whether neighbours may become one run: dots may, bars may not.</param>
    public static MarkRuns Of(ReadOnlySpan<Point> points, Box within, bool join = true)
    {
        var cell = points.Length switch { <= 20_000 => 0.1, <= 100_000 => 0.5, _ => 1.0 };
        List<long> cells = new(points.Length);
        foreach (var point in points)
        {
            if (point.X >= within.Left && point.X <= within.Right && point.Y >= within.Top && point.Y <= within.Bottom)
            {
                cells.Add(((long)Math.Round(point.Y / cell) << 32) + (long)Math.Round(point.X / cell));
            }
        }

        cells.Sort();
        return new(cell, Join(CollectionsMarshal.AsSpan(cells), join));
    }

    private static List<MarkRun> Join(ReadOnlySpan<long> sorted, bool join)
    {
        List<MarkRun> runs = [];
        for (var k = 0; k < sorted.Length;)
        {
            var start = sorted[k];
            var end = start;
            while (++k < sorted.Length && (sorted[k] == end || (join && sorted[k] == end + 1))) { end = sorted[k]; }
            runs.Add(new((int)start, (int)(start >> 32), (int)(end - start)));
        }

        return runs;
    }
}
