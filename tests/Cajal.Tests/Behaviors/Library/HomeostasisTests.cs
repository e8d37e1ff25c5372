using Cajal.Tests.Model;

namespace Cajal.Tests.Behaviors.Library;

/// <summary>
/// Oracle: the threshold changes by strength·(activity - target) in each iteration, so over n iterations the mean activity differs from the target by the change
/// of the threshold / (n·strength), and comes to the target as the threshold comes to rest. A running average a of spikes x, a += (x - a)/L, adds (L - 1) times its own change. Tensor-valued targets break PyMoNNtorch 0.1.4's built-in homeostasis.
/// </summary>
public sealed class HomeostasisTests
{
    private const int Neurons = 20, Iterations = 4000;

    [Theory]
    [InlineData(Precision.Single, "0.05", 1)]
    [InlineData(Precision.Double, "0.05", 1)]
    [InlineData(Precision.Double, "0.05", 20)]
    [InlineData(Precision.Single, "uniform(0.03, 0.1)", 1)]
    [InlineData(Precision.Double, "uniform(0.03, 0.1)", 20)]
    public void Each_neuron_comes_to_its_target_rate(Precision precision, string target, double integrationLength)
    {
        const double strength = 0.2;
        using Network net = new() { Precision = precision };
        Homeostasis homeostasis = new() { ["target"] = target, Strength = strength, IntegrationLength = integrationLength };
        Probe spikes = new("spikes");
        var cells = net.Add(new NeuronGroup(Neurons) { Behaviors = { [1] = new Noise(), [3] = new Lif(), [6] = homeostasis, [9] = spikes } });
        net.SimulateIterations(Iterations);
        var (thresholds, averages) = (cells["threshold"].ToArray(), cells["spikes_average"].ToArray());
        spikes.Rows.Clear();

        net.SimulateIterations(Iterations);

        for (var neuron = 0; neuron < Neurons; neuron++)
        {
            var goal = homeostasis.Target.Values is { Count: 1 } only ? only.Sum() : homeostasis.Target.Values[neuron].Si;
            var rate = spikes[neuron].Average();
            var change = cells["threshold"][neuron].Si - thresholds[neuron];
            var lag = (integrationLength - 1) * (cells["spikes_average"][neuron].Si - averages[neuron]);

            // Rounding: 4000 additions to a threshold near -50, each of 2e-6 at most in float32, divided by 4000·0.2.
            Assert.Equal(goal + (change / (Iterations * strength)) + (lag / Iterations), rate, precision == Precision.Double ? 1e-9 : 1e-5);

            // The threshold has come to rest: it wanders by a few mV, of some 800 for each spike an iteration more.
            Assert.Equal(goal, rate, 5 / (Iterations * strength));
        }
    }

    [Fact]
    public void Any_variable_is_adjusted_by_any_other()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(1) { Behaviors = { [1] = new Input(0), [3] = new Lif(), [6] = new Homeostasis { Measured = "v", Adjusted = "threshold", Target = -60, Strength = -1 } } });

        net.SimulateIterations(2);

        // v stays at -65, 5 below the target: 2·5 are added to -50.
        Assert.Equal(-40, cells["threshold"].Si, 1e-12);
    }

    [Fact]
    public void What_is_measured_is_there_and_an_average_takes_an_iteration()
    {
        Mistake.Says("The activity is averaged over 1 iteration or more, not 0.5.", () => new Homeostasis { IntegrationLength = 0.5 });

        using Network net = new();
        net.Add(new NeuronGroup(1) { Name = "cells", Behaviors = { [1] = new Input(0), [3] = new Lif(), [6] = new Homeostasis { Measured = "spike" } } });
        var message = Assert.Throws<ModelException>(net.Initialize).Message;
        Assert.Contains("'spike'", message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'spikes'?", message, StringComparison.Ordinal);
    }

    private sealed class Noise : Behavior<NeuronGroup>
    {
        public override void Initialize(NeuronGroup owner) => owner["I"] = owner.Vector("zeros");

        public override void Forward(NeuronGroup owner) => owner["I"] = owner.Vector("normal(8, 25)");
    }
}
