using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Plots;

/// <summary>The usual pictures of what was recorded, each a panel with its labels: <c>Plot.Raster(spikes).Save("raster.png")</c>.</summary>
/// <remarks>More can be drawn into a panel, and several panels make a <see cref="Figure"/>.</remarks>
public static class Plot
{
    private const int FewTraces = 5;

    /// <summary>Spikes: time against neuron.</summary>
    /// <exception cref="ModelException">The monitor only counts.</exception>
    public static Panel Raster(EventMonitor spikes, string? title = null)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        var size = Math.Max(spikes.CountsByElement().Length, 1);
        return new Panel { Title = title, YLabel = "neuron", YLimits = (-0.5, size - 0.5) }.Raster(spikes.Times, spikes.Indices);
    }

    /// <summary>One variable of some elements over time.</summary>
    /// <param name="elements">Which elements; none for the first five that are recorded.</param>
    /// <exception cref="ModelException">The variable or an element is not recorded.</exception>
    public static Panel Traces(StateMonitor states, string variable, params ReadOnlySpan<int> elements)
    {
        ArgumentNullException.ThrowIfNull(states);
        Panel panel = new() { YLabel = Label(variable, states.DimensionOf(variable)) };
        var shown = elements.IsEmpty ? states.Elements[..Math.Min(FewTraces, states.Elements.Length)] : elements;
        foreach (var element in shown) { panel.Line(states.Times, states.Of(variable, element), shown.Length > 1 ? $"{variable}[{element}]" : null); }
        return panel;
    }

    /// <summary>The rate of a population over time, as a mean over bins.</summary>
    /// <param name="width">Width of a bin [s]; null for 5 ms.</param>
    /// <exception cref="ModelException">The width is no positive time.</exception>
    public static Panel Rate(PopulationRateMonitor rates, Quantity? width = null)
    {
        ArgumentNullException.ThrowIfNull(rates);
        var (times, means) = (rates.Times, rates.Rates(width ?? 5 * ms));
        Panel panel = new() { YLabel = "rate [Hz]" };
        if (means.Length == 0) { return panel; }
        var (steps, step) = (times.Length / means.Length, times.Length > 1 ? times[1] - times[0] : 1);
        return panel.Steps([.. Enumerable.Range(0, means.Length + 1).Select(bin => times[0] + (bin * steps * step))], means);
    }

    /// <summary>The intervals between the spikes of each neuron, of all neurons together, in bins of equal factors.</summary>
    /// <exception cref="ModelException">The monitor only counts.</exception>
    public static Panel Intervals(EventMonitor spikes, int bins = 50)
    {
        ArgumentNullException.ThrowIfNull(spikes);
        return new Panel { XLabel = "interval [s]", YLabel = "intervals", LogX = true }.Histogram([.. spikes.Trains().SelectMany(train => SpikeTrainStatistics.Intervals(train))], bins);
    }

    /// <summary>How often each value of a variable of synapses occurs.</summary>
    /// <param name="variable">Name of the variable, such as the weight.</param>
    /// <exception cref="ModelException">The synapses have no such variable.</exception>
    public static Panel Weights(Synapses synapses, string variable, int bins = 50)
    {
        var values = ValuesOf(synapses, variable);
        return new Panel { XLabel = Label(variable, values.Dimension), YLabel = "synapses" }.Histogram(values.Si, bins);
    }

    /// <summary>Where synapses are: their number between each source and target, or, of large groups, how many there are for each pair in a block of neighbours.</summary>
    public static Panel Connectivity(Synapses synapses)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        var pairs = Pairs(synapses, new double[synapses.Count]);
        return Matrix(synapses, pairs.PerPair(), pairs.IsBinned ? "synapses for each pair" : "synapses");
    }

    /// <summary>A variable of synapses by source and target: the mean where there are several, or, of large groups, over a block of neighbours.</summary>
    /// <param name="variable">Name of the variable, such as the weight.</param>
    /// <exception cref="ModelException">The synapses have no such variable.</exception>
    public static Panel WeightMatrix(Synapses synapses, string variable)
    {
        var values = ValuesOf(synapses, variable);
        return Matrix(synapses, Pairs(synapses, values.Si).Means(), Label(variable, values.Dimension));
    }

    /// <summary>Power against frequency, both logarithmic.</summary>
    /// <param name="unit">Unit of the density, such as "Hz²/Hz".</param>
    public static Panel Spectrum(PowerSpectrum spectrum, string unit = "Hz²/Hz")
    {
        ArgumentNullException.ThrowIfNull(spectrum);
        return new Panel { XLabel = "frequency [Hz]", YLabel = $"power [{unit}]", LogX = true, LogY = true }.Line(spectrum.Frequencies, spectrum.Density);
    }

    /// <summary>How often one neuron spikes at each lag after another.</summary>
    public static Panel Correlogram(CrossCorrelogram correlogram)
    {
        ArgumentNullException.ThrowIfNull(correlogram);
        var lags = correlogram.Lags;
        var half = lags.Length > 1 ? (lags[1] - lags[0]) / 2 : 0.5;
        return new Panel { XLabel = "lag [s]", YLabel = "pairs of spikes" }.Steps([.. lags.Select(lag => lag - half), lags[^1] + half], [.. correlogram.Counts.Select(c => (double)c)]);
    }

    /// <summary>Rate against input: the f-I curve.</summary>
    /// <param name="inputs">The inputs, such as currents; shape [inputs].</param>
    /// <param name="rates">Rate at each input [Hz]; shape [inputs].</param>
    /// <param name="name">What the input is.</param>
    /// <exception cref="ModelException">There are not as many rates as inputs.</exception>
    public static Panel RateCurve(QuantityArray inputs, ReadOnlySpan<double> rates, string name = "current", string? label = null)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        double[] si = [.. inputs.Select(i => i.Si)];
        return new Panel { XLabel = Label(name, inputs.Dimension), YLabel = "rate [Hz]" }.Line(si, rates, label).Scatter(si, rates, color: Palette.Series(0));
    }

    /// <summary>Two variables of one element against each other; add <see cref="Panel.Nullcline"/> and <see cref="Panel.Flow"/> for the plane that they move in.</summary>
    /// <exception cref="ModelException">A variable or the element is not recorded.</exception>
    public static Panel PhasePortrait(StateMonitor states, string x, string y, int element = 0)
    {
        ArgumentNullException.ThrowIfNull(states);
        return new Panel { XLabel = Label(x, states.DimensionOf(x)), YLabel = Label(y, states.DimensionOf(y)), Height = 3.2 }.Line(states.Of(x, element), states.Of(y, element), "trajectory");
    }

    private static PairMatrix Pairs(Synapses synapses, double[] values) =>
        PairMatrix.Of(synapses.Sources(), synapses.Targets(), values, (synapses.Source.Count, synapses.Target.Count));

    private static Panel Matrix(Synapses synapses, double[,] values, string label) =>
        new Panel { XLabel = "target", YLabel = "source", Height = 4 }.Matrix(values, label, (-0.5, synapses.Target.Count - 0.5), (-0.5, synapses.Source.Count - 0.5));

    private static (double[] Si, Dimension Dimension) ValuesOf(Synapses synapses, string variable)
    {
        ArgumentNullException.ThrowIfNull(synapses);
        var values = synapses.GetStates([variable])[variable];
        return ([.. values.Select(v => v.Si)], values.Dimension);
    }

    /// <summary>A name with its SI unit in brackets, as <see cref="Panel"/> takes it.</summary>
    private static string Label(string name, Dimension dimension) => dimension.IsNone ? name : $"{name} [{new Quantity(1, dimension).ToString()[2..]}]";
}
