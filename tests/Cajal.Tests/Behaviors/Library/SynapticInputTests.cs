using Cajal.Tests.Model;

namespace Cajal.Tests.Behaviors.Library;

public sealed class SynapticInputTests
{
    public static TheoryData<Precision, MatrixLayout> Worlds => new()
    {
        { Precision.Single, MatrixLayout.DxS }, { Precision.Single, MatrixLayout.SxD }, { Precision.Double, MatrixLayout.DxS }, { Precision.Double, MatrixLayout.SxD },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Sparse_and_dense_weights_give_the_same_bits(Precision precision, MatrixLayout layout)
    {
        var (sparse, dense) = (Voltages(false), Voltages(true));
        Assert.Equal(sparse, dense);
        Assert.True(sparse.SelectMany(row => row).Distinct().Count() > 1000);

        List<double[]> Voltages(bool isDense)
        {
            using Network net = new() { Precision = precision, MatrixLayout = layout };
            Probe v = new("v");
            var cells = net.Add(new NeuronGroup(60) { Behaviors = { [1] = new Input("normal(16, 3)"), [3] = new Lif(), [9] = v } });
            SynapticInput input = new() { Weights = "normal(0, 2)", Density = 0.4, Delay = [2] };
            Scenes.Setup setup = new(s => s["W"] = s.Matrix("normal(0, 2)", density: 0.4, sparse: !isDense));
            var synapses = net.Add(new SynapseGroup(cells, cells) { Behaviors = { [1] = setup, [2] = input } });
            net.SimulateIterations(200);
            Assert.NotEqual(isDense, synapses["W"].IsSparse);
            return v.Rows;
        }
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void Spikes_arrive_after_the_delay_of_their_axon(Precision precision)
    {
        // Weights 1, 2, 4, 8: the current names the sources. They spike in iterations 2, 2, 3 and 2, 5; the one of delay 5 twice, within its delay.
        int[][] spikes = [[2], [2], [3], [2, 5]];
        Assert.Equal(Arrivals((3, 1), (3, 2), (4, 4), (3, 8), (6, 8)), Currents(precision, spikes, 1));
        Assert.Equal(Arrivals((5, 1), (5, 2), (6, 4), (5, 8), (8, 8)), Currents(precision, spikes, 3));
        Assert.Equal(Arrivals((3, 1), (4, 2), (4, 4), (7, 8), (10, 8)), Currents(precision, spikes, 1, 2, 1, 5));

        static double[] Arrivals(params (int Iteration, double Weight)[] arrivals) =>
            [.. Enumerable.Range(1, 12).Select(k => arrivals.Where(a => a.Iteration == k).Sum(a => a.Weight))];
    }

    [Fact]
    public void Spikes_on_their_way_are_stored_and_restored()
    {
        using var net = Delayed(Precision.Double, [[2]], [4], out var current);
        net.SimulateIterations(4);
        net.Store();
        net.SimulateIterations(4);
        net.Restore();

        net.SimulateIterations(4);

        // Iterations 1 to 8, and 5 to 8 again: the spike of 2 arrives in 6.
        Assert.Equal([0, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0], current[0]);
    }

    [Theory]
    [InlineData(Precision.Single, 1e-7)]
    [InlineData(Precision.Double, 1e-15)]
    public void A_decaying_current_falls_exponentially_and_spikes_add_up(Precision precision, double tolerance)
    {
        using Network net = new() { Precision = precision };
        var source = Scenes.Spiking(net, "source", [2, 4]);
        Probe current = new("I");
        var target = net.Add(new NeuronGroup(1) { Behaviors = { [1] = new Input(0), [9] = current } });
        net.Add(new SynapseGroup(source, target) { Behaviors = { [2] = new SynapticInput { Weights = "0.5", TauDecay = 3, Coefficient = -1 } } });

        net.SimulateIterations(8);

        for (var iteration = 1; iteration <= 8; iteration++)
        {
            var expected = new[] { 3, 5 }.Where(arrival => arrival <= iteration).Sum(arrival => -0.5 * Math.Exp((arrival - iteration) / 3.0));
            Assert.Equal(expected, current[0][iteration - 1], 4 * tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Worlds))]
    public void One_to_one_synapses_lead_to_the_neuron_of_the_same_index(Precision precision, MatrixLayout layout)
    {
        using Network net = new() { Precision = precision, MatrixLayout = layout };
        var source = Scenes.Spiking(net, "source", [1], [2], [1, 2]);
        Probe current = new("I");
        var target = net.Add(new NeuronGroup(3) { Behaviors = { [1] = new Input(0), [9] = current } });
        var synapses = net.Add(new SynapseGroup(source, target) { Behaviors = { [2] = new SynapticInput { OneToOne = true } } });

        net.SimulateIterations(3);

        var weights = Enumerable.Range(0, 3).Select(k => synapses["W"][k, k]).ToArray();
        Assert.Equal(3, synapses["W"].Held);
        Assert.Equal(3, weights.Distinct().Count());
        Assert.Equal([[0, 0, 0], [weights[0], 0, weights[2]], [0, weights[1], weights[2]]], current.Rows);
    }

    [Fact]
    public void Weights_of_a_density_hold_only_the_synapses_that_are_there()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(100) { Behaviors = { [1] = new Input(0), [3] = new Lif() } });
        var synapses = net.Add(new SynapseGroup(cells, cells) { Behaviors = { [2] = new SynapticInput { Density = 0.5 } } });

        net.Initialize();

        // 10,000 draws of 0.5: five standard deviations are 250.
        Assert.InRange(synapses["W"].Held, 4750, 5250);
    }

    [Fact]
    public void Settings_that_make_no_sense_are_refused()
    {
        Mistake.Says("The delay of an axon is 1 iteration or more, not 0.", () => new SynapticInput { Delay = [2, 0] });
        Mistake.Says("Axons have a delay: give one number for all, as in Delay = [3], or one for each source.", () => new SynapticInput { Delay = [] });
        Mistake.Says("The time constant of the decay has to be positive, but is 0.", () => new SynapticInput { TauDecay = 0 });
        Mistake.Says("The density is the probability with which an element is kept, from 0 to 1, not 2.", () => new SynapticInput { Density = 2 });
        Assert.Contains("'unifrom'", Assert.Throws<EquationException>(() => new SynapticInput { Weights = "unifrom" }).Message, StringComparison.Ordinal);

        Mistake.Says("'s' comes from 3 neurons, but got 2 delays: one for all, or one for each.", () => Initialize(new() { Delay = [1, 2] }));
        Mistake.Says("'s' leads from 3 neurons to 2: one-to-one synapses need as many.", () => Initialize(new() { OneToOne = true }));

        static void Initialize(SynapticInput input)
        {
            using Network net = new();
            var (source, target) = (net.Add(new NeuronGroup(3)), net.Add(new NeuronGroup(2)));
            net.Add(new SynapseGroup(source, target) { Name = "s", Behaviors = { [2] = input } });
            net.Initialize();
        }
    }

    private static double[] Currents(Precision precision, int[][] spikes, params int[] delay)
    {
        using var net = Delayed(precision, spikes, delay, out var current);
        net.SimulateIterations(12);
        return current[0];
    }

    /// <summary>Sources of weights 1, 2, 4, ... to one neuron.</summary>
    private static Network Delayed(Precision precision, int[][] spikes, int[] delay, out Probe current)
    {
        Network net = new() { Precision = precision };
        var source = Scenes.Spiking(net, "source", spikes);
        current = new("I");
        var target = net.Add(new NeuronGroup(1) { Behaviors = { [1] = new Input(0), [9] = current } });
        var weights = new double[1, spikes.Length];
        for (var k = 0; k < spikes.Length; k++) { weights[0, k] = 1 << k; }
        Scenes.Setup setup = new(s => s["W"] = s.Matrix(weights));
        net.Add(new SynapseGroup(source, target) { Behaviors = { [1] = setup, [2] = new SynapticInput { Delay = delay } } });
        return net;
    }
}
