using Cajal.Plots.Drawing;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>A dot for each pair of values; with opacity below 1, places with many dots are darker.</summary>
internal sealed record ScatterLayer(double[] X, double[] Y, double Opacity, double Diameter, Color Color, string? Label) : Layer(Color, Label)
{
    private const int Shades = 12;

    public override LegendKey Key => LegendKey.Dot;

    public override Interval XRange => Interval.Of(X);

    public override Interval YRange(Interval x) => YWhereXWithin(X, Y, x);

    public override void Draw(ICanvas canvas, PlotArea area)
    {
        var points = new Point[X.Length];
        for (var k = 0; k < points.Length; k++) { points[k] = area.Map(X[k], Y[k]); }
        if (Opacity >= 1)
        {
            canvas.Marks(MarkRuns.Of(points, area.Box), new(Diameter), Color, opacity: 1);
            return;
        }

        foreach (var shade in ByShade(points).OrderBy(s => s.Key))
        {
            canvas.Marks(MarkRuns.Of([.. shade], area.Box, join: false), new(Diameter), Color, (double)shade.Key / Shades);
        }
    }

    // n dots of opacity a on one pixel look as one of opacity 1 - (1 - a)^n; equal shades are drawn together.
    private IEnumerable<IGrouping<int, Point>> ByShade(Point[] points) =>
        from place in points.Where(p => !p.IsBreak).GroupBy(p => (Math.Round(p.X), Math.Round(p.Y)))
        let opacity = 1 - Math.Pow(1 - Opacity, place.Count())
        group place.First() by Math.Max(1, (int)Math.Round(opacity * Shades));
}
