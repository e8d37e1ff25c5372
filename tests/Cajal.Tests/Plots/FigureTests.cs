using System.Text;
using System.Xml.Linq;
using Cajal.Plots;
using Cajal.Plots.Drawing;
using Cajal.Plots.Layout;

namespace Cajal.Tests.Plots;

public sealed class FigureTests
{
    private static readonly XNamespace _svg = "http://www.w3.org/2000/svg";

    [Fact]
    public void A_raster_is_one_path_with_one_mark_a_spike_and_its_words_are_text()
    {
        var figure = new Figure { Title = "Two & three <spikes>" }
            .Add(new Panel { YLabel = "neuron" }.Raster([0.1, 0.2, 0.3], [0, 200, 400], Palette.Blue, "cells"));

        var svg = XDocument.Parse(Encoding.UTF8.GetString(figure.ToSvg())).Root!;

        // The other path of this colour is the dot of the legend.
        var marks = svg.Descendants(_svg + "path").Where(p => (string?)p.Attribute("stroke") == "#0072B2").ToList();
        Assert.Equal([3, 1], marks.Select(p => ((string)p.Attribute("d")!).Count(c => c == 'm')));
        var words = svg.Descendants(_svg + "text").Select(t => t.Value).ToList();
        Assert.All(["Two & three <spikes>", "cells", "neuron", "time [ms]", "200"], word => Assert.Contains(word, words));
    }

    [Fact]
    public void A_png_is_dark_where_a_dot_was_asked_and_white_beside_it()
    {
        var figure = new Figure().Add(new Panel { XLimits = (0, 10), YLimits = (0, 10) }.Scatter([2.5], [7.5], color: new Color(0, 0, 0), diameter: 6));

        var image = PngImage.Decode(figure.ToPng());

        var area = FigureLayout.Of(figure).Panels[0].Area;
        var (x, y) = ((int)(2 * area.MapX(2.5)), (int)(2 * area.MapY(7.5)));
        Assert.Equal((2 * 900, 2 * (int)FigureLayout.Of(figure).Height), (image.Width, image.Height));
        // Radius 3 px is 6 pixels: black to 4 of them, white from 8 on.
        Assert.All([(0, 0), (3, 0), (-4, 0), (0, 4)], d => Assert.Equal(0, image.BrightnessAt(x + d.Item1, y + d.Item2)));
        Assert.All([(9, 9), (-9, 9), (9, -9)], d => Assert.Equal(255, image.BrightnessAt(x + d.Item1, y + d.Item2)));
    }

    [Fact]
    public void Data_outside_of_the_limits_are_not_drawn()
    {
        byte[] Png(double[] x) => new Figure().Add(new Panel { XLimits = (0, 1), YLimits = (0, 1) }.Raster(x, [.. x.Select(_ => 3)]).Line(x, [.. x.Select(_ => 7.0)])).ToPng();

        Assert.Equal(Png([]), Png([0.1, 0.5, 0.9]));
    }

    [Theory]
    [InlineData(20_000)]
    [InlineData(100_000)]
    [InlineData(200_000)]
    [InlineData(1_000_000)]
    public void However_many_spikes_their_svg_stays_below_two_megabytes(int count)
    {
        // Fibonacci hashing scatters the spikes, so that few are neighbours: the hard case for runs.
        var scattered = Enumerable.Range(1, count).Select(k => (ulong)k * 0x9E3779B97F4A7C15 * (ulong)k).ToArray();

        var svg = new Figure().Add(new Panel().Raster([.. scattered.Select(h => (h >> 40) * (1.0 / (1 << 24)))], [.. scattered.Select(h => (int)(h % 10_007))])).ToSvg();

        Assert.InRange(svg.Length, 50_000, 2_000_000);
    }

    [Fact]
    public void Spikes_on_the_same_place_are_drawn_once_and_neighbours_in_one_run()
    {
        var marks = MarkRuns.Of([new(3, 5), new(1, 5), new(3.01, 5), new(1.1, 5), new(1.2, 5.02), new(9, 4), new(200, 1), Point.Break], new(0, 0, 100, 100));

        Assert.Equal(0.1, marks.Cell);
        Assert.Equal([new(90, 40, 0), new(10, 50, 2), new(30, 50, 0)], marks.Runs);
    }

    [Fact]
    public void A_million_points_of_a_line_keep_every_extreme()
    {
        var x = Enumerable.Range(0, 1_000_000).Select(k => k * 1e-6).ToArray();
        var y = new double[x.Length];
        (y[123_457], y[765_433]) = (1, -1);
        var figure = new Figure().Add(new Panel { YLimits = (-2, 2) }.Line(x, y, color: new Color(0, 0, 255)));

        var svg = figure.ToSvg();

        var area = FigureLayout.Of(figure).Panels[0].Area;
        var text = Encoding.UTF8.GetString(svg);
        Assert.InRange(svg.Length, 1000, 500_000);
        Assert.Contains(FormattableString.Invariant($"L{area.MapX(x[123_457]):0.##} {area.MapY(1):0.##}"), text, StringComparison.Ordinal);
        Assert.Contains(FormattableString.Invariant($"L{area.MapX(x[765_433]):0.##} {area.MapY(-1):0.##}"), text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_trajectory_in_a_plane_is_drawn_once_however_often_it_is_run_through()
    {
        byte[] Loops(int count) => new Figure().Add(new Panel { XLimits = (-2, 2), YLimits = (-2, 2) }.Line(
            [.. Enumerable.Range(0, count * 10_000).Select(k => Math.Cos(k * Math.Tau / 10_000))],
            [.. Enumerable.Range(0, count * 10_000).Select(k => Math.Sin(k * Math.Tau / 10_000))])).ToSvg();

        Assert.InRange(Loops(50).Length, Loops(2).Length * 0.9, Loops(2).Length * 1.1);
    }

    [Theory]
    [InlineData(new double[0], new double[0])]
    [InlineData(new[] { 1.0 }, new[] { 2.0 })]
    [InlineData(new[] { 1.0, 2, 3 }, new[] { 5.0, 5, 5 })]
    [InlineData(new[] { 1.0, 1, 1 }, new[] { 0.0, 1, 2 })]
    [InlineData(new[] { 0.0, double.NaN, 2 }, new[] { double.PositiveInfinity, 1, double.NaN })]
    [InlineData(new[] { double.NaN, double.NaN }, new[] { double.NaN, double.NaN })]
    [InlineData(new[] { -1e308, 1e308 }, new[] { 1e-320, 1e308 })]
    [InlineData(new[] { 1e15, 1e15 + 1 }, new[] { 1e-300, 2e-300 })]
    public void No_data_can_break_a_figure(double[] x, double[] y)
    {
        var figure = new Figure { Title = "\0" }
            .Add(new Panel().Raster(x, new int[x.Length], label: "raster").Line(x, y, "line").Scatter(x, y, alpha: 0.5).HorizontalLine(y.FirstOrDefault()))
            .Add(new Panel { Title = "title" }.Histogram(y).VerticalLine(double.NaN))
            .Add(new Panel());

        var svg = Encoding.UTF8.GetString(figure.ToSvg());
        XDocument.Parse(svg);
        Assert.DoesNotContain("NaN", svg, StringComparison.Ordinal);
        Assert.DoesNotContain("Infinity", svg, StringComparison.Ordinal);
        PngImage.Decode(figure.ToPng());
    }

    [Fact]
    public void A_figure_without_panels_is_an_empty_pair_of_axes() => PngImage.Decode(new Figure().ToPng());

    [Fact]
    public void Panels_that_share_time_show_the_same_times()
    {
        var figure = new Figure().Add(new Panel().Line([0, 4], [0, 1])).Add(new Panel().Line([3, 10], [0, 1]));

        var panels = FigureLayout.Of(figure).Panels;

        Assert.Equal(panels[0].X.Range, panels[1].X.Range);
        Assert.Equal(new Interval(0, 10), panels[0].X.Range);
        Assert.Equal([false, true], panels.Select(p => p.ShowsX));
    }

    [Fact]
    public void Panels_and_their_words_stay_within_the_figure_and_apart()
    {
        var panel = new Panel { Title = "a long title of the panel", YLabel = "v [V]" };
        for (var k = 0; k < 12; k++) { panel.Line([0, 1], [k, k + 1], $"a label of some length, number {k}"); }
        var layout = FigureLayout.Of(new Figure { Title = "t", ShareX = false }.Add(panel).Add(panel));

        var (upper, lower) = (layout.Panels[0], layout.Panels[1]);
        var titleEnd = upper.TitleAt.X + StrokeFont.Width(upper.Panel.Title!, FigureLayout.LabelSize);
        Assert.All(layout.Panels, p => Assert.All(p.Legend, e => Assert.True(e.At.Y < p.Area.Box.Top - 6 && (e.At.Y > p.TitleAt.Y || e.At.X > titleEnd))));
        Assert.True(lower.TitleAt.Y - 13 > upper.Area.Box.Bottom + 38);
        Assert.True(lower.Area.Box.Bottom + 40 <= layout.Height);
    }

    [Fact]
    public void Counts_of_a_histogram_add_up_to_its_finite_values()
    {
        var (edges, counts) = Cajal.Plots.Layers.Binning.Count([1, 2, 2, double.NaN, 3, double.NegativeInfinity], bins: 4);

        Assert.Equal([1, 1.5, 2, 2.5, 3], edges);
        Assert.Equal([1, 0, 2, 1], counts);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Contains("3 times and 2 neurons", Assert.Throws<ModelException>(() => new Panel().Raster([1, 2, 3], [1, 2])).Message, StringComparison.Ordinal);
        Assert.Contains(".svg or .png", Assert.Throws<ModelException>(() => new Figure().Save("raster.gif")).Message, StringComparison.Ordinal);
        Assert.Contains("edge 1", Assert.Throws<ModelException>(() => new Panel().Steps([1, 1], [3])).Message, StringComparison.Ordinal);
        Assert.Contains("from 2 to 1", Assert.Throws<ModelException>(() => new Panel { XLimits = (2, 1) }).Message, StringComparison.Ordinal);
        Assert.Contains("#0072B2", Assert.Throws<ModelException>(() => Color.FromHex("blue")).Message, StringComparison.Ordinal);
        Assert.Equal(Palette.Blue, Color.FromHex("#0072b2"));
    }

    [Fact]
    public void Save_writes_the_kind_that_the_name_says()
    {
        var folder = Directory.CreateTempSubdirectory("cajal-plots-");
        try
        {
            var path = Path.Combine(folder.FullName, "new", "raster");
            new Panel().Raster([0.1], [1]).Save(path + ".SVG");
            new Panel().Raster([0.1], [1]).Save(path + ".png");
            XDocument.Load(path + ".SVG");
            PngImage.Decode(File.ReadAllBytes(path + ".png"));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
