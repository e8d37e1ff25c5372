using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Groups whose spikes are given, or drawn.</summary>
public sealed class InputTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void A_rate_of_zero_never_spikes_and_a_rate_of_one_over_dt_always_does(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var spikes = net.Add(new SpikeMonitor(net.Add(new PoissonGroup(3, "int(i == 2)*20*kHz"))));
        net.Run(10 * ms);
        Assert.Equal([0, 0, 100], spikes.CountsByElement());
        var silent = net.Add(new SpikeMonitor(net.Add(new PoissonGroup(3, 0 * Hz))));
        net.Run(10 * ms);
        Assert.Equal(0, silent.Count);
    }

    // Oracle: binomial counts; five standard deviations are passed by chance once in two million.
    [Theory, ClassData(typeof(Configurations))]
    public void A_rate_given_by_a_timed_array_holds_in_its_intervals(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        TimedArray rate = new(new[] { 200.0, 0, 1000 } * Hz, 10 * ms);
        var source = net.Add(new PoissonGroup(400, $"{rate}(t)"));
        var monitor = net.Add(new PopulationRateMonitor(source));
        net.Run(30 * ms);
        int[] counts = [.. monitor.Counts.ToArray().Chunk(100).Select(c => c.Sum())];
        Assert.InRange(counts[0] - 800, -5 * Math.Sqrt(800), 5 * Math.Sqrt(800));
        Assert.Equal(0, counts[1]);
        Assert.InRange(counts[2] - 4000, -5 * Math.Sqrt(3600), 5 * Math.Sqrt(3600));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Poisson_spikes_reach_the_targets_of_a_part_of_the_group(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new PoissonGroup(4, 10 * kHz));
        var target = net.Add(new NeuronGroup(4, "v : 1"));
        net.Add(new Synapses(source[2..], target[..2], onPre: "v += i + 1")).Connect("i == j");
        net.Run(1 * ms);
        Assert.Equal([10.0, 20, 0, 0], target["v"].ToArray());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Given_spikes_come_in_the_steps_of_their_times_in_whatever_order_they_were_given(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(5, [4, 0, 3, 0, 1], new[] { 0.35, 0.2, 0.0, 0.9, 0.2 } * ms));
        var spikes = net.Add(new SpikeMonitor(source));
        net.Run(0.5 * ms);
        net.Run(0.5 * ms);
        Assert.Equal([3, 0, 1, 4, 0], spikes.Indices);
        Assert.Equal([0L, 2, 2, 3, 9], spikes.Steps);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Of_a_hundred_thousand_spikes_at_multiples_of_the_step_none_is_merged_or_lost(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        const int count = 100_000;
        var source = net.Add(new SpikeGeneratorGroup(1, new int[count], (double[])[.. Enumerable.Range(0, count).Select(k => k * 1e-4)] * second));
        var spikes = net.Add(new SpikeMonitor(source));
        net.Run(10 * s);
        Assert.Equal(Enumerable.Range(0, count).Select(k => (long)k), spikes.Steps.ToArray());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Spikes_of_the_past_are_left_out_and_two_of_one_element_in_a_step_are_refused(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Add(Networks.Metronomes(1));
        net.Run(1 * ms);
        var spikes = net.Add(new SpikeMonitor(net.Add(new SpikeGeneratorGroup(1, [0, 0], new[] { 0.5, 1.5 } * ms))));
        net.Run(1 * ms);
        Assert.Equal([15L], spikes.Steps);
        net.Add(new SpikeGeneratorGroup(2, [1, 1], new[] { 5.01, 5.02 } * ms));
        Assert.Throws<ModelException>(() => net.Run(1 * ms));
    }
}
