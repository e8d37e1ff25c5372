using Cajal.Plots.Drawing;
using Cajal.Plots.Layers;

namespace Cajal.Plots.Layout;

/// <summary>An entry of a legend; the point is the left end of its key, at the middle of the line.</summary>
internal sealed record LegendEntry(Layer Layer, Point At);

/// <summary>Where everything of one panel is.</summary>
/// <param name="Bar">The bar of colours beside a matrix; null without one.</param>
/// <param name="ShowsX">Whether the x axis has numbers and a label: not where a panel below shares it.</param>
/// <param name="YLabelAt">Middle of the label of the y axis, on its baseline.</param>
internal sealed record PanelLayout(
    Panel Panel, PlotArea Area, Axis X, Axis Y, bool ShowsX, Point TitleAt, Point YLabelAt, IReadOnlyList<LegendEntry> Legend, ColorBar? Bar);

/// <summary>The bar that says which number has which colour.</summary>
internal sealed record ColorBar(ColorScale Scale, PlotArea Area, Axis Values);

/// <summary>What panels that share their x axis show: the limits that a user asked for, or else the range of all data.</summary>
internal sealed record SharedAxis(Interval Data, (double Min, double Max)? Limits);

/// <summary>Where everything of a figure is; both writers draw from this, so that their pictures agree.</summary>
internal sealed record FigureLayout(double Width, double Height, string? Title, IReadOnlyList<PanelLayout> Panels)
{
    public const double TitleSize = 16, LabelSize = 13, TickSize = 12, TickLength = 4, KeyWidth = 18;

    private const double Margin = 14, HeaderRow = 22, Gap = 10, XNumbers = 20, XLabelBand = 24, Between = 10, BarGap = 12, BarWidth = 12, KeyGap = 6, EntryGap = 16;

    public static FigureLayout Of(Figure figure)
    {
        var panels = figure.Panels.Count > 0 ? figure.Panels : [new Panel()];
        var weight = panels.Sum(p => p.Height);
        var shared = figure.ShareX && panels.Count > 1 ? SharedX(panels) : null;
        bool ShowsX(int k) => shared is null || k == panels.Count - 1;

        var headers = panels.Select((p, k) => HeaderHeight(p, figure.Width, isFirst: k == 0)).ToArray();
        var footers = panels.Select((p, k) => ShowsX(k) ? XNumbers + (p.XLabel.Length > 0 ? XLabelBand : 4) + (k < panels.Count - 1 ? Between : 0) : 8).ToArray();
        var top = figure.Title is null ? 4 : Margin + TitleSize + 4;
        var around = top + headers.Sum() + footers.Sum() + Gap;
        var forPlots = figure.Height > 0 ? Math.Max(20 * panels.Count, figure.Height - around) : Math.Max(360, 150 * weight);

        // Axes first: the widest y numbers of all panels set the left margin, so that the panels line up.
        var yAxes = panels.Select(p => YAxis(p, shared, forPlots * p.Height / weight)).ToArray();
        var numbers = yAxes.SelectMany(a => a.Ticks).Select(t => StrokeFont.Width(t.Text, TickSize)).DefaultIfEmpty(0).Max();
        var left = Margin + numbers + TickLength + 6 + (yAxes.Any(a => a.Label.Length > 0) ? LabelSize + 8 : 0);

        var beside = panels.Select((p, k) => BarAxis(p, forPlots * p.Height / weight)).ToArray();
        var right = Margin + 14 + beside.Max(BarRoom);

        List<PanelLayout> placed = [];
        foreach (var (k, panel) in panels.Index())
        {
            top += headers[k];
            Box box = new(left, top, figure.Width - left - right, forPlots * panel.Height / weight);
            var x = XAxis(panel, shared, box.Width);
            placed.Add(new(panel, new(box, x.Range, yAxes[k].Range), x, yAxes[k], ShowsX(k),
                TitleAt: new(left, top - headers[k] + HeaderRow - 8),
                YLabelAt: new(Margin + LabelSize * 0.75, box.Top + box.Height / 2),
                Legend(panel, box, top - headers[k] + HeaderRow - 12),
                beside[k] is { } bar ? new(bar.Scale, new(new(box.Right + BarGap, box.Top, BarWidth, box.Height), new(0, 1), bar.Axis.Range), bar.Axis) : null));
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
        var room = shared is null && panel.Layers.Any(l => l is ScatterLayer or LineLayer { TurnsBack: true }) ? 0.04 : 0;
        var wanted = (int)(width / 70);
        var (data, limits) = (shared?.Data ?? own, shared is null ? panel.XLimits : shared.Limits);
        return panel.LogX ? Axis.Logarithmic(panel.XLabel, data, limits, (room, room), wanted) : Axis.For(panel.XLabel, data, limits, (room, room), wanted, Cell(panel, l => l.CellX));
    }

    private static Axis YAxis(Panel panel, SharedAxis? shared, double height)
    {
        var x = (shared is null ? panel.XLimits : shared.Limits) is not { } limits ? new Interval(double.NegativeInfinity, double.PositiveInfinity)
            : panel.LogX ? new(Math.Log10(limits.Min), Math.Log10(limits.Max)) : new(limits.Min, limits.Max);
        var data = panel.Layers.Aggregate(Interval.Empty, (range, layer) => range.Include(layer.YRange(x)));
        var cell = Cell(panel, l => l.CellY);
        var standsOnZero = data.Min == 0 && panel.Layers.Any(l => l is StepsLayer);
        var padding = cell is not null ? (0, 0) : (standsOnZero ? 0 : 0.06, 0.06);
        var wanted = (int)Math.Clamp(height / 24, 3, 10);
        return panel.LogY ? Axis.Logarithmic(panel.YLabel, data, panel.YLimits, padding, wanted) : Axis.For(panel.YLabel, data, panel.YLimits, padding, wanted, cell);
    }

    // Of a panel in which all data are in cells; of other panels there is none.
    private static double? Cell(Panel panel, Func<Layer, double?> of) =>
        panel.Layers.Where(l => l is not RuleLayer).Select(of).ToList() is [{ }, ..] cells && cells.TrueForAll(c => c is not null) ? cells.Min() : null;

    private static (ColorScale Scale, Axis Axis)? BarAxis(Panel panel, double height) => panel.Layers.OfType<MatrixLayer>().FirstOrDefault() is { } matrix
        ? (matrix.Scale, Axis.For(matrix.ValueLabel, matrix.Scale.Range, (matrix.Scale.Range.Min, matrix.Scale.Range.Max), (0, 0), wanted: (int)Math.Clamp(height / 24, 3, 10)))
        : null;

    private static double BarRoom((ColorScale Scale, Axis Axis)? bar) => bar is not var (_, axis) ? 0
        : BarGap + BarWidth + TickLength + 4 + axis.Ticks.Select(t => StrokeFont.Width(t.Text, TickSize)).DefaultIfEmpty(0).Max() + (axis.Label.Length > 0 ? LabelSize + 6 : 0) - 14;

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
