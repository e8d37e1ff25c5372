using System.Globalization;
using Cajal.Plots.Layers;

namespace Cajal.Plots;

/// <summary>
/// One pair of axes and the data in it. Each method adds a layer and returns the panel, so that calls can be chained.
/// Data are copied; values that are not finite are left out, and interrupt lines.
/// </summary>
/// <remarks>A label that ends in an SI unit in brackets, such as <c>v [V]</c>, gets the prefix that suits the data: v [mV].</remarks>
public sealed class Panel
{
    private readonly List<Layer> _layers = [];

    /// <summary>Words above the panel, on the left; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>Label of the x axis with its unit.</summary>
    public string XLabel { get; init; } = "time [s]";

    /// <summary>Label of the y axis with its unit.</summary>
    public string YLabel { get; init; } = "";

    /// <summary>Ends of the x axis in units of the data; null for the range of the data.</summary>
    /// <exception cref="ModelException">The second end is not greater than the first.</exception>
    public (double Min, double Max)? XLimits { get; init => field = Ascending(value); }

    /// <summary>Ends of the y axis in units of the data; null for the range of the data and a little room.</summary>
    /// <exception cref="ModelException">The second end is not greater than the first.</exception>
    public (double Min, double Max)? YLimits { get; init => field = Ascending(value); }

    /// <summary>Height relative to the other panels of the figure.</summary>
    public double Height { get; init; } = 1;

    internal IReadOnlyList<Layer> Layers => _layers;

    /// <summary>Spikes: a mark at each time and neuron.</summary>
    /// <param name="times">Times [s]; shape [spikes].</param>
    /// <param name="neurons">Neuron of each spike; shape [spikes].</param>
    /// <param name="color">Null for the next colour of the palette, near black without a label.</param>
    /// <param name="label">Name in the legend; null for none.</param>
    /// <param name="offset">Added to each neuron number, to stack populations.</param>
    /// <exception cref="ModelException">The lengths differ.</exception>
    public Panel Raster(ReadOnlySpan<double> times, ReadOnlySpan<int> neurons, Color? color = null, string? label = null, int offset = 0)
    {
        RequireEqual(times.Length, "times", neurons.Length, "neurons");
        var rows = neurons.ToArray();
        foreach (ref var row in rows.AsSpan()) { row += offset; }
        return Add(new RasterLayer(times.ToArray(), rows, color ?? (label is null ? Palette.Ink : NextColor), label));
    }

    /// <summary>A line through points in the order given.</summary>
    /// <param name="width">Width of the line [px].</param>
    /// <exception cref="ModelException">The lengths differ.</exception>
    public Panel Line(ReadOnlySpan<double> x, ReadOnlySpan<double> y, string? label = null, Color? color = null, double width = 1.5)
    {
        RequireEqual(x.Length, "x", y.Length, "y");
        return Add(new LineLayer(x.ToArray(), y.ToArray(), width, color ?? NextColor, label));
    }

    /// <summary>A dot for each pair of values.</summary>
    /// <param name="alpha">Opacity of one dot, 0 to 1; overlapping dots are darker.</param>
    /// <param name="diameter">Diameter of a dot [px].</param>
    /// <exception cref="ModelException">The lengths differ.</exception>
    public Panel Scatter(ReadOnlySpan<double> x, ReadOnlySpan<double> y, string? label = null, Color? color = null, double alpha = 1, double diameter = 4)
    {
        RequireEqual(x.Length, "x", y.Length, "y");
        return Add(new ScatterLayer(x.ToArray(), y.ToArray(), Math.Clamp(alpha, 0, 1), diameter, color ?? NextColor, label));
    }

    /// <summary>A value for each bin, drawn as steps with the area below shaded.</summary>
    /// <param name="edges">Edges of the bins, ascending; shape [bins + 1].</param>
    /// <param name="heights">Shape [bins].</param>
    /// <exception cref="ModelException">There is not one edge more than heights, or the edges do not ascend.</exception>
    public Panel Steps(ReadOnlySpan<double> edges, ReadOnlySpan<double> heights, string? label = null, Color? color = null)
    {
        if (edges.Length != heights.Length + 1) { throw new ModelException($"{heights.Length} bins have {heights.Length + 1} edges, but {edges.Length} were given."); }
        for (var k = 0; k < heights.Length; k++)
        {
            if (!(edges[k] < edges[k + 1])) { throw new ModelException($"The edges of bins ascend, but edge {k + 1} is not greater than edge {k}."); }
        }

        return Add(new StepsLayer(edges.ToArray(), heights.ToArray(), color ?? NextColor, label));
    }

    /// <summary>How many values fall into each of a number of equal bins between the least and the greatest value.</summary>
    /// <exception cref="ModelException">There are no bins.</exception>
    public Panel Histogram(ReadOnlySpan<double> values, int bins = 50, string? label = null, Color? color = null)
    {
        var (edges, counts) = Binning.Count(values, bins);
        return Steps(edges, counts, label, color);
    }

    /// <summary>A dashed line across the panel at a value of y.</summary>
    public Panel HorizontalLine(double y, string? label = null, Color? color = null) => Add(new RuleLayer(y, IsHorizontal: true, color ?? Palette.Grey, label));

    /// <summary>A dashed line across the panel at a value of x.</summary>
    public Panel VerticalLine(double x, string? label = null, Color? color = null) => Add(new RuleLayer(x, IsHorizontal: false, color ?? Palette.Grey, label));

    private Color NextColor => Palette.Series(_layers.Count(l => l is not RuleLayer && l.Color != Palette.Ink));

    private Panel Add(Layer layer)
    {
        _layers.Add(layer);
        return this;
    }

    private static (double Min, double Max)? Ascending((double Min, double Max)? limits) =>
        limits is not { } l || (l.Min < l.Max && double.IsFinite(l.Max - l.Min)) ? limits
        : throw new ModelException(string.Create(CultureInfo.InvariantCulture, $"An axis runs from a smaller to a greater number, not from {l.Min} to {l.Max}."));

    private static void RequireEqual(int a, string aName, int b, string bName)
    {
        if (a != b) { throw new ModelException($"A plot needs as many {aName} as {bName}, but got {a} {aName} and {b} {bName}."); }
    }
}
