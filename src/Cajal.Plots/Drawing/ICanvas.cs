using Cajal.Plots.Layout;

namespace Cajal.Plots.Drawing;

/// <summary>Which end of a text stands at its point.</summary>
internal enum Anchor { Start, Middle, End }

/// <summary>How a text looks.</summary>
/// <param name="Size">Font size [px].</param>
/// <param name="Upright">False: read from bottom to top, as the label of a y axis.</param>
internal sealed record TextStyle(double Size, Color Color, Anchor Anchor = Anchor.Start, bool Bold = false, bool Upright = true);

/// <summary>How each spike of a raster looks: a dot, or, with a height, a vertical bar.</summary>
/// <param name="Width">Diameter of a dot, width of a bar [px].</param>
/// <param name="Height">Height of a bar [px]; 0 for a dot.</param>
internal readonly record struct MarkStyle(double Width, double Height = 0);

/// <summary>What a figure is drawn on. Places and sizes are in px of the figure, from its top left corner.</summary>
internal interface ICanvas
{
    /// <summary>Draws nothing outside of the box until the next call; null for no limit.</summary>
    void Clip(Box? box);

    /// <summary>Rectangles painted as one area: where they touch there is no seam.</summary>
    void Bars(IReadOnlyList<Box> boxes, Color color, double opacity);

    /// <summary>One or more strokes, separated by <see cref="Point.Break"/>, painted as one.</summary>
    void Stroke(IReadOnlyList<Point> points, Color color, double width);

    /// <summary>Marks painted as one area: where they overlap they are not darker.</summary>
    void Marks(MarkRuns marks, MarkStyle style, Color color, double opacity);

    /// <summary>A picture stretched over a box, its pixels with sharp edges.</summary>
    void Picture(Pixels pixels, Box box);

    /// <summary>A line of text; the point is on its baseline.</summary>
    void Text(string text, Point at, TextStyle style);
}
