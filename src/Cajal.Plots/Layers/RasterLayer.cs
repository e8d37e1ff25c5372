using Cajal.Plots.Drawing;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>Spikes: time against neuron. Dots for many neurons, vertical bars for so few that each has a line of its own, a picture of densities for very many spikes.</summary>
internal sealed record RasterLayer(double[] Times, int[] Neurons, Color Color, string? Label) : Layer(Color, Label)
{
    /// <summary>So many spikes are still drawn one by one.</summary>
    public const int MostMarks = 50_000;

    private const double BarPitch = 7;

    public override LegendKey Key => LegendKey.Dot;

    public override Interval XRange => Interval.Of(Times);

    public override Interval YRange(Interval x) => Neurons.Length == 0 ? Interval.Empty : new(Neurons.Min() - 0.5, Neurons.Max() + 0.5);

    public override double? CellY => 1;

    public override void Draw(ICanvas canvas, PlotArea area)
    {
        if (Times.Length > MostMarks)
        {
            canvas.Picture(SpikeDensity.Of(Times, Neurons, area, Color), area.Box);
            return;
        }

        var pitch = area.Box.Height / area.Y.Span;
        var style = pitch >= BarPitch ? new MarkStyle(1.2, Math.Min(0.7 * pitch, 24)) : new MarkStyle(Math.Clamp(1.1 * pitch, 1.3, 3));
        var points = new Point[Times.Length];
        for (var k = 0; k < points.Length; k++) { points[k] = area.Map(Times[k], Neurons[k]); }
        canvas.Marks(MarkRuns.Of(points, area.Box, join: style.Height == 0), style, Color, opacity: 1);
    }
}
