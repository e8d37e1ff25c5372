using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>Leaves out the points of a curve that nobody could see.</summary>
internal static class Decimation
{
    private const int AtMost = 50_000;

    /// <summary>
    /// A curve that looks the same with fewer points: of a long curve over ascending x, each half pixel column keeps its first, lowest, highest and last point;
    /// a long curve of another kind (a phase plane) keeps each stroke between two grid points once.
    /// </summary>
    public static IReadOnlyList<Point> Thin(ReadOnlySpan<Point> points, Box box) =>
        points.Length <= 8 * box.Width ? points.ToArray()
        : IsAscending(points) ? ByColumn(points, box)
        : ByStroke(points);

    private static bool IsAscending(ReadOnlySpan<Point> points)
    {
        var last = double.NegativeInfinity;
        foreach (var point in points)
        {
            if (point.IsBreak) { continue; }
            if (point.X < last) { return false; }
            last = point.X;
        }

        return true;
    }

    private static List<Point> ByColumn(ReadOnlySpan<Point> points, Box box)
    {
        List<Point> kept = [];
        for (var k = 0; k < points.Length;)
        {
            if (points[k].IsBreak)
            {
                if (kept is not [.., { IsBreak: true }]) { kept.Add(Point.Break); }
                k++;
                continue;
            }

            var column = Column(points[k], box);
            var (first, lowest, highest) = (k, k, k);
            while (++k < points.Length && !points[k].IsBreak && Column(points[k], box) == column)
            {
                if (points[k].Y < points[lowest].Y) { lowest = k; }
                if (points[k].Y > points[highest].Y) { highest = k; }
            }

            int[] order = [first, Math.Min(lowest, highest), Math.Max(lowest, highest), k - 1];
            foreach (var index in order.Distinct()) { kept.Add(points[index]); }
        }

        return kept;
    }

    // Everything left of the box is one column, and so is everything right of it.
    private static int Column(Point point, Box box) => (int)Math.Clamp(Math.Floor((point.X - box.Left) * 2), -1, box.Width * 2 + 1);

    private static List<Point> ByStroke(ReadOnlySpan<Point> points)
    {
        for (var cell = 0.5; ; cell *= 2)
        {
            List<Point> kept = [];
            HashSet<(long, long)> drawn = [];
            var (last, lastPoint) = (long.MinValue, Point.Break);
            foreach (var point in points)
            {
                var here = point.IsBreak ? long.MinValue : ((long)Math.Floor(point.Y / cell) << 32) + (long)Math.Floor(point.X / cell);
                if (here == last) { continue; }
                if (here != long.MinValue && last != long.MinValue && drawn.Add((last, here)))
                {
                    if (kept is not [.., var end] || end != lastPoint)
                    {
                        if (kept.Count > 0) { kept.Add(Point.Break); }
                        kept.Add(lastPoint);
                    }

                    kept.Add(point);
                }

                (last, lastPoint) = (here, point);
                if (kept.Count > AtMost) { break; }
            }

            if (kept.Count <= AtMost) { return kept; }
        }
    }
}
