using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using Cajal.Plots.Layers;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Report;

/// <summary>A figure as the data from which <c>report.js</c> draws it anew at every zoom.</summary>
internal static class FigureData
{
    /// <summary>So many spikes go into the page one by one; more of them as a picture.</summary>
    private const int MostSpikes = 200_000;

    // Room above and below a panel's box [px].
    private const int WithNumbers = 75, WithoutNumbers = 25;

    // A line keeps what can be seen at a zoom of about five.
    private static readonly Box _zoomed = new(0, 0, 4000, 4000);

    /// <summary>The data; null where a panel holds something that only the drawing can show.</summary>
    public static JsonNode? Of(Figure figure)
    {
        var layout = FigureLayout.Of(figure);
        return !layout.Panels.All(p => p.Panel.Layers.All(IsZoomable)) ? null : new JsonObject
        {
            ["shareX"] = figure.ShareX,
            ["panels"] = new JsonArray([.. layout.Panels.Select(OfPanel)]),
        };
    }

    private static bool IsZoomable(Layer layer) => layer is LineLayer or ScatterLayer or StepsLayer or RuleLayer or RasterLayer;

    private static JsonObject OfPanel(PanelLayout panel) => new()
    {
        ["title"] = panel.Panel.Title,
        ["height"] = Math.Round(panel.Area.Box.Height) + (panel.ShowsX ? WithNumbers : WithoutNumbers),
        ["x"] = OfAxis(panel.X, panel.Panel.XLabel, panel.Panel.LogX, panel.ShowsX),
        ["y"] = OfAxis(panel.Y, panel.Panel.YLabel, panel.Panel.LogY),
        ["layers"] = new JsonArray([.. panel.Panel.Layers.Select(layer => OfLayer(layer, panel.Area))]),
    };

    /// <param name="isShown">Whether the axis has numbers and a label; it has none, null, where a panel below shares it.</param>
    private static JsonObject OfAxis(Axis axis, string label, bool isLog, bool isShown = true)
    {
        var shown = isLog ? new Interval(Math.Pow(10, axis.Range.Min), Math.Pow(10, axis.Range.Max)) : axis.Range;
        return new() { ["label"] = isShown ? axis.Label : null, ["range"] = Pair(axis.Range), ["factor"] = SiPrefix.Choose(label, shown).Factor, ["log"] = isLog };
    }

    private static JsonObject OfLayer(Layer layer, PlotArea area)
    {
        JsonObject data = layer switch
        {
            LineLayer line => Line(line, area),
            ScatterLayer dots => Points("dots", dots.X, dots.Y, ("width", dots.Diameter), ("opacity", dots.Opacity)),
            StepsLayer steps => Points("steps", steps.Edges, steps.Heights, ("floor", double.IsFinite(steps.Floor) ? steps.Floor : null)),
            RuleLayer rule => new() { ["kind"] = "rule", ["at"] = double.IsFinite(rule.Value) ? rule.Value : null, ["horizontal"] = rule.IsHorizontal },
            RasterLayer raster when raster.Times.Length <= MostSpikes => Points("raster", raster.Times, [.. raster.Neurons.Select(n => (double)n)]),
            RasterLayer raster => new()
            {
                ["kind"] = "picture",
                ["source"] = SpikeDensity.Of(raster.Times, raster.Neurons, area, raster.Color).ToDataUri(),
                ["xRange"] = Pair(area.X),
                ["yRange"] = Pair(area.Y),
            },
            _ => throw new System.Diagnostics.UnreachableException($"report: no data of {layer}"),
        };
        (data["color"], data["label"]) = (layer.Color.ToString(), layer.Label);
        return data;
    }

    private static JsonObject Line(LineLayer line, PlotArea area)
    {
        PlotArea fine = new(_zoomed, area.X, area.Y);
        var points = line.X.Zip(line.Y, (x, y) => fine.Map(x, y)).Select(p => double.IsFinite(p.X) && double.IsFinite(p.Y) ? p : Point.Break).ToArray();
        var kept = Decimation.Thin(points, _zoomed);
        return Points("line", [.. kept.Select(p => fine.ValueX(p.X))], [.. kept.Select(p => fine.ValueY(p.Y))], ("width", line.Width));
    }

    private static JsonObject Points(string kind, double[] x, double[] y, params ReadOnlySpan<(string Name, double? Value)> more)
    {
        // 32 bits are finer than the eye once times count from the first.
        var offset = Interval.Of(x) is { IsEmpty: false } range ? range.Min : 0;
        JsonObject data = new() { ["kind"] = kind, ["xOffset"] = offset, ["x"] = Base64(x.Select(v => v - offset)), ["y"] = Base64(y) };
        foreach (var (name, value) in more) { data[name] = value; }
        return data;
    }

    private static JsonArray Pair(Interval range) => [range.Min, range.Max];

    private static string Base64(IEnumerable<double> values) => Convert.ToBase64String(MemoryMarshal.AsBytes<float>(values.Select(v => (float)v).ToArray()));
}
