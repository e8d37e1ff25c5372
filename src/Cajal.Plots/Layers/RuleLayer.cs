using Cajal.Plots.Drawing;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>A dashed line across the panel at one value: a threshold, the onset of a stimulus.</summary>
internal sealed record RuleLayer(double Value, bool IsHorizontal, Color Color, string? Label) : Layer(Color, Label)
{
    private const double Dash = 5, Gap = 4;

    public override LegendKey Key => LegendKey.Line;

    public override Interval XRange => IsHorizontal ? Interval.Empty : Interval.Empty.Include(Value);

    public override Interval YRange(Interval x) => IsHorizontal ? Interval.Empty.Include(Value) : Interval.Empty;

    public override void Draw(ICanvas canvas, PlotArea area)
    {
        if (!double.IsFinite(Value)) { return; }
        List<Point> dashes = [];
        var (from, to) = IsHorizontal ? (area.Box.Left, area.Box.Right) : (area.Box.Top, area.Box.Bottom);
        for (var at = from; at < to; at += Dash + Gap)
        {
            dashes.AddRange([On(at), On(Math.Min(at + Dash, to)), Point.Break]);
        }

        canvas.Stroke(dashes, Color, width: 1.2);

        Point On(double along) => IsHorizontal ? new(along, area.MapY(Value)) : new(area.MapX(Value), along);
    }
}
