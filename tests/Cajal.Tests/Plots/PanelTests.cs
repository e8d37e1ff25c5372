using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Cajal.Plots;
using Cajal.Plots.Layers;
using Cajal.Plots.Layout;

namespace Cajal.Tests.Plots;

/// <summary>Kinds of panels beyond lines, dots and steps.</summary>
public sealed class PanelTests
{
    [Fact]
    public void Equal_factors_are_equal_distances_on_a_logarithmic_axis()
    {
        var panel = Layout(new Panel { XLabel = "x", LogX = true, LogY = true, YLabel = "y" }.Line([1, 10, 100], [1e-7, 1e-4, 0.1]));

        // 10 lies in the middle between 1 and 100, and 1e-4 between 1e-7 and 0.1.
        Assert.Equal(1, (panel.X.Range.Min + panel.X.Range.Max) / 2, 1e-9);
        Assert.Equal(-4, (panel.Y.Range.Min + panel.Y.Range.Max) / 2, 1e-9);
        Assert.Equal(["1", "2", "5", "10", "20", "50", "100"], panel.X.Ticks.Select(t => t.Text));
        Assert.Equal(Math.Log10(20), panel.X.Ticks[4].Value, 1e-12);
        Assert.Equal(["10⁻⁷", "10⁻⁶", "10⁻⁵", "10⁻⁴", "0.001", "0.01", "0.1"], panel.Y.Ticks.Select(t => t.Text));
    }

    [Fact]
    public void A_logarithmic_axis_in_an_SI_unit_gets_its_prefix()
    {
        var panel = Layout(new Panel { XLabel = "interval [s]", LogX = true }.Line([0.002, 0.5], [0, 1]));

        Assert.Equal("interval [ms]", panel.X.Label);
        Assert.Contains(panel.X.Ticks, t => t.Text == "100" && Math.Abs(t.Value - -1) < 1e-12);
    }

    [Fact]
    public void Values_without_a_logarithm_are_left_out()
    {
        var panel = Layout(new Panel { LogY = true }.Line([0, 1, 2, 3], [0, 10, -5, 1000]).Steps([0, 1, 2], [0, 100]));

        Assert.InRange(panel.Y.Range.Min, 0, 1);
        Assert.InRange(panel.Y.Range.Max, 3, 4);
    }

    [Fact]
    public void A_histogram_on_a_logarithmic_axis_has_bins_of_equal_factors()
    {
        var steps = (StepsLayer)new Panel { LogX = true }.Histogram([1, 2, 50, 10_000], bins: 2).Layers[0];

        Assert.Equal([0, 2, 4], steps.Edges);
        Assert.Equal([3, 1], steps.Heights);
    }

    [Fact]
    public void Each_cell_of_a_matrix_has_the_colour_that_the_bar_gives_its_value()
    {
        var figure = new Figure().Add(new Panel { XLabel = "target" }.Matrix(new double[,] { { 0, 1 }, { double.NaN, 4 } }, "weight [V]"));
        var image = PngImage.Decode(figure.ToPng());
        var layout = FigureLayout.Of(figure).Panels[0];

        // White where there is nothing; the first row is the lower one.
        Assert.Equal(255, BrightnessAt(0, 1));
        Assert.True(BrightnessAt(0, 0) > BrightnessAt(1, 0) && BrightnessAt(1, 0) > BrightnessAt(1, 1));
        Assert.All([(1, 0, 1.0), (1, 1, 4)], cell => Assert.Equal(BrightnessOfBar(cell.Item3), BrightnessAt(cell.Item1, cell.Item2), 6.0));
        Assert.Equal("weight [V]", layout.Bar!.Values.Label);
        Assert.Equal(["0", "1"], layout.X.Ticks.Select(t => t.Text));

        double BrightnessAt(double x, double y) => image.BrightnessAt((int)(2 * layout.Area.MapX(x)) + 20, (int)(2 * layout.Area.MapY(y)) + 20);

        double BrightnessOfBar(double value)
        {
            var (box, range) = (layout.Bar!.Area.Box, layout.Bar.Values.Range);
            return image.BrightnessAt((int)(2 * (box.Left + (box.Width / 2))), (int)Math.Clamp(2 * layout.Bar.Area.MapY(value), (2 * box.Top) + 3, 2 * box.Bottom) + (value == range.Max ? 2 : 0));
        }
    }

    [Theory]
    [InlineData(new[] { 2.0, 5 }, 0, 5)]
    [InlineData(new[] { 4.0, 5 }, 4, 5)]
    [InlineData(new[] { -1.0, 3 }, -3, 3)]
    [InlineData(new[] { 2.0, 2 }, 0, 2)]
    [InlineData(new[] { -2.0, -2 }, -2, 0)]
    [InlineData(new[] { 0.0, 0 }, 0, 1)]
    [InlineData(new[] { double.NaN, double.NaN }, 0, 1)]
    public void Colours_start_at_zero_when_that_is_near_and_are_even_about_it_for_both_signs(double[] values, double min, double max) =>
        Assert.Equal(new Interval(min, max), ColorScale.For(Interval.Of(values)).Range);

    [Fact]
    public void A_raster_of_very_many_spikes_is_one_picture_as_dark_as_there_are_spikes()
    {
        var area = new PlotArea(new(0, 0, 100, 50), new(0, 1), new(-0.5, 9.5));
        // 99 places with one spike of neuron 0, one with four of neuron 9, one with eight of neuron 8: the 99th percentile of the 101 counts is 4.
        double[] times = [.. Enumerable.Range(0, 99).Select(k => (k + 0.5) / 100), .. Enumerable.Repeat(0.305, 12)];
        int[] neurons = [.. Enumerable.Repeat(0, 99), .. Enumerable.Repeat(9, 4), .. Enumerable.Repeat(8, 8)];

        var pixels = SpikeDensity.Of(times, neurons, area, Palette.Blue);

        Assert.Equal((100, 10), (pixels.Width, pixels.Height));
        Assert.Equal(Math.Round(255 * (0.15 + (0.85 / 4))), Opacity(30, neuron: 0));
        Assert.Equal((255, 255, 0), (Opacity(30, neuron: 9), Opacity(30, neuron: 8), Opacity(30, neuron: 5)));

        int Opacity(int column, int neuron) => pixels.Rgba[(4 * (((9 - neuron) * 100) + column)) + 3];
    }

    [Fact]
    public void A_million_spikes_make_a_small_drawing_without_marks()
    {
        var scattered = Enumerable.Range(1, 1_000_000).Select(k => (ulong)k * 0x9E3779B97F4A7C15 * (ulong)k).ToArray();

        var svg = new Figure().Add(new Panel().Raster([.. scattered.Select(h => (h >> 40) * (1.0 / (1 << 24)))], [.. scattered.Select(h => (int)(h % 10_007))])).ToSvg();

        Assert.InRange(svg.Length, 50_000, 600_000);
        Assert.Single(XDocument.Parse(Encoding.UTF8.GetString(svg)).Descendants(), e => e.Name.LocalName == "image");
    }

    [Fact]
    public void A_nullcline_is_where_its_function_changes_sign()
    {
        var figure = new Figure().Add(new Panel { XLimits = (-2, 2), YLimits = (-2, 2) }.Nullcline((x, y) => (x * x) + (y * y) - 1, color: Palette.Blue));
        var area = FigureLayout.Of(figure).Panels[0].Area;

        var points = PathsOf(figure, Palette.Blue);

        // Linear interpolation within cells of 3 px, of which the unit is the 4th of a panel's height: the chord's sagitta is h^2/8.
        Assert.True(points.Count > 100);
        Assert.All(points, p => Assert.Equal(1, Math.Sqrt(Math.Pow(area.ValueX(p.X), 2) + Math.Pow(area.ValueY(p.Y), 2)), 0.002));
    }

    [Fact]
    public void A_flow_points_where_it_goes_and_lies_beneath_the_curves()
    {
        var panel = new Panel { XLimits = (0, 1), YLimits = (0, 1) }.Line([0, 1], [0, 1]).Flow((_, y) => (y > 0.5 ? 2 : -1, 0), Palette.Purple);
        var figure = new Figure().Add(panel);
        var area = FigureLayout.Of(figure).Panels[0].Area;

        // Each arrow is a stroke from tail to tip and two barbs that meet in the tip.
        var arrows = PathsOf(figure, Palette.Purple).Chunk(5).ToList();

        Assert.IsType<ArrowsLayer>(panel.Layers[0]);
        Assert.True(arrows.Count > 100);
        Assert.All(arrows, a => Assert.Equal(area.ValueY(a[0].Y) > 0.5 ? 16 : -16, a[1].X - a[0].X, 0.02));
        Assert.All(arrows, a => Assert.Equal((a[1].Y, a[1]), (a[0].Y, a[3])));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Assert.Equal("A raster has linear axes: leave out LogX and LogY.", Message(() => new Panel { LogX = true }.Raster([1], [1])));
        Assert.Equal("A matrix to draw needs at least one cell, but has none.", Message(() => new Panel().Matrix(new double[0, 3])));
        Assert.Equal("A logarithmic axis cannot begin at 0: its ends are above zero.", Message(() => new Figure().Add(new Panel { LogY = true, YLimits = (0, 1) }).ToSvg()));
        Assert.Equal("The edges of bins ascend from above zero, but edge 1 is not greater than edge 0.", Message(() => new Panel { LogX = true }.Steps([0, 1], [3])));
    }

    private static string Message(Func<object> use) => Assert.Throws<ModelException>(use).Message;

    private static PanelLayout Layout(Panel panel) => FigureLayout.Of(new Figure().Add(panel)).Panels[0];

    /// <summary>The points of the one path of a colour, without its breaks.</summary>
    private static List<Point> PathsOf(Figure figure, Color color)
    {
        var svg = XDocument.Parse(Encoding.UTF8.GetString(figure.ToSvg()));
        var path = (string)svg.Descendants().Single(e => (string?)e.Attribute("stroke") == color.ToString()).Attribute("d")!;
        return [.. Regex.Matches(path, @"[ML](-?[\d.]+) (-?[\d.]+)").Select(m => new Point(Number(m.Groups[1]), Number(m.Groups[2])))];

        static double Number(Group text) => double.Parse(text.Value, CultureInfo.InvariantCulture);
    }
}
