using System.Globalization;
using Cajal.Plots.Layers;
using Cajal.Plots.Layout;

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

    /// <summary>Whether equal distances along x are equal factors, not differences; values that are not positive are left out.</summary>
    public bool LogX { get; init; }

    /// <summary>Whether equal distances along y are equal factors, not differences; values that are not positive are left out.</summary>
    public bool LogY { get; init; }

    internal IReadOnlyList<Layer> Layers => _layers;

    /// <summary>Spikes: a mark at each time and neuron, or, from 50,000 spikes on, a picture of how many there are in each place.</summary>
    /// <param name="times">Times [s]; shape [spikes].</param>
    /// <param name="neurons">Neuron of each spike; shape [spikes].</param>
    /// <param name="color">Null for the next colour of the palette, near black without a label.</param>
    /// <param name="label">Name in the legend; null for none.</param>
    /// <param name="offset">Added to each neuron number, to stack populations.</param>
    /// <exception cref="ModelException">The lengths differ, or an axis is logarithmic.</exception>
    public Panel Raster(ReadOnlySpan<double> times, ReadOnlySpan<int> neurons, Color? color = null, string? label = null, int offset = 0)
    {
        RequireLinear("A raster");
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
        return Add(new LineLayer(OnAxis(x, LogX), OnAxis(y, LogY), width, color ?? NextColor, label));
    }

    /// <summary>A dot for each pair of values.</summary>
    /// <param name="alpha">Opacity of one dot, 0 to 1; overlapping dots are darker.</param>
    /// <param name="diameter">Diameter of a dot [px].</param>
    /// <exception cref="ModelException">The lengths differ.</exception>
    public Panel Scatter(ReadOnlySpan<double> x, ReadOnlySpan<double> y, string? label = null, Color? color = null, double alpha = 1, double diameter = 4)
    {
        RequireEqual(x.Length, "x", y.Length, "y");
        return Add(new ScatterLayer(OnAxis(x, LogX), OnAxis(y, LogY), Math.Clamp(alpha, 0, 1), diameter, color ?? NextColor, label));
    }

    /// <summary>A value for each bin, drawn as steps with the area below shaded.</summary>
    /// <param name="edges">Edges of the bins, ascending; shape [bins + 1].</param>
    /// <param name="heights">Shape [bins].</param>
    /// <exception cref="ModelException">There is not one edge more than heights, or the edges do not ascend.</exception>
    public Panel Steps(ReadOnlySpan<double> edges, ReadOnlySpan<double> heights, string? label = null, Color? color = null)
    {
        if (edges.Length != heights.Length + 1) { throw new ModelException($"{heights.Length} bins have {heights.Length + 1} edges, but {edges.Length} were given."); }
        var places = OnAxis(edges, LogX);
        for (var k = 0; k < heights.Length; k++)
        {
            if (!(places[k] < places[k + 1])) { throw new ModelException($"The edges of bins ascend{(LogX ? " from above zero" : "")}, but edge {k + 1} is not greater than edge {k}."); }
        }

        return Add(new StepsLayer(places, OnAxis(heights, LogY), LogY ? double.NegativeInfinity : 0, color ?? NextColor, label));
    }

    /// <summary>How many values fall into each of a number of bins between the least and the greatest value, which are equal as the axis shows them.</summary>
    /// <exception cref="ModelException">There are no bins.</exception>
    public Panel Histogram(ReadOnlySpan<double> values, int bins = 50, string? label = null, Color? color = null)
    {
        var (edges, counts) = Binning.Count(OnAxis(values, LogX), bins);
        return Add(new StepsLayer(edges, OnAxis(counts, LogY), LogY ? double.NegativeInfinity : 0, color ?? NextColor, label));
    }

    /// <summary>A colour for each cell of a grid, with a bar that says what colours mean: pale to dark blue, or, where both signs occur, blue for less and red for more than zero.</summary>
    /// <param name="values">Shape [rows, columns], the first row at the bottom; NaN for nothing.</param>
    /// <param name="label">What the values are, with their unit.</param>
    /// <param name="x">Ends of the columns on the x axis; null to number them from 0.</param>
    /// <param name="y">Ends of the rows on the y axis; null to number them from 0.</param>
    /// <exception cref="ModelException">There is no cell, or an axis is logarithmic or does not ascend.</exception>
    public Panel Matrix(double[,] values, string label = "", (double Min, double Max)? x = null, (double Min, double Max)? y = null)
    {
        ArgumentNullException.ThrowIfNull(values);
        RequireLinear("A matrix");
        if (values.Length == 0) { throw new ModelException("A matrix to draw needs at least one cell, but has none."); }
        return Add(new MatrixLayer((double[,])values.Clone(), Ends(x, values.GetLength(1)), Ends(y, values.GetLength(0)), label));

        // A cell lies around its number.
        static Interval Ends((double Min, double Max)? ends, int count) => Ascending(ends) is { } given ? new(given.Min, given.Max) : new(-0.5, count - 0.5);
    }

    /// <summary>The curve on which a function of x and y is zero, within what the panel shows: a nullcline of a phase portrait.</summary>
    /// <param name="function">A function that changes its sign at the curve, such as dv/dt of v and w.</param>
    public Panel Nullcline(Func<double, double, double> function, string? label = null, Color? color = null) =>
        Add(new ContourLayer((x, y) => function(Value(x, LogX), Value(y, LogY)), color ?? NextColor, label));

    /// <summary>Arrows along a flow within what the panel shows: the directions of a phase portrait.</summary>
    /// <param name="flow">Rate of change of x and of y at a point, such as dv/dt and dw/dt at v and w.</param>
    /// <exception cref="ModelException">An axis is logarithmic.</exception>
    public Panel Flow(Func<double, double, (double X, double Y)> flow, Color? color = null)
    {
        ArgumentNullException.ThrowIfNull(flow);
        RequireLinear("A flow");
        // Beneath the curves, whichever came first.
        _layers.Insert(0, new ArrowsLayer(flow, color ?? Palette.Grey, Label: null));
        return this;
    }

    /// <summary>A dashed line across the panel at a value of y.</summary>
    public Panel HorizontalLine(double y, string? label = null, Color? color = null) => Add(new RuleLayer(OnAxis([y], LogY)[0], IsHorizontal: true, color ?? Palette.Grey, label));

    /// <summary>A dashed line across the panel at a value of x.</summary>
    public Panel VerticalLine(double x, string? label = null, Color? color = null) => Add(new RuleLayer(OnAxis([x], LogX)[0], IsHorizontal: false, color ?? Palette.Grey, label));

    /// <summary>Writes a figure of this panel alone to a file: see <see cref="Figure.Save"/>.</summary>
    /// <exception cref="ModelException">The name ends in something else than .svg or .png.</exception>
    public void Save(string path) => new Figure().Add(this).Save(path);

    private Color NextColor => Palette.Series(_layers.Count(l => l is not (RuleLayer or ArrowsLayer or MatrixLayer) && l.Color != Palette.Ink));

    private Panel Add(Layer layer)
    {
        _layers.Add(layer);
        return this;
    }

    // Layers hold places along the axes: on a logarithmic one powers of ten, NaN for what has none.
    private static double[] OnAxis(ReadOnlySpan<double> values, bool isLog)
    {
        var places = values.ToArray();
        if (!isLog) { return places; }
        foreach (ref var place in places.AsSpan()) { place = place > 0 ? Math.Log10(place) : double.NaN; }
        return places;
    }

    private static double Value(double place, bool isLog) => isLog ? Math.Pow(10, place) : place;

    private void RequireLinear(string what)
    {
        if (LogX || LogY) { throw new ModelException($"{what} has linear axes: leave out LogX and LogY."); }
    }

    private static (double Min, double Max)? Ascending((double Min, double Max)? limits) =>
        limits is not { } l || (l.Min < l.Max && double.IsFinite(l.Max - l.Min)) ? limits
        : throw new ModelException(string.Create(CultureInfo.InvariantCulture, $"An axis runs from a smaller to a greater number, not from {l.Min} to {l.Max}."));

    private static void RequireEqual(int a, string aName, int b, string bName)
    {
        if (a != b) { throw new ModelException($"A plot needs as many {aName} as {bName}, but got {a} {aName} and {b} {bName}."); }
    }
}
