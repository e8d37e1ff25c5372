using Cajal.Plots.Drawing;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>The direction of a flow in a phase plane: arrows of equal length on a grid, as they look on the panel.</summary>
/// <param name="Flow">Change of x and y at a point, per unit of time.</param>
internal sealed record ArrowsLayer(Func<double, double, (double X, double Y)> Flow, Color Color, string? Label) : Layer(Color, Label)
{
    private const double Pitch = 28, Length = 16, Head = 4.5;

    public override LegendKey Key => LegendKey.Line;

    // The arrows fill whatever the rest of the panel shows.
    public override Interval XRange => Interval.Empty;

    public override Interval YRange(Interval x) => Interval.Empty;

    public override void Draw(ICanvas canvas, PlotArea area)
    {
        List<Point> strokes = [];
        for (var x = area.Box.Left + (Pitch / 2); x < area.Box.Right; x += Pitch)
        {
            for (var y = area.Box.Top + (Pitch / 2); y < area.Box.Bottom; y += Pitch) { AddArrow(strokes, area, new(x, y)); }
        }

        canvas.Stroke(strokes, Color, width: 1);
    }

    private void AddArrow(List<Point> strokes, PlotArea area, Point at)
    {
        var (dx, dy) = Flow(area.ValueX(at.X), area.ValueY(at.Y));
        var (px, py) = (dx / area.X.Span * area.Box.Width, -dy / area.Y.Span * area.Box.Height);
        var speed = Math.Sqrt((px * px) + (py * py));
        if (!(speed > 0) || !double.IsFinite(speed)) { return; }
        var (ux, uy) = (px / speed, py / speed);
        Point tail = new(at.X - (ux * Length / 2), at.Y - (uy * Length / 2)), tip = new(at.X + (ux * Length / 2), at.Y + (uy * Length / 2));
        Point Barb(double side) => new(tip.X - (Head * (ux + (0.6 * side * uy))), tip.Y - (Head * (uy - (0.6 * side * ux))));
        strokes.AddRange([tail, tip, Point.Break, Barb(1), tip, Barb(-1), Point.Break]);
    }
}
