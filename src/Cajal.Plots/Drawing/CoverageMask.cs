using Cajal.Plots.Layout;

namespace Cajal.Plots.Drawing;

/// <summary>How much of each pixel a shape covers, 0 to 1; shapes that overlap cover a pixel once.</summary>
internal sealed class CoverageMask(int width, int height)
{
    private readonly float[] _coverage = new float[width * height];
    private (int Left, int Top, int Right, int Bottom) _dirty = (int.MaxValue, int.MaxValue, -1, -1);

    /// <summary>Pixels outside of this are not touched: left and top included, right and bottom not.</summary>
    public (int Left, int Top, int Right, int Bottom) Bounds { get; set; } = (0, 0, width, height);

    /// <summary>A straight stroke with ends that are round or flat; edges are smoothed over one pixel.</summary>
    public void AddSegment(Point from, Point to, double radius, bool isRound)
    {
        var (dx, dy) = (to.X - from.X, to.Y - from.Y);
        var length = Math.Sqrt(dx * dx + dy * dy);
        var (ux, uy) = length > 0 ? (dx / length, dy / length) : (1, 0);
        // Thinner than a pixel: as wide as a pixel, but as much paler.
        var (reach, ink) = radius < 0.5 ? (0.5, 2 * radius) : (radius, 1);
        var margin = reach + 1;
        var (top, bottom) = Rows(Math.Min(from.Y, to.Y) - margin, Math.Max(from.Y, to.Y) + margin);
        for (var y = top; y < bottom; y++)
        {
            var cy = y + 0.5;
            var (x0, x1) = SpanOfRow(cy);
            var (left, right) = Columns(Math.Min(x0, x1) - margin, Math.Max(x0, x1) + margin);
            for (var x = left; x < right; x++)
            {
                var (px, py) = (x + 0.5 - from.X, cy - from.Y);
                var along = px * ux + py * uy;
                var across = Math.Abs(py * ux - px * uy);
                var beyond = Math.Max(Math.Max(-along, along - length), 0);
                var covered = isRound
                    ? Math.Clamp(reach + 0.5 - Math.Sqrt(across * across + beyond * beyond), 0, 1)
                    : Math.Clamp(reach + 0.5 - across, 0, 1) * Math.Clamp(Math.Min(along, length - along) + 0.5, 0, 1);
                Cover(x, y, covered * ink, sum: false);
            }
        }

        // The piece of the stroke's middle line that can reach the row.
        (double, double) SpanOfRow(double cy)
        {
            if (Math.Abs(dy) < 1e-9) { return (from.X, to.X); }
            var (t0, t1) = ((cy - margin - from.Y) / dy, (cy + margin - from.Y) / dy);
            return (from.X + Math.Clamp(t0, 0, 1) * dx, from.X + Math.Clamp(t1, 0, 1) * dx);
        }
    }

    /// <summary>A rectangle; where rectangles share a pixel their parts of it add up.</summary>
    public void AddBox(double left, double top, double right, double bottom)
    {
        var (firstRow, endRow) = Rows(top, bottom);
        var (first, end) = Columns(left, right);
        for (var y = firstRow; y < endRow; y++)
        {
            var rows = Math.Min(bottom, y + 1) - Math.Max(top, y);
            for (var x = first; x < end; x++) { Cover(x, y, rows * (Math.Min(right, x + 1) - Math.Max(left, x)), sum: true); }
        }
    }

    /// <summary>Hands every covered pixel to <paramref name="paint"/> (index, coverage), and is empty afterwards.</summary>
    public void Flush(Action<int, float> paint)
    {
        for (var y = _dirty.Top; y <= _dirty.Bottom; y++)
        {
            for (var index = y * width + _dirty.Left; index <= y * width + _dirty.Right; index++)
            {
                if (_coverage[index] == 0) { continue; }
                paint(index, _coverage[index]);
                _coverage[index] = 0;
            }
        }

        _dirty = (int.MaxValue, int.MaxValue, -1, -1);
    }

    private void Cover(int x, int y, double amount, bool sum)
    {
        if (amount <= 0) { return; }
        ref var pixel = ref _coverage[y * width + x];
        pixel = sum ? Math.Min(1, pixel + (float)amount) : Math.Max(pixel, (float)amount);
        _dirty = (Math.Min(_dirty.Left, x), Math.Min(_dirty.Top, y), Math.Max(_dirty.Right, x), Math.Max(_dirty.Bottom, y));
    }

    private (int First, int End) Columns(double from, double to) =>
        ((int)Math.Clamp(Math.Floor(from), Bounds.Left, Bounds.Right), (int)Math.Clamp(Math.Ceiling(to), Bounds.Left, Bounds.Right));

    private (int First, int End) Rows(double from, double to) =>
        ((int)Math.Clamp(Math.Floor(from), Bounds.Top, Bounds.Bottom), (int)Math.Clamp(Math.Ceiling(to), Bounds.Top, Bounds.Bottom));
}
