using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Cajal.Plots;
using Cajal.Plots.Report;
using static Cajal.Units.SI;

namespace Cajal.Tests.Plots;

public sealed class HtmlReportTests
{
    private static readonly HtmlReport _report = new HtmlReport("A <model> & more")
        .Add(PopulationStatistics.Of("cells", [[0.1, 0.2, 0.3], []], 0 * second, 1 * second))
        .Add(new Figure { Title = "Activity" }
            .Add(new Panel { Title = "</script>" }.Raster([0.1, 0.2, 0.3], [0, 0, 1], label: "spikes"))
            .Add(new Panel { YLabel = "v [V]" }.Line([0, 0.5, 1], [-0.07, -0.05, -0.06], "v").Steps([0, 0.5, 1], [-0.06, -0.07]).HorizontalLine(-0.05)))
        .Add(new Figure().Add(new Panel().Matrix(new[,] { { 1.0, 2 } })));

    [Fact]
    public void A_page_holds_the_table_and_every_figure_and_asks_for_nothing_from_outside()
    {
        var page = _report.ToHtml();

        Assert.Contains("<title>A &lt;model&gt; &amp; more</title>", page, StringComparison.Ordinal);
        // Three spikes of two cells in a second; the one that spikes is a clock, the other silent.
        Assert.Contains("<tr><td>cells</td><td>2</td><td>3</td><td>1.500</td><td>50.000</td><td>0.000</td>", page, StringComparison.Ordinal);
        Assert.Equal(2, Regex.Count(page, "<figure"));
        Assert.Empty(Regex.Matches(Regex.Replace(page, "xmlns=\"[^\"]*\"", ""), "(src|href)=\"(?!data:)|url\\(|@import"));
    }

    [Fact]
    public void Without_uPlot_every_figure_is_a_drawing_and_there_is_no_script()
    {
        var page = _report.ToHtml(uplot: null);

        Assert.Equal(2, Regex.Count(page, "<figure>"));
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_data_of_a_figure_are_its_layers_and_no_text_ends_the_script()
    {
        var page = _report.ToHtml(("uplot", "css"));

        var data = JsonNode.Parse(Regex.Match(page, "<script type=\"application/json\" id=\"figure-0\">(.*)</script>").Groups[1].Value)!;
        Assert.Equal("</script>", (string?)data["panels"]![0]!["title"]);
        var raster = data["panels"]![0]!["layers"]![0]!;
        Assert.Equal(("raster", 0.1, "spikes"), ((string?)raster["kind"], (double?)raster["xOffset"], (string?)raster["label"]));
        Assert.Equal([0, 0.1f, 0.2f], Numbers(raster["x"]!).Select(v => MathF.Round(v, 6)));
        Assert.Equal([0, 0, 1], Numbers(raster["y"]!));
        Assert.Equal(("v [mV]", 1e-3), ((string?)data["panels"]![1]!["y"]!["label"], (double?)data["panels"]![1]!["y"]!["factor"]));
        Assert.Equal(["line", "steps", "rule"], data["panels"]![1]!["layers"]!.AsArray().Select(l => (string?)l!["kind"]));
        // A matrix stays a drawing.
        Assert.DoesNotContain("figure-1", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_raster_of_very_many_spikes_is_a_picture_in_the_page_too()
    {
        Figure figure = new Figure().Add(new Panel().Raster([.. Enumerable.Range(0, 300_000).Select(k => k * 1e-5)], [.. Enumerable.Range(0, 300_000).Select(k => k % 1000)]));

        var layer = FigureData.Of(figure)!["panels"]![0]!["layers"]![0]!;

        Assert.Equal("picture", (string?)layer["kind"]);
        Assert.InRange(((string?)layer["source"])!.Length, 1000, 500_000);
    }

    [Fact]
    public void A_long_line_keeps_its_extremes_in_the_data()
    {
        var y = new double[1_000_000];
        (y[123_457], y[765_433]) = (3, -2);
        Figure figure = new Figure().Add(new Panel().Line([.. y.Select((_, k) => (double)k)], y));

        var kept = Numbers(FigureData.Of(figure)!["panels"]![0]!["layers"]![0]!["y"]!);

        Assert.InRange(kept.Length, 1000, 40_000);
        Assert.Equal((3, -2), (kept.Max(), kept.Min()), EqualityComparer<(float, float)>.Create((a, b) => Math.Abs(a.Item1 - b.Item1) < 1e-5 && Math.Abs(a.Item2 - b.Item2) < 1e-5));
    }

    [BrowserFact]
    public void In_a_browser_plots_take_the_place_of_drawings_and_a_drag_zooms_all_panels_of_a_time_axis()
    {
        Assert.NotNull(WebFile.Uplot);
        const string Drag = """
            <script>
            const over = document.querySelectorAll(".u-over")[1], box = over.getBoundingClientRect();
            const fire = (type, part) => over.dispatchEvent(new MouseEvent(type, { bubbles: true, button: 0, buttons: 1, clientX: box.left + part * box.width, clientY: box.top + 20, movementX: 9 }));
            [["mousemove", 0.25], ["mousedown", 0.25], ["mousemove", 0.5], ["mouseup", 0.5]].forEach((e, k) => setTimeout(() => fire(...e), 100 * k));
            setTimeout(() => document.body.dataset.zoomed = JSON.stringify(document.querySelector("figure").plots.map((p) => p.scales.x)), 1000);
            </script>
            """;

        var page = Browser.Show(_report.ToHtml().Replace("</body>", Drag + "</body>", StringComparison.Ordinal));

        Assert.Equal(2, Regex.Count(page, "<canvas"));
        Assert.Equal(1, Regex.Count(page, "<svg[^>]*font-family"));
        var zoomed = JsonNode.Parse(System.Net.WebUtility.HtmlDecode(Regex.Match(page, "data-zoomed=\"([^\"]*)\"").Groups[1].Value))!.AsArray();
        // The axis runs from 0 to 1 s.
        Assert.All(zoomed, x => Assert.Equal((0.25, 0.5), (Math.Round((double)x!["min"]!, 2), Math.Round((double)x["max"]!, 2))));
        Assert.Equal(2, zoomed.Count);
    }

    private static float[] Numbers(JsonNode text)
    {
        var bytes = Convert.FromBase64String((string)text!);
        return [.. Enumerable.Range(0, bytes.Length / 4).Select(k => BitConverter.ToSingle(bytes, 4 * k))];
    }
}
