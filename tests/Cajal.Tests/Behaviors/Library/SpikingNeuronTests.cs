using Cajal.Tests.Model;

namespace Cajal.Tests.Behaviors.Library;

/// <summary>Oracles: closed forms of the forward Euler step, and the equations replayed one number at a time in plain doubles.</summary>
public sealed class SpikingNeuronTests
{
    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void A_constant_current_makes_Lif_spike_in_the_intervals_of_the_closed_form(Precision precision)
    {
        using Network net = new() { Precision = precision };
        Probe spikes = new("spikes");
        net.Add(new NeuronGroup(1) { Behaviors = { [1] = new Input(20), [3] = new Lif(), [9] = spikes } });

        net.SimulateIterations(100);

        // v after k steps is -45 + (v(0) + 45)·0.9^k. From -65 it passes -50 where 0.9^k <= 1/4: k = 13.2 -> 14, seen one iteration later;
        // from -70 where 0.9^k <= 1/5: k = 15.3 -> 16.
        Assert.Equal([15, 31, 47, 63, 79, 95], spikes.NonZero(0));
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void ELif_spikes_where_the_current_is_above_the_rheobase_and_goes_no_further_than_its_threshold(Precision precision)
    {
        using Network net = new() { Precision = precision };
        Probe spikes = new("spikes"), v = new("v");

        // v_rh - v_rest - delta_T = -50 + 65 - 2 = 13.
        net.Add(new NeuronGroup(2) { Behaviors = { [1] = new Input(_ => new double[] { 13 * 0.999, 13 * 1.001 }), [3] = new ELif(), [8] = v, [9] = spikes } });

        net.SimulateIterations(5000);

        Assert.Empty(spikes.NonZero(0));
        Assert.True(spikes.NonZero(1).Length > 1);
        Assert.Equal(-30, v[1].Max());
    }

    [Theory]
    [InlineData(Precision.Single, 1e-4)]
    [InlineData(Precision.Double, 1e-9)]
    public void AdEx_comes_to_rest_where_its_equations_say(Precision precision, double tolerance)
    {
        using Network net = new() { Precision = precision };
        var cells = net.Add(new NeuronGroup(1) { Behaviors = { [1] = new Input(10), [3] = new AdEx { A = 0.5, R = 1.5 } } });

        net.SimulateIterations(5000);

        var (v, w) = (cells["v"].Si, cells["w"].Si);
        Assert.Equal(0.5 * (v + 65), w, tolerance);
        Assert.Equal(0, -65 - v + (2 * Math.Exp((v + 50) / 2)) + (1.5 * 10) - (1.5 * w), tolerance);
        Assert.InRange(v, -60, -55);
    }

    [Theory]
    [InlineData(Precision.Single)]
    [InlineData(Precision.Double)]
    public void AdEx_spikes_as_its_equations_one_number_at_a_time(Precision precision)
    {
        const double current = 25, a = 0.1, b = 3, tau = 10, tauW = 80;
        using Network net = new() { Precision = precision };
        Probe spikes = new("spikes"), w = new("w");
        net.Add(new NeuronGroup(1) { Behaviors = { [1] = new Input(current), [3] = new AdEx { A = a, B = b, TauW = tauW }, [8] = w, [9] = spikes } });

        net.SimulateIterations(1000);

        List<int> expected = [];
        var (voltage, adaptation) = (-65.0, 0.0);
        for (var iteration = 1; iteration <= 1000; iteration++)
        {
            if (voltage >= -30)
            {
                expected.Add(iteration);
                (voltage, adaptation) = (-70, adaptation + b);
            }

            var change = ((a * (voltage + 65)) - adaptation) / tauW;
            voltage = Math.Min(-30, voltage + ((-65 - voltage + (2 * Math.Exp((voltage + 50) / 2)) + current - adaptation) / tau));
            adaptation += change;
        }

        Assert.Equal(expected, spikes.NonZero(0));
        Assert.True(expected.Count > 10);
        Assert.True(expected[^1] - expected[^2] > expected[1] - expected[0]);

        // Each spike forgets the voltage, so only w carries rounding on: 1000 additions near 10 in float32, each of 5e-7.
        Assert.Equal(adaptation, w[0][^1], precision == Precision.Double ? 1e-9 : 5e-4);
    }

    [Theory]
    [InlineData(Precision.Single, 2e-3)]
    [InlineData(Precision.Double, 1e-9)]
    public void Izhikevichs_neuron_rests_at_minus_70_mV(Precision precision, double tolerance)
    {
        using Network net = new() { Precision = precision };
        var cells = net.Add(new NeuronGroup(1) { Behaviors = { [1] = new Input(0), [3] = new Izhikevich() } });

        net.SimulateIterations(3000);

        // 0.04·v² + 5·v + 140 = 0.2·v at v = (-4.8 - √(4.8² - 4·0.04·140))/0.08. float32: steps of v and u are lost below 8e-6 / 0.02.
        Assert.Equal(-70, cells["v"].Si, tolerance);
        Assert.Equal(-14, cells["u"].Si, tolerance);
    }

    [Theory]
    [InlineData("regular spiking", 0.02, 0.2, -65, 8)]
    [InlineData("intrinsically bursting", 0.02, 0.2, -55, 4)]
    [InlineData("chattering", 0.02, 0.2, -50, 2)]
    [InlineData("fast spiking", 0.1, 0.2, -65, 2)]
    [InlineData("low-threshold spiking", 0.02, 0.25, -65, 2)]
    public void Izhikevichs_classes_spike_as_the_program_of_the_paper(string name, double a, double b, double c, double d)
    {
        using Network net = new();
        Probe spikes = new("spikes");
        net.Add(new NeuronGroup(1) { Behaviors = { [1] = new Input(10), [3] = new Izhikevich { A = a, B = b, VReset = c, D = d }, [9] = spikes } });

        net.SimulateIterations(500);

        List<int> expected = [];
        var (v, u) = (-65.0, b * -65);
        for (var iteration = 1; iteration <= 500; iteration++)
        {
            if (v >= 30)
            {
                expected.Add(iteration);
                (v, u) = (c, u + d);
            }

            v += 0.5 * ((0.04 * v * v) + (5 * v) + 140 - u + 10);
            v += 0.5 * ((0.04 * v * v) + (5 * v) + 140 - u + 10);
            u += a * ((b * v) - u);
        }

        Assert.True(expected.Count > 5, name);
        Assert.Equal(expected, spikes.NonZero(0));
    }

    [Fact]
    public void Time_constants_are_positive()
    {
        Mistake.Says("The time constant Tau has to be positive, but is 0.", () => new Lif { Tau = 0 });
        Mistake.Says("The time constant Tau has to be positive, but is -1.", () => new Lif { ["tau"] = -1 });
        Mistake.Says("The sharpness DeltaT has to be positive, but is 0.", () => new ELif { DeltaT = 0 });
        Mistake.Says("The time constant TauW has to be positive, but is NaN.", () => new AdEx { TauW = double.NaN });

        using Network net = new();
        net.Add(new NeuronGroup(3) { Name = "cells", Behaviors = { [1] = new Input(0), [3] = new Lif { Tau = "zeros" } } });
        Mistake.Says("The time constant Tau, drawn by \"zeros\" for 'cells', has to be positive, but is 0.", net.Initialize);
    }
}
