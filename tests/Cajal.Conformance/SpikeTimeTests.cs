using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>When neurons spike, what a reset leaves, and what monitors tell of it.</summary>
public sealed class SpikeTimeTests
{
    // Oracle: v after n steps is n·rate·dt, which passes 1 at n = 100 (1.01) and n = 10 (1.001); the margins are far above float32 rounding.
    [Theory, ClassData(typeof(Configurations))]
    public void Neurons_that_integrate_a_rate_spike_in_the_step_that_takes_them_over_the_threshold(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(3, "dv/dt = rate : 1\nrate : Hz", threshold: "v > 1", reset: "v = 0", method: "euler"));
        cells["rate"] = new[] { 101.0, 0, 1001 } * Hz;
        var spikes = net.Add(new SpikeMonitor(cells));
        net.Run(10 * ms);
        Assert.Equal([99L], spikes.StepsOf(0));
        Assert.Empty(spikes.StepsOf(1));
        Assert.Equal([9L, 19, 29, 39, 49, 59, 69, 79, 89, 99], spikes.StepsOf(2));
        Assert.Equal([1, 0, 10], spikes.CountsByElement());
        Agreement.Close([9.9e-3], spikes.TimesOf(0), Precision.Double, 3);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Spikes_of_one_step_are_listed_by_index_and_a_monitor_of_a_part_counts_from_its_start(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(6, "", threshold: "i == 0 or i >= 4"));
        var all = net.Add(new SpikeMonitor(cells));
        var part = net.Add(new SpikeMonitor(cells[4..6]));
        net.Run(0.1 * ms);
        Assert.Equal([0, 4, 5], all.Indices);
        Assert.Equal([0, 1], part.Indices);
        Assert.Equal([1, 1], part.CountsByElement());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_reset_changes_the_neurons_above_the_threshold_only(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(3, "v : 1", threshold: "v > 1", reset: "v = 0.5"));
        cells["v"].Set(new[] { 0.0, 1, 2 });
        net.Run(0.1 * ms);
        Assert.Equal([0, 1, 0.5], cells["v"].ToArray());
    }
}
