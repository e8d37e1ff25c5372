using Cajal.Plots.Drawing;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>A curve through points in their order; a NaN interrupts it.</summary>
internal sealed record LineLayer(double[] X, double[] Y, double Width, Color Color, string? Label) : Layer(Color, Label)
{
    public override LegendKey Key => LegendKey.Line;

    /// <summary>Whether the line turns back somewhere: a curve in a plane, not values over time.</summary>
    public bool TurnsBack => X.Zip(X.Skip(1), (a, b) => b < a).Contains(true);

    public override Interval XRange => Interval.Of(X);

    public override Interval YRange(Interval x) => YWhereXWithin(X, Y, x);

    public override void Draw(ICanvas canvas, PlotArea area)
    {
        var points = new Point[X.Length];
        for (var k = 0; k < points.Length; k++)
        {
            var point = area.Map(X[k], Y[k]);
            points[k] = double.IsFinite(point.X) && double.IsFinite(point.Y) ? point : Point.Break;
        }

        canvas.Stroke(Decimation.Thin(points, area.Box), Color, Width);
    }
}
