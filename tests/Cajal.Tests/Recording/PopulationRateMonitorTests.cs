using Cajal.Tests.Model;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Recording;

public sealed class PopulationRateMonitorTests
{
    [Fact]
    public void A_rate_is_spikes_over_neurons_and_time_in_whole_bins()
    {
        using Network network = new() { Dt = 1 * ms };
        var source = network.Add(new SpikeGeneratorGroup(4, [0, 1, 2, 3, 0], new double[] { 0, 0, 1, 3, 6 } * ms));
        var all = network.Add(new PopulationRateMonitor(source));
        var half = network.Add(new PopulationRateMonitor(source[2..]));
        network.Run(7 * ms);

        Assert.Equal([2, 1, 0, 1, 0, 0, 1], all.Counts);
        // Bins of 2 ms: 3, 1 and 0 spikes of 4 neurons; the seventh step fills no bin.
        Assert.Equal([375.0, 125, 0], all.Rates(2 * ms), (a, b) => Math.Abs(a - b) <= 1e-12 * b);
        // Two of four neurons: one spike in the first bin, one in the second, over 2 neurons.
        Assert.Equal([250.0, 250, 0], half.Rates(2 * ms), (a, b) => Math.Abs(a - b) <= 1e-12 * b);
        Assert.Equal(500, all.Rates()[0], 1e-9);
    }

    [Fact]
    public void Bins_begin_where_recording_began()
    {
        using Network network = new() { Dt = 1 * ms };
        var source = network.Add(new SpikeGeneratorGroup(1, [0, 0], new double[] { 1, 3 } * ms));
        network.Run(3 * ms);
        var late = network.Add(new PopulationRateMonitor(source));
        network.Run(4 * ms);

        Assert.Equal([1, 0, 0, 0], late.Counts);
        Assert.Equal([500.0, 0], late.Rates(2 * ms), (a, b) => Math.Abs(a - b) <= 1e-12 * b);
        Assert.Equal(0.003, late.Times[0], 1e-15);
    }

    [Fact]
    public void A_width_is_a_positive_time()
    {
        using Network network = new();
        var rates = network.Add(new PopulationRateMonitor(network.Add(new PoissonGroup(1, 5 * Hz))));

        Mistake.Says("The width of a bin has to be a positive time, but is 0 s.", () => rates.Rates(0 * ms));
        Mistake.Says("width: expected s, got 1 mV", () => rates.Rates(1 * mV));
    }

    [Fact]
    public void Steps_of_another_duration_do_not_mix()
    {
        using Network network = new();
        network.Add(new PopulationRateMonitor(network.Add(new PoissonGroup(1, 5 * Hz))));
        network.Run(1 * ms);
        network.Dt = 0.5 * ms;

        Mistake.Says(
            "'rate_monitor' has recorded steps of 100 us and cannot go on with 500 us. Add another monitor for what follows, and set Active of this one to false.",
            () => network.Run(1 * ms));
    }

    [Fact]
    public void An_inactive_monitor_records_nothing()
    {
        using Network network = new() { Dt = 1 * ms };
        var source = network.Add(new SpikeGeneratorGroup(1, [0, 0], new double[] { 1, 4 } * ms));
        var rates = network.Add(new PopulationRateMonitor(source) { Active = false });
        var spikes = network.Add(new SpikeMonitor(source) { Active = false });
        network.Run(3 * ms);
        Assert.Equal((0, 0), (rates.Counts.Length, spikes.Count));
        (rates.Active, spikes.Active) = (true, true);
        network.Run(3 * ms);

        Assert.Equal([0, 1, 0], rates.Counts);
        Assert.Equal([4], spikes.Steps);
    }
}
