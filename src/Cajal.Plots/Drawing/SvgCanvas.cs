using System.Globalization;
using System.Security;
using System.Text;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Drawing;

/// <summary>Writes SVG 1.1: text as text, the marks of a series as one path with whole numbers.</summary>
internal sealed class SvgCanvas : ICanvas
{
    private static readonly CultureInfo _culture = CultureInfo.InvariantCulture;
    private readonly StringBuilder _svg = new();
    private bool _isClipped;

    public SvgCanvas(double width, double height)
    {
        _svg.Append(_culture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0.##}\" height=\"{height:0.##}\" viewBox=\"0 0 {width:0.##} {height:0.##}\" ");
        _svg.Append("font-family=\"Helvetica, Arial, 'Liberation Sans', 'DejaVu Sans', sans-serif\">\n");
    }

    public byte[] ToBytes()
    {
        Clip(null);
        return Encoding.UTF8.GetBytes(_svg + "</svg>\n");
    }

    // A nested <svg> clips without an id, which could clash where several figures stand in one page.
    public void Clip(Box? box)
    {
        if (_isClipped) { _svg.Append("</svg>\n"); }
        _isClipped = box is not null;
        if (box is not { } b) { return; }
        _svg.Append(_culture, $"<svg x=\"{b.Left:0.##}\" y=\"{b.Top:0.##}\" width=\"{b.Width:0.##}\" height=\"{b.Height:0.##}\" ");
        _svg.Append(_culture, $"viewBox=\"{b.Left:0.##} {b.Top:0.##} {b.Width:0.##} {b.Height:0.##}\">\n");
    }

    public void Bars(IReadOnlyList<Box> boxes, Color color, double opacity)
    {
        if (boxes.Count == 0) { return; }
        _svg.Append(_culture, $"<path fill=\"{color}\"{Opacity("fill", opacity)} d=\"");
        foreach (var box in boxes) { _svg.Append(_culture, $"M{box.Left:0.##} {box.Top:0.##}H{box.Right:0.##}V{box.Bottom:0.##}H{box.Left:0.##}z"); }
        _svg.Append("\"/>\n");
    }

    public void Stroke(IReadOnlyList<Point> points, Color color, double width)
    {
        if (points.Count == 0) { return; }
        _svg.Append(_culture, $"<path fill=\"none\" stroke=\"{color}\" stroke-width=\"{width:0.##}\" stroke-linejoin=\"round\" stroke-linecap=\"round\" d=\"");
        var isDown = false;
        foreach (var (k, point) in points.Index())
        {
            var isAlone = !isDown && (k + 1 == points.Count || points[k + 1].IsBreak);
            if (!point.IsBreak) { _svg.Append(_culture, $"{(isDown ? 'L' : 'M')}{point.X:0.##} {point.Y:0.##}{(isAlone ? "h0" : "")}"); }
            isDown = !point.IsBreak;
        }

        _svg.Append("\"/>\n");
    }

    public void Marks(MarkRuns marks, MarkStyle style, Color color, double opacity)
    {
        if (marks.Runs.Count == 0) { return; }
        var cell = marks.Cell;
        _svg.Append(_culture, $"<path fill=\"none\" stroke=\"{color}\"{Opacity("stroke", opacity)} stroke-width=\"{style.Width / cell:0.##}\" ");
        _svg.Append(_culture, $"stroke-linecap=\"{(style.Height > 0 ? "butt" : "round")}\" transform=\"scale({cell:0.##})\" d=\"");
        var (bar, penX, penY) = ((int)Math.Round(style.Height / cell), 0, 0);
        foreach (var (x, y, length) in marks.Runs)
        {
            var top = y - bar / 2;
            if (bar > 0) { _svg.Append(_culture, $"m{x - penX} {top - penY}v{bar}"); }
            else { _svg.Append(_culture, $"m{x - penX} {y - penY}h{length}"); }
            (penX, penY) = bar > 0 ? (x, top + bar) : (x + length, y);
        }

        _svg.Append("\"/>\n");
    }

    public void Picture(Pixels pixels, Box box)
    {
        _svg.Append(_culture, $"<image x=\"{box.Left:0.##}\" y=\"{box.Top:0.##}\" width=\"{box.Width:0.##}\" height=\"{box.Height:0.##}\" ");
        _svg.Append(_culture, $"preserveAspectRatio=\"none\" style=\"image-rendering:pixelated\" href=\"{pixels.ToDataUri()}\"/>\n");
    }

    public void Text(string text, Point at, TextStyle style)
    {
        if (text.Length == 0) { return; }
        var anchor = style.Anchor switch { Anchor.Middle => " text-anchor=\"middle\"", Anchor.End => " text-anchor=\"end\"", _ => "" };
        var place = style.Upright
            ? string.Create(_culture, $"x=\"{at.X:0.##}\" y=\"{at.Y:0.##}\"")
            : string.Create(_culture, $"transform=\"translate({at.X:0.##} {at.Y:0.##}) rotate(-90)\"");
        _svg.Append(_culture, $"<text {place} font-size=\"{style.Size:0.##}\" fill=\"{style.Color}\"{anchor}{(style.Bold ? " font-weight=\"bold\"" : "")}>");
        _svg.Append(_culture, $"{SecurityElement.Escape(Printable(text))}</text>\n");
    }

    // Control characters have no place in XML, not even escaped.
    private static string Printable(string text) => string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));

    private static string Opacity(string of, double value) =>
        value >= 1 ? "" : string.Create(_culture, $" {of}-opacity=\"{value:0.###}\"");

}
