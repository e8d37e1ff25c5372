using Cajal.Plots;
using Cajal.Plots.Layers;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Plots;

public sealed class PlotTests : IDisposable
{
    private readonly Network _net = new();
    private readonly SpikeMonitor _spikes;
    private readonly PopulationRateMonitor _rates;
    private readonly StateMonitor _states;
    private readonly Synapses _synapses;

    // Two cells spike every 10 ms, the second 5 ms after the first.
    public PlotTests()
    {
        var cells = _net.Add(new NeuronGroup(2, "dv/dt = 0.1*volt/second : volt", threshold: "v > 0.995*mV", reset: "v = 0*mV"));
        cells["v"] = "i*0.5*mV";
        _synapses = _net.Add(new Synapses(cells, cells, "w : siemens")).Connect([0, 1, 1], [1, 0, 0]);
        _synapses["w"] = new[] { 1.0, 2, 4 } * nS;
        _spikes = _net.Add(new SpikeMonitor(cells));
        _rates = _net.Add(new PopulationRateMonitor(cells));
        _states = _net.Add(new StateMonitor(cells, ["v"]));
        _net.Run(100 * ms);
    }

    public void Dispose() => _net.Dispose();

    [Fact]
    public void A_raster_shows_all_neurons_also_those_that_are_silent()
    {
        var panel = Plot.Raster(_spikes);

        Assert.Equal((-0.5, 1.5), panel.YLimits);
        Assert.Equal(_spikes.Times, Assert.IsType<RasterLayer>(panel.Layers[0]).Times);
    }

    [Fact]
    public void Traces_have_their_unit_and_a_label_each()
    {
        var panel = Plot.Traces(_states, "v");

        Assert.Equal("v [V]", panel.YLabel);
        Assert.Equal(["v[0]", "v[1]"], panel.Layers.Select(l => l.Label));
        Assert.Equal(_states.Of("v", 1), Assert.IsType<LineLayer>(panel.Layers[1]).Y);
        Assert.Null(Assert.Single(Plot.Traces(_states, "v", 1).Layers).Label);
    }

    // One spike of two cells in 5 ms is 100 Hz a cell.
    [Fact]
    public void A_rate_stands_over_its_bins()
    {
        var steps = Assert.IsType<StepsLayer>(Plot.Rate(_rates).Layers[0]);

        Assert.Equal(20, steps.Heights.Length);
        Assert.Equal(0.05, steps.Edges[10], 1e-12);
        Assert.Equal(100, steps.Heights[4], 1e-9);
    }

    [Fact]
    public void Intervals_are_those_of_each_neuron_by_itself()
    {
        var steps = Assert.IsType<StepsLayer>(Plot.Intervals(_spikes, bins: 3).Layers[0]);

        Assert.Equal(_spikes.Trains().Sum(t => t.Length - 1), steps.Heights.Sum());
        // All are 10 ms, in the middle bin.
        Assert.Equal(steps.Heights.Sum(), steps.Heights[1]);
        Assert.Equal(-2, (steps.Edges[1] + steps.Edges[2]) / 2, 1e-9);
    }

    [Fact]
    public void Weights_are_a_histogram_with_their_unit_and_a_matrix_of_means()
    {
        Assert.Equal("w [S]", Plot.Weights(_synapses, "w").XLabel);
        Assert.Equal(3, ((StepsLayer)Plot.Weights(_synapses, "w").Layers[0]).Heights.Sum());

        var means = (MatrixLayer)Plot.WeightMatrix(_synapses, "w").Layers[0];
        // (2 + 4)/2 nS, but for the rounding of nS.
        Assert.Equal([double.NaN, 1e-9, 3e-9, double.NaN], means.Values.Cast<double>().Select(v => Math.Round(v, 15)));
        Assert.Equal("w [S]", means.ValueLabel);
        Assert.Equal(new[,] { { double.NaN, 1 }, { 2, double.NaN } }, ((MatrixLayer)Plot.Connectivity(_synapses).Layers[0]).Values);
    }

    // 900 x 450 neurons in 300 x 300 blocks of 3 x 1 or 3 x 2 pairs, each pair joined once: one synapse a pair everywhere.
    [Fact]
    public void Blocks_of_a_large_matrix_count_each_pair_once()
    {
        var pairs = Enumerable.Range(0, 900 * 450).Select(k => (Source: k / 450, Target: k % 450)).ToArray();

        var matrix = PairMatrix.Of([.. pairs.Select(p => p.Source)], [.. pairs.Select(p => p.Target)], [.. pairs.Select(p => (double)p.Source)], (900, 450));

        Assert.True(matrix.IsBinned);
        Assert.All(matrix.PerPair().Cast<double>(), density => Assert.Equal(1, density));
        Assert.Equal((3 + 4 + 5) / 3.0, matrix.Means()[1, 0]);
    }

    [Fact]
    public void Spectra_correlograms_rate_curves_and_phase_portraits_have_their_units()
    {
        var spectrum = Plot.Spectrum(PowerSpectrum.Of(_rates.Rates(), 0.1 * ms, 20 * Hz));
        var correlogram = (StepsLayer)Plot.Correlogram(new([-0.001, 0, 0.001], [1, 5, 2])).Layers[0];
        var curve = Plot.RateCurve(new double[] { 0, 1 } * nA, [0, 30]);
        var portrait = Plot.PhasePortrait(_states, "v", "v");

        Assert.True(spectrum.LogX && spectrum.LogY);
        Assert.Equal([-0.0015, -0.0005, 0.0005, 0.0015], correlogram.Edges.Select(e => Math.Round(e, 12)));
        Assert.Equal(("current [A]", "rate [Hz]", 2), (curve.XLabel, curve.YLabel, curve.Layers.Count));
        Assert.Equal(("v [V]", "v [V]"), (portrait.XLabel, portrait.YLabel));
    }
}
