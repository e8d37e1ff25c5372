using Cajal.Plots.Drawing;
using Cajal.Plots.Layers;

namespace Cajal.Plots.Layout;

/// <summary>Draws a figure: grid, data, axes, words, in this order.</summary>
internal static class FigurePainter
{
    private const double CapHeight = 0.72;
    private static readonly Color _grid = new(0xE6, 0xE6, 0xE6), _axis = new(0x40, 0x40, 0x40);

    public static void Paint(FigureLayout layout, ICanvas canvas)
    {
        canvas.Bars([new(0, 0, layout.Width, layout.Height)], new(255, 255, 255), opacity: 1);
        if (layout.Title is { } title && layout.Panels is [var first, ..])
        {
            canvas.Text(title, new(first.Area.Box.Left, 14 + FigureLayout.TitleSize * CapHeight), new(FigureLayout.TitleSize, Palette.Ink, Bold: true));
        }

        foreach (var panel in layout.Panels)
        {
            PaintGrid(panel, canvas);
            var box = panel.Area.Box;
            canvas.Clip(new(box.Left - 1.5, box.Top - 1.5, box.Width + 3, box.Height + 3));
            foreach (var layer in panel.Panel.Layers) { layer.Draw(canvas, panel.Area); }
            canvas.Clip(null);
            PaintAxes(panel, canvas);
            PaintLegend(panel, canvas);
            if (panel.Bar is { } bar) { PaintBar(bar, canvas); }
        }
    }

    private static void PaintGrid(PanelLayout panel, ICanvas canvas)
    {
        var box = panel.Area.Box;
        List<Point> lines = [];
        foreach (var tick in panel.X.Ticks)
        {
            var x = panel.Area.MapX(tick.Value);
            lines.AddRange([new(x, box.Top), new(x, box.Bottom), Point.Break]);
        }

        foreach (var tick in panel.Y.Ticks)
        {
            var y = panel.Area.MapY(tick.Value);
            lines.AddRange([new(box.Left, y), new(box.Right, y), Point.Break]);
        }

        canvas.Stroke(lines, _grid, width: 0.8);
    }

    private static void PaintAxes(PanelLayout panel, ICanvas canvas)
    {
        var box = panel.Area.Box;
        List<Point> lines = [new(box.Left, box.Top), new(box.Left, box.Bottom), new(box.Right, box.Bottom), Point.Break];
        TextStyle number = new(FigureLayout.TickSize, _axis, Anchor.Middle), label = new(FigureLayout.LabelSize, Palette.Ink, Anchor.Middle);
        foreach (var tick in panel.X.Ticks)
        {
            var x = panel.Area.MapX(tick.Value);
            lines.AddRange([new(x, box.Bottom), new(x, box.Bottom + FigureLayout.TickLength), Point.Break]);
            if (panel.ShowsX) { canvas.Text(tick.Text, new(x, box.Bottom + FigureLayout.TickLength + 4 + FigureLayout.TickSize * CapHeight), number); }
        }

        foreach (var tick in panel.Y.Ticks)
        {
            var y = panel.Area.MapY(tick.Value);
            lines.AddRange([new(box.Left - FigureLayout.TickLength, y), new(box.Left, y), Point.Break]);
            Point at = new(box.Left - FigureLayout.TickLength - 4, y + FigureLayout.TickSize * CapHeight / 2);
            canvas.Text(tick.Text, at, number with { Anchor = Anchor.End });
        }

        canvas.Stroke(lines, _axis, width: 1);
        if (panel.ShowsX) { canvas.Text(panel.X.Label, new(box.Left + box.Width / 2, box.Bottom + 38), label); }
        canvas.Text(panel.Y.Label, panel.YLabelAt, label with { Upright = false });
        canvas.Text(panel.Panel.Title ?? "", panel.TitleAt, label with { Anchor = Anchor.Start });
    }

    private static void PaintBar(ColorBar bar, ICanvas canvas)
    {
        const int Shades = 128;
        var (box, range) = (bar.Area.Box, bar.Values.Range);
        Pixels shades = new(1, Shades);
        for (var k = 0; k < Shades; k++) { shades.Set(0, k, bar.Scale.At(range.Max - ((k + 0.5) / Shades * range.Span))); }
        canvas.Picture(shades, box);
        List<Point> lines = [new(box.Left, box.Top), new(box.Right, box.Top), new(box.Right, box.Bottom), new(box.Left, box.Bottom), new(box.Left, box.Top), Point.Break];
        var end = box.Right + FigureLayout.TickLength;
        foreach (var tick in bar.Values.Ticks)
        {
            var y = bar.Area.MapY(tick.Value);
            lines.AddRange([new(box.Right, y), new(end, y), Point.Break]);
            canvas.Text(tick.Text, new(end + 4, y + (FigureLayout.TickSize * CapHeight / 2)), new(FigureLayout.TickSize, _axis));
        }

        canvas.Stroke(lines, _axis, width: 1);
        var widest = bar.Values.Ticks.Select(t => StrokeFont.Width(t.Text, FigureLayout.TickSize)).DefaultIfEmpty(0).Max();
        Point at = new(end + 4 + widest + FigureLayout.LabelSize + 4, box.Top + (box.Height / 2));
        canvas.Text(bar.Values.Label, at, new(FigureLayout.LabelSize, Palette.Ink, Anchor.Middle, Upright: false));
    }

    private static void PaintLegend(PanelLayout panel, ICanvas canvas)
    {
        foreach (var (layer, (x, y)) in panel.Legend)
        {
            switch (layer.Key)
            {
                case LegendKey.Dot:
                    canvas.Marks(MarkRuns.Of([new(x + FigureLayout.KeyWidth - 4, y)], new(0, 0, double.MaxValue, double.MaxValue)), new(6), layer.Color, opacity: 1);
                    break;
                case LegendKey.Bar:
                    canvas.Bars([new(x, y - 4, FigureLayout.KeyWidth, 8)], layer.Color, opacity: 0.4);
                    canvas.Stroke([new(x, y - 4), new(x + FigureLayout.KeyWidth, y - 4)], layer.Color, width: 1.2);
                    break;
                default:
                    canvas.Stroke([new(x, y), new(x + FigureLayout.KeyWidth, y)], layer.Color, width: 2);
                    break;
            }

            Point at = new(x + FigureLayout.KeyWidth + 6, y + FigureLayout.TickSize * CapHeight / 2);
            canvas.Text(layer.Label!, at, new(FigureLayout.TickSize, Palette.Ink));
        }
    }
}
