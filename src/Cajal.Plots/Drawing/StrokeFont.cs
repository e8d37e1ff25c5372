using System.Globalization;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Drawing;

/// <summary>
/// A typeface of strokes, drawn for this library with the widths of a common sans serif, so that a layout made with it fits both writers.
/// </summary>
internal static class StrokeFont
{
    /// <summary>Glyphs are drawn on a grid where capitals are 14 high; capitals are 0.72 of a font's size.</summary>
    private const double UnitsPerSize = 14 / 0.72;

    private const double SuperscriptScale = 0.62, SuperscriptRise = 6.5;
    private const string Superscripts = "⁰¹²³⁴⁵⁶⁷⁸⁹⁻", SuperscriptOf = "0123456789−";

    /// <summary>A glyph: its strokes, y upwards, and the distance to the next glyph.</summary>
    private sealed record Glyph(double Advance, IReadOnlyList<Point> Strokes);

    private static readonly Dictionary<char, Glyph> _glyphs = StrokeGlyphs.All.ToDictionary(g => g.Character, g => new Glyph(g.Advance, Parse(g.Path)));

    /// <summary>Width of a text [px] at a font size [px]; thicker strokes need more room.</summary>
    public static double Width(string text, double size, bool isBold = false) => text.Sum(c => Advance(Find(c), isBold)) * size / UnitsPerSize;

    /// <summary>The strokes of a text whose baseline starts at the origin, y downwards [px].</summary>
    public static IEnumerable<Point> Strokes(string text, double size, bool isBold = false)
    {
        var (scale, x) = (size / UnitsPerSize, 0.0);
        foreach (var glyph in text.Select(Find))
        {
            foreach (var point in glyph.Strokes) { yield return point.IsBreak ? point : new((x + point.X) * scale, -point.Y * scale); }
            yield return Point.Break;
            x += Advance(glyph, isBold);
        }
    }

    private static double Advance(Glyph glyph, bool isBold) => glyph.Advance + (isBold ? 0.9 : 0);

    private static Glyph Find(char c)
    {
        if (_glyphs.TryGetValue(c, out var glyph)) { return glyph; }
        if (Superscripts.IndexOf(c, StringComparison.Ordinal) is var index and >= 0 && _glyphs[SuperscriptOf[index]] is var normal)
        {
            return new(normal.Advance * SuperscriptScale,
                [.. normal.Strokes.Select(p => new Point(p.X * SuperscriptScale, p.Y * SuperscriptScale + SuperscriptRise))]);
        }

        return _glyphs['?'];
    }

    /// <summary>
    /// Reads a glyph: M x y moves, L x y draws a line, C x1 y1 x2 y2 x y a cubic curve,
    /// A cx cy rx ry from to an arc of an ellipse between two angles [degrees, anticlockwise], with a line to its start when the pen is down.
    /// </summary>
    private static List<Point> Parse(string path)
    {
        List<Point> points = [];
        var words = path.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var at = 0;
        while (at < words.Length)
        {
            switch (words[at++])
            {
                case "M":
                    if (points.Count > 0) { points.Add(Point.Break); }
                    points.Add(new(Next(), Next()));
                    break;
                case "L":
                    points.Add(new(Next(), Next()));
                    break;
                case "C":
                    Curve(points[^1], new(Next(), Next()), new(Next(), Next()), new(Next(), Next()));
                    break;
                case "O":
                    points.Add(Point.Break);
                    goto case "A";
                case "A":
                    Arc(Next(), Next(), Next(), Next(), Next(), Next());
                    break;
                case var other:
                    throw new System.Diagnostics.UnreachableException($"stroke font: command '{other}'");
            }
        }

        return points;

        double Next() => double.Parse(words[at++], CultureInfo.InvariantCulture);

        void Curve(Point p0, Point p1, Point p2, Point p3)
        {
            for (var k = 1; k <= 12; k++)
            {
                var (t, u) = (k / 12.0, 1 - k / 12.0);
                var (a, b, c, d) = (u * u * u, 3 * u * u * t, 3 * u * t * t, t * t * t);
                points.Add(new(a * p0.X + b * p1.X + c * p2.X + d * p3.X, a * p0.Y + b * p1.Y + c * p2.Y + d * p3.Y));
            }
        }

        void Arc(double cx, double cy, double rx, double ry, double from, double to)
        {
            var count = Math.Max(4, (int)Math.Ceiling(Math.Abs(to - from) / 12));
            for (var k = 0; k <= count; k++)
            {
                var angle = (from + (to - from) * k / count) * Math.PI / 180;
                points.Add(new(cx + rx * Math.Cos(angle), cy + ry * Math.Sin(angle)));
            }
        }
    }
}
