using Cajal.Tests.Model;

namespace Cajal.Tests.Behaviors.Library;

/// <summary>Oracle: the sum over all pairs of spikes.</summary>
public sealed class SpikeTimingPlasticityTests
{
    private static readonly int[] s_before = [1, 4, 9, 15, 16], s_after = [2, 4, 12, 13, 20];

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(-7)]
    public void One_pair_of_spikes_changes_the_weight_by_the_window(int delay)
    {
        var expected = delay switch { > 0 => 0.02 * Math.Exp(-delay / 10.0), < 0 => -0.03 * Math.Exp(delay / 15.0), _ => 0 };

        Assert.Equal(0.5 + expected, Weight(Precision.Double, Rule(), [20], [20 + delay]), 1e-14);
        Assert.Equal(0.5 + expected, Weight(Precision.Single, Rule(), [20], [20 + delay]), 1e-6);
    }

    [Theory]
    [InlineData(Precision.Single, 1e-6)]
    [InlineData(Precision.Double, 1e-14)]
    public void All_pairs_of_spikes_add_up(Precision precision, double tolerance)
    {
        var gain = s_before.SelectMany(b => s_after.Where(a => a > b).Select(a => 0.02 * Math.Exp((b - a) / 10.0))).Sum();
        var loss = s_before.SelectMany(b => s_after.Where(a => a < b).Select(a => 0.03 * Math.Exp((a - b) / 15.0))).Sum();

        Assert.Equal(0.5 + gain - loss, Weight(precision, Rule(), s_before, s_after), tolerance);
    }

    [Theory]
    [InlineData(Precision.Single, 1e-6)]
    [InlineData(Precision.Double, 1e-14)]
    public void Inhibitory_synapses_gain_by_each_pair_and_lose_by_each_spike_before_them(Precision precision, double tolerance)
    {
        const double rate = 0.01, tau = 12;
        InhibitoryStdp rule = new() { LearningRate = 0.05, TargetRate = rate, TauPre = tau, TauPost = tau, WMax = 10 };
        var gain = s_before.SelectMany(b => s_after.Where(a => a != b).Select(a => 0.05 * Math.Exp(-Math.Abs(a - b) / tau))).Sum();

        Assert.Equal(0.5 + gain - (s_before.Length * 0.05 * 2 * rate * tau), Weight(precision, rule, s_before, s_after), tolerance);
    }

    [Fact]
    public void Inhibitory_plasticity_brings_a_neuron_to_its_rate()
    {
        const double rate = 0.02;
        using Network net = new();
        var source = net.Add(new NeuronGroup(100) { Behaviors = { [1] = new Input("normal(20, 2)"), [3] = new Lif() } });
        Probe spikes = new("spikes");
        var target = net.Add(new NeuronGroup(1) { Behaviors = { [1] = new Input(60), [3] = new Lif(), [9] = spikes } });
        InhibitoryStdp rule = new() { TargetRate = rate, WMax = 100, LearningRate = 0.02 };
        net.Add(new SynapseGroup(source, target) { Behaviors = { [2] = new SynapticInput { Weights = "0.1", Coefficient = -1 }, [5] = rule } });
        net.SimulateIterations(5000);
        var atFirst = spikes.Rows.Take(200).Average(row => row[0]);
        spikes.Rows.Clear();

        net.SimulateIterations(10000);

        // At equilibrium the mean trace beside a spike of the sources, about 2·rate·tau, is the target; sources that spike with the neuron leave a few per cent.
        Assert.True(atFirst > 3 * rate);
        Assert.InRange(spikes[0].Average(), rate * 0.8, rate * 1.2);
    }

    [Fact]
    public void Weights_stay_within_their_bounds()
    {
        Assert.Equal(0.51, Weight(Precision.Double, new Stdp { APlus = 5, WMax = 0.51 }, [20], [21]), 1e-15);
        Assert.Equal(0.49, Weight(Precision.Double, new Stdp { AMinus = 5, WMin = 0.49 }, [21], [20]), 1e-15);
    }

    [Theory]
    [InlineData(Precision.Single, MatrixLayout.DxS)]
    [InlineData(Precision.Double, MatrixLayout.SxD)]
    public void Sparse_synapses_learn_as_dense_ones_and_those_that_are_not_there_do_not(Precision precision, MatrixLayout layout)
    {
        var (sparse, dense) = (Learned(true), Learned(false));
        for (var row = 0; row < sparse.Rows; row++)
        {
            for (var column = 0; column < sparse.Columns; column++) { Assert.True(sparse[row, column] == 0 || sparse[row, column] == dense[row, column]); }
        }

        Assert.InRange(sparse.CountNonZero(), 400, sparse.Held);
        Assert.NotEqual(sparse.Sum(), Learned(true, plastic: false).Sum());

        Matrix Learned(bool isSparse, bool plastic = true)
        {
            using Network net = new() { Precision = precision, MatrixLayout = layout };
            var cells = net.Add(new NeuronGroup(40) { Behaviors = { [1] = new Input("normal(20, 3)"), [3] = new Lif() } });
            Scenes.Setup setup = new(s => s["W"] = s.Matrix("uniform(0.2, 0.4)", density: 0.4, sparse: isSparse));
            var synapses = net.Add(new SynapseGroup(cells, cells) { Behaviors = { [1] = setup, [5] = new Stdp { Enabled = plastic } } });
            net.SimulateIterations(100);
            return synapses["W"];
        }
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Mistake.Says("The time constant TauPre has to be positive, but is 0.", () => new Stdp { TauPre = 0 });
        Mistake.Says("The time constant TauPost has to be positive, but is -2.", () => new InhibitoryStdp { TauPost = -2 });
        Mistake.Says("The least weight of 's', 2, is above the greatest, 1. Set WMin and WMax.", () => Weight(Precision.Double, new Stdp { WMin = 2 }, [1], [2]));

        using Network net = new();
        var cells = net.Add(new NeuronGroup(1));
        net.Add(new SynapseGroup(cells, cells) { Name = "s", Behaviors = { [5] = new Stdp() } });
        Mistake.Says("'s' has no matrix 'W'. A behaviour makes one by s[\"W\"] = s.Matrix(\"uniform\").", net.Initialize);
    }

    private static Stdp Rule() => new() { APlus = 0.02, AMinus = 0.03, TauPre = 10, TauPost = 15 };

    /// <summary>What a weight of 0.5 has become after 40 iterations.</summary>
    private static double Weight(Precision precision, SpikeTimingPlasticity rule, int[] before, int[] after)
    {
        using Network net = new() { Precision = precision };
        var (source, target) = (Scenes.Spiking(net, "source", before), Scenes.Spiking(net, "target", after));
        var synapses = net.Add(new SynapseGroup(source, target) { Name = "s", Behaviors = { [2] = new SynapticInput { Weights = "0.5" }, [5] = rule } });
        net.SimulateIterations(40);
        return synapses["W"][0, 0];
    }
}
