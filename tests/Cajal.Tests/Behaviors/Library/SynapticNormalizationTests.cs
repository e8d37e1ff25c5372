using Cajal.Tests.Model;

namespace Cajal.Tests.Behaviors.Library;

/// <summary>PyMoNNtorch 0.1.4's built-in normalisation raises a TypeError. Rounding of a sum of n weights: n times that of a number.</summary>
public sealed class SynapticNormalizationTests
{
    public static TheoryData<Precision, MatrixLayout, bool> Worlds => new()
    {
        { Precision.Single, MatrixLayout.DxS, true }, { Precision.Double, MatrixLayout.SxD, true }, { Precision.Single, MatrixLayout.SxD, false }, { Precision.Double, MatrixLayout.DxS, false },
    };

    [Theory]
    [MemberData(nameof(Worlds))]
    public void Incoming_weights_of_all_groups_together_have_the_total(Precision precision, MatrixLayout layout, bool isSparse)
    {
        using Network net = new() { Precision = precision, MatrixLayout = layout };
        var (a, b) = (net.Add(new NeuronGroup(30)), net.Add(new NeuronGroup(20)));
        var target = net.Add(new NeuronGroup(10) { Behaviors = { [6] = new SynapticNormalization { Total = 3 } } });
        Scenes.Setup Weights(string mode) => new(s => s["W"] = s.Matrix(mode, density: 0.5, sparse: isSparse));
        SynapseGroup[] synapses = [net.Add(new SynapseGroup(a, target) { Behaviors = { [1] = Weights("uniform") } }), net.Add(new SynapseGroup(b, target) { Behaviors = { [1] = Weights("uniform(2, 5)") } })];

        net.Initialize();
        Require();
        foreach (var s in synapses) { s["W"] *= 7; }
        net.SimulateIterations(1);
        Require();

        void Require()
        {
            var sums = synapses.Select(s => s["W"].SumTo(destinations: true)).Aggregate((x, y) => x + y).ToArray();
            Assert.All(sums, sum => Assert.Equal(3, sum, 3 * 50 * (precision == Precision.Double ? 1.1e-16 : 6e-8)));
            Assert.True(synapses[1]["W"].Sum() > 3 * synapses[0]["W"].Sum(), "the groups keep their proportion");
        }
    }

    [Fact]
    public void Only_the_groups_of_a_tag_or_the_outgoing_weights_are_scaled_and_signs_stay()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(2) { Behaviors = { [6] = new SynapticNormalization { Synapses = "GABA", Total = 4 } } });
        var source = net.Add(new NeuronGroup(2) { Behaviors = { [6] = new SynapticNormalization { Outgoing = true, Synapses = "GLUTAMATE", Total = 10 } } });
        Scenes.Setup Weights(double[,] w) => new(s => s["W"] = s.Matrix(w));
        var gaba = net.Add(new SynapseGroup(source, cells) { Tag = "GABA", Behaviors = { [1] = Weights(new double[,] { { -1, -3 }, { 0, 0 } }) } });
        var glutamate = net.Add(new SynapseGroup(source, cells) { Tag = "GLUTAMATE", Behaviors = { [1] = Weights(new double[,] { { 1, 2 }, { 4, 2 } }) } });

        net.Initialize();

        Assert.Equal(new double[,] { { -1, -3 }, { 0, 0 } }, gaba["W"].ToArray());
        Assert.Equal(new double[,] { { 2, 5 }, { 8, 5 } }, glutamate["W"].ToArray());
    }

    [Fact]
    public void Weights_are_scaled_in_every_so_many_iterations()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(1) { Behaviors = { [6] = new SynapticNormalization { Every = 3 } } });
        var synapses = net.Add(new SynapseGroup(cells, cells) { Behaviors = { [1] = new Scenes.Setup(s => s["W"] = s.Matrix("5")), [2] = new Doubling() } });
        List<double> weights = [];

        for (var k = 0; k < 6; k++)
        {
            net.SimulateIterations(1);
            weights.Add(synapses["W"][0, 0]);
        }

        Assert.Equal([2, 4, 1, 2, 4, 1], weights);
    }

    [Fact]
    public void Totals_and_intervals_are_positive()
    {
        Mistake.Says("The total of the weights has to be positive, but is 0.", () => new SynapticNormalization { Total = 0 });
        Mistake.Says("Weights are normalised in every iteration, or in every second or further one, not 0.", () => new SynapticNormalization { Every = 0 });
    }

    private sealed class Doubling : Behavior<SynapseGroup>
    {
        public override void Forward(SynapseGroup owner) => owner["W"] *= 2;
    }
}
