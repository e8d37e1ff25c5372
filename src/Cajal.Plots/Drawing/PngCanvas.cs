using Cajal.Plots.Layout;

namespace Cajal.Plots.Drawing;

/// <summary>Paints pixels, two to a px, with smoothed edges.</summary>
internal sealed class PngCanvas : ICanvas
{
    private const double Scale = 2;
    private readonly int _width, _height;
    private readonly byte[] _rgb;
    private readonly CoverageMask _mask;

    public PngCanvas(double width, double height)
    {
        (_width, _height) = ((int)Math.Ceiling(width * Scale), (int)Math.Ceiling(height * Scale));
        _rgb = new byte[3 * _width * _height];
        _mask = new(_width, _height);
    }

    public byte[] ToBytes() => PngEncoder.Encode(_rgb, _width, _height, dotsPerMetre: (int)Math.Round(Scale * 96 / 0.0254));

    public void Clip(Box? box) => _mask.Bounds = box is { } b
        ? ((int)Math.Clamp(b.Left * Scale, 0, _width), (int)Math.Clamp(b.Top * Scale, 0, _height),
            (int)Math.Clamp(b.Right * Scale, 0, _width), (int)Math.Clamp(b.Bottom * Scale, 0, _height))
        : (0, 0, _width, _height);

    public void Bars(IReadOnlyList<Box> boxes, Color color, double opacity)
    {
        foreach (var box in boxes) { _mask.AddBox(box.Left * Scale, box.Top * Scale, box.Right * Scale, box.Bottom * Scale); }
        Paint(color, opacity);
    }

    public void Stroke(IReadOnlyList<Point> points, Color color, double width)
    {
        AddStrokes(points, width);
        Paint(color, opacity: 1);
    }

    public void Marks(MarkRuns marks, MarkStyle style, Color color, double opacity)
    {
        var grid = marks.Cell * Scale;
        var half = style.Height / 2 * Scale;
        foreach (var (x, y, length) in marks.Runs)
        {
            var (from, to) = half > 0 ? (new Point(x * grid, y * grid - half), new Point(x * grid, y * grid + half))
                : (new Point(x * grid, y * grid), new Point((x + length) * grid, y * grid));
            _mask.AddSegment(from, to, style.Width * Scale / 2, isRound: half == 0);
        }

        Paint(color, opacity);
    }

    public void Picture(Pixels pixels, Box box)
    {
        var (left, top) = (Math.Max(_mask.Bounds.Left, (int)Math.Round(box.Left * Scale)), Math.Max(_mask.Bounds.Top, (int)Math.Round(box.Top * Scale)));
        var (right, bottom) = (Math.Min(_mask.Bounds.Right, (int)Math.Round(box.Right * Scale)), Math.Min(_mask.Bounds.Bottom, (int)Math.Round(box.Bottom * Scale)));
        for (var y = top; y < bottom; y++)
        {
            var row = Math.Clamp((int)(((y + 0.5) / Scale - box.Top) / box.Height * pixels.Height), 0, pixels.Height - 1);
            for (var x = left; x < right; x++)
            {
                var column = Math.Clamp((int)(((x + 0.5) / Scale - box.Left) / box.Width * pixels.Width), 0, pixels.Width - 1);
                var source = pixels.Rgba.AsSpan(4 * ((row * pixels.Width) + column), 4);
                PaintPixel((y * _width) + x, new(source[0], source[1], source[2]), source[3] / 255.0);
            }
        }
    }

    public void Text(string text, Point at, TextStyle style)
    {
        var shift = style.Anchor switch { Anchor.Middle => 0.5, Anchor.End => 1, _ => 0 } * StrokeFont.Width(text, style.Size, style.Bold);
        var strokes = StrokeFont.Strokes(text, style.Size, style.Bold).Select(p => p.IsBreak ? p
            : style.Upright ? new Point(at.X + p.X - shift, at.Y + p.Y)
            : new Point(at.X + p.Y, at.Y - p.X + shift));
        AddStrokes([.. strokes], style.Size * (style.Bold ? 0.135 : 0.09));
        Paint(style.Color, opacity: 1);
    }

    private void AddStrokes(IReadOnlyList<Point> points, double width)
    {
        var last = Point.Break;
        for (var k = 0; k < points.Count; k++)
        {
            var isAlone = last.IsBreak && (k + 1 == points.Count || points[k + 1].IsBreak);
            if (!points[k].IsBreak && (!last.IsBreak || isAlone)) { _mask.AddSegment(Scaled(isAlone ? points[k] : last), Scaled(points[k]), width * Scale / 2, isRound: true); }
            last = points[k];
        }

        static Point Scaled(Point p) => new(p.X * Scale, p.Y * Scale);
    }

    private void Paint(Color color, double opacity) => _mask.Flush((index, coverage) => PaintPixel(index, color, coverage * opacity));

    private void PaintPixel(int index, Color color, double alpha)
    {
        var pixel = _rgb.AsSpan(3 * index, 3);
        (pixel[0], pixel[1], pixel[2]) = (Mix(pixel[0], color.R, alpha), Mix(pixel[1], color.G, alpha), Mix(pixel[2], color.B, alpha));
    }

    private static byte Mix(byte below, byte above, double alpha) => (byte)Math.Round(below + (above - below) * alpha);
}
