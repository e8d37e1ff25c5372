using Cajal.Plots.Drawing;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>A step for each bin: <c>Heights[k]</c> from <c>Edges[k]</c> to <c>Edges[k + 1]</c>, the area down to a floor shaded.</summary>
/// <param name="Floor">Where steps stand; minus infinity for the lower end of the axis.</param>
internal sealed record StepsLayer(double[] Edges, double[] Heights, double Floor, Color Color, string? Label) : Layer(Color, Label)
{
    public override LegendKey Key => LegendKey.Bar;

    public override Interval XRange => Interval.Of(Edges);

    public override Interval YRange(Interval x) => Interval.Of(Heights).Include(Floor);

    public override void Draw(ICanvas canvas, PlotArea area)
    {
        var floor = area.MapY(double.IsFinite(Floor) ? Floor : area.Y.Min);
        List<Point> outline = [new(area.MapX(Edges[0]), floor)];
        List<Box> bars = [];
        for (var k = 0; k < Heights.Length; k++)
        {
            var (left, right) = (area.MapX(Edges[k]), area.MapX(Edges[k + 1]));
            var top = area.MapY(double.IsFinite(Heights[k]) ? Heights[k] : Floor);
            outline.AddRange([new(left, top), new(right, top)]);
            // Bins narrower than a quarter pixel share a bar: the outline shows their extremes.
            if (bars is [.., var last] && right - last.Left < 0.25)
            {
                bars[^1] = Between(last.Left, right, Math.Min(last.Top, top), Math.Max(last.Bottom, top));
            }
            else
            {
                bars.Add(Between(left, right, Math.Min(top, floor), Math.Max(top, floor)));
            }
        }

        outline.Add(new(area.MapX(Edges[^1]), floor));
        canvas.Bars(bars, Color, opacity: 0.25);
        canvas.Stroke(Decimation.Thin([.. outline], area.Box), Color, width: 1.2);
    }

    private static Box Between(double left, double right, double top, double bottom) => new(left, top, right - left, bottom - top);
}
