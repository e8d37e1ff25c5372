using Cajal.Plots.Drawing;
using Cajal.Plots.Layers;

namespace Cajal.Plots.Layout;

/// <summary>An entry of a legend; the point is the left end of its key, at the middle of the line.</summary>
internal sealed record LegendEntry(Layer Layer, Point At);

/// <summary>Where everything of one panel is.</summary>
/// <param name="ShowsX">Whether the x axis has numbers and a label: not where a panel below shares it.</param>
/// <param name="YLabelAt">Middle of the label of the y axis, on its baseline.</param>
internal sealed record PanelLayout(
    Panel Panel, PlotArea Area, Axis X, Axis Y, bool ShowsX, Point TitleAt, Point YLabelAt, IReadOnlyList<LegendEntry> Legend);

/// <summary>What panels that share their x axis show: the limits that a user asked for, or else the range of all data.</summary>
internal sealed record SharedAxis(Interval Data, (double Min, double Max)? Limits);

/// <summary>Where everything of a figure is; both writers draw from this, so that their pictures agree.</summary>
internal sealed record FigureLayout(double Width, double Height, string? Title, IReadOnlyList<PanelLayout> Panels)
{
    public const double TitleSize = 16, LabelSize = 13, TickSize = 12, TickLength = 4, KeyWidth = 18;

    private const double Margin = 14, HeaderRow = 22, Gap = 10, XNumbers = 20, XLabelBand = 24, KeyGap = 6, EntryGap = 16;

    public static FigureLayout Of(Figure figure)
    {
        var panels = figure.Panels.Count > 0 ? figure.Panels : [new Panel()];
        var weight = panels.Sum(p => p.Height);
        var shared = figure.ShareX && panels.Count > 1 ? SharedX(panels) : null;
        bool ShowsX(int k) => shared is null || k == panels.Count - 1;

        var headers = panels.Select((p, k) => HeaderHeight(p, figure.Width, isFirst: k == 0)).ToArray();
        var footers = panels.Select((p, k) => ShowsX(k) ? XNumbers + (p.XLabel.Length > 0 ? XLabelBand : 4) : 8).ToArray();
        var top = figure.Title is null ? 4 : Margin + TitleSize + 4;
        var around = top + headers.Sum() + footers.Sum() + Gap;
        var forPlots = figure.Height > 0 ? Math.Max(20 * panels.Count, figure.Height - around) : Math.Max(360, 150 * weight);

        // Axes first: the widest y numbers of all panels set the left margin, so that the panels line up.
        var yAxes = panels.Select(p => YAxis(p, shared, forPlots * p.Height / weight)).ToArray();
        var numbers = yAxes.SelectMany(a => a.Ticks).Select(t => StrokeFont.Width(t.Text, TickSize)).DefaultIfEmpty(0).Max();
        var left = Margin + numbers + TickLength + 6 + (yAxes.Any(a => a.Label.Length > 0) ? LabelSize + 8 : 0);

        List<PanelLayout> placed = [];
        foreach (var (k, panel) in panels.Index())
        {
            top += headers[k];
            Box box = new(left, top, figure.Width - left - Margin - 14, forPlots * panel.Height / weight);
            var x = XAxis(panel, shared, box.Width);
            placed.Add(new(panel, new(box, x.Range, yAxes[k].Range), x, yAxes[k], ShowsX(k),
                TitleAt: new(left, top - headers[k] + HeaderRow - 8),
                YLabelAt: new(Margin + LabelSize * 0.75, box.Top + box.Height / 2),
                Legend(panel, box, top - headers[k] + HeaderRow - 12)));
            top += box.Height + footers[k];
        }

        return new(figure.Width, around + forPlots, figure.Title, placed);
    }

    // The limits that somebody asked for, or the range of all data.
    private static SharedAxis SharedX(IReadOnlyList<Panel> panels) => new(
        panels.SelectMany(p => p.Layers).Aggregate(Interval.Empty, (range, layer) => range.Include(layer.XRange)),
        panels.Select(p => p.XLimits).FirstOrDefault(l => l is not null));

    private static Axis XAxis(Panel panel, SharedAxis? shared, double width)
    {
        var own = panel.Layers.Aggregate(Interval.Empty, (range, layer) => range.Include(layer.XRange));
        var room = shared is null && panel.Layers.Any(l => l is ScatterLayer) ? 0.04 : 0;
        return Axis.For(panel.XLabel, shared?.Data ?? own, shared is null ? panel.XLimits : shared.Limits, (room, room), wanted: (int)(width / 70));
    }

    private static Axis YAxis(Panel panel, SharedAxis? shared, double height)
    {
        var x = (shared is null ? panel.XLimits : shared.Limits) is { } limits ? new Interval(limits.Min, limits.Max) : new(double.NegativeInfinity, double.PositiveInfinity);
        var data = panel.Layers.Aggregate(Interval.Empty, (range, layer) => range.Include(layer.YRange(x)));
        var isRaster = panel.Layers.Count > 0 && panel.Layers.All(l => l is RasterLayer or RuleLayer);
        var standsOnZero = data.Min == 0 && panel.Layers.Any(l => l is StepsLayer);
        var padding = isRaster ? (0, 0) : (standsOnZero ? 0 : 0.06, 0.06);
        return Axis.For(panel.YLabel, data, panel.YLimits, padding, wanted: (int)Math.Clamp(height / 28, 3, 10), whole: isRaster);
    }

    private static double HeaderHeight(Panel panel, double width, bool isFirst)
    {
        var rows = LegendRows(panel, width * 0.75).Count;
        return rows > 0 ? rows * HeaderRow + (panel.Title is not null && !FitsBesideTitle(panel, width * 0.75) ? HeaderRow : 0)
            : panel.Title is not null ? HeaderRow
            : isFirst ? 8 : 12;
    }

    private static double EntryWidth(Layer layer) => KeyWidth + KeyGap + StrokeFont.Width(layer.Label!, TickSize) * 1.08 + EntryGap;

    private static bool FitsBesideTitle(Panel panel, double width) =>
        StrokeFont.Width(panel.Title ?? "", LabelSize) + 40 + (LegendRows(panel, width) is [var first, ..] ? first.Sum(EntryWidth) : 0) < width;

    private static List<List<Layer>> LegendRows(Panel panel, double width)
    {
        List<List<Layer>> rows = [];
        var used = double.PositiveInfinity;
        foreach (var layer in panel.Layers.Where(l => l.Label is not null))
        {
            if (used + EntryWidth(layer) > width)
            {
                rows.Add([]);
                used = 0;
            }

            rows[^1].Add(layer);
            used += EntryWidth(layer);
        }

        return rows;
    }

    // Above the axes and to the right, where no data can be.
    private static List<LegendEntry> Legend(Panel panel, Box box, double firstRow)
    {
        List<LegendEntry> entries = [];
        var figureWidth = (box.Right + Margin + 14) * 0.75;
        var y = panel.Title is null || FitsBesideTitle(panel, figureWidth) ? firstRow : firstRow + HeaderRow;
        foreach (var row in LegendRows(panel, figureWidth))
        {
            var x = box.Right - row.Sum(EntryWidth) + EntryGap;
            foreach (var layer in row)
            {
                entries.Add(new(layer, new(x, y)));
                x += EntryWidth(layer);
            }

            y += HeaderRow;
        }

        return entries;
    }
}
