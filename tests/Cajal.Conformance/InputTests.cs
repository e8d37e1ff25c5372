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
    public void Of_a_million_spikes_at_multiples_of_the_step_none_is_merged_or_lost(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        const int count = 1_000_000;
        var source = net.Add(new SpikeGeneratorGroup(1, new int[count], (double[])[.. Enumerable.Range(0, count).Select(k => k * 1e-4)] * second));
        var spikes = net.Add(new SpikeMonitor(source));
        net.Run(100 * s);
        Assert.Equal(Enumerable.Range(0, count).Select(k => (long)k), spikes.Steps.ToArray());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Spikes_of_the_past_are_left_out_with_a_warning_and_two_of_one_element_in_a_step_are_refused(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        List<string> warnings = [];
        net.Warned = warnings.Add;
        net.Add(Networks.Metronomes(1));
        net.Run(1 * ms);
        var source = net.Add(new SpikeGeneratorGroup(1, [0, 0, 0], new[] { 1.5, 0.5, 0.2 } * ms));
        var spikes = net.Add(new SpikeMonitor(source));
        net.Run(1 * ms);
        net.Run(1 * ms);
        Assert.Equal([15L], spikes.Steps);
        Assert.Equal(["'spike_generator': 2 of 3 spikes lie before the present time, 1 ms, and are left out."], warnings);
        net.Add(new SpikeGeneratorGroup(2, [1, 1], new[] { 5.01, 5.02 } * ms));
        Assert.Throws<ModelException>(() => net.Run(1 * ms));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Other_spikes_may_be_given_between_runs(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Warned = null;
        var source = net.Add(new SpikeGeneratorGroup(2, [0, 1], new[] { 0.3, 0.8 } * ms));
        var spikes = net.Add(new SpikeMonitor(source));
        net.Run(0.5 * ms);
        source.SetSpikes([1, 0, 1], new[] { 1.4, 0.9, 0.1 } * ms);
        net.Run(1 * ms);
        source.SetSpikes([0], new[] { 0.2 } * ms, period: 0.5 * ms);
        net.Run(1 * ms);
        source.SetSpikes([], Array.Empty<double>() * ms);
        net.Run(1 * ms);
        Assert.Equal([0, 0, 1, 0, 0], spikes.Indices);
        Assert.Equal([3L, 9, 14, 17, 22], spikes.Steps);
    }

    // Oracle: spike k of the period comes at every multiple of 1 ms after it.
    [Theory, ClassData(typeof(Configurations))]
    public void Spikes_with_a_period_come_again_and_again_also_over_runs(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(3, [2, 0, 1], new[] { 0.95, 0.0, 0.3 } * ms, period: 1 * ms));
        var spikes = net.Add(new SpikeMonitor(source));
        net.Run(1.2 * ms);
        net.Run(1.8 * ms);
        Assert.Equal([0, 1, 2, 0, 1, 2, 0, 1, 2], spikes.Indices);
        Assert.Equal([0L, 3, 9, 10, 13, 19, 20, 23, 29], spikes.Steps);
    }

    // A time within a thousandth of a step before a border belongs to the step after it; one further away does not. 1/3 ms is no sum of steps.
    [Theory, ClassData(typeof(Configurations))]
    public void Times_are_rounded_down_to_steps_but_for_a_thousandth(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(6, [0, 1, 2, 3, 4, 5], new[] { 0.29995, 0.2998, 1 / 3.0, 0.39999, 0.1 + 0.2, 1e4 + 0.7 } * ms));
        var spikes = net.Add(new SpikeMonitor(source));
        net.Run(10.001 * s);
        Assert.Equal([1, 0, 2, 4, 3, 5], spikes.Indices);
        Assert.Equal([2L, 3, 3, 3, 4, 100_007], spikes.Steps);
    }

    // Row 71, restore: the first run is stored at 1 ms, changed spikes and all, and both continuations give what lies behind it.
    [Theory, ClassData(typeof(Configurations))]
    public void A_restored_generator_goes_on_where_it_was_stored(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Warned = null;
        var source = net.Add(new SpikeGeneratorGroup(10, [.. Enumerable.Range(0, 10)], (double[])[.. Enumerable.Range(0, 10).Select(k => k * 0.2)] * ms));
        var spikes = net.Add(new SpikeMonitor(source));
        net.Run(1 * ms);
        net.Store();
        net.Run(1 * ms);
        Assert.Equal([.. Enumerable.Range(0, 10)], spikes.Indices);
        net.Restore();
        source.SetSpikes([9, 8], new[] { 1.1, 1.2 } * ms);
        net.Run(1 * ms);
        Assert.Equal([0, 1, 2, 3, 4, 9, 8], spikes.Indices);
        net.Restore();
        net.Run(1 * ms);
        Assert.Equal([.. Enumerable.Range(0, 10)], spikes.Indices);
        Assert.Equal([.. Enumerable.Range(0, 10).Select(k => 2L * k)], spikes.Steps);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Rates_may_be_given_one_by_one_and_changed_between_runs(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new PoissonGroup(70, (double[])[.. Enumerable.Range(0, 70).Select(k => k % 3 == 0 ? 10.0 : 0)] * kHz));
        var spikes = net.Add(new SpikeMonitor(source));
        net.Run(1 * ms);
        Assert.Equal([.. Enumerable.Range(0, 70).Select(k => k % 3 == 0 ? 10 : 0)], spikes.CountsByElement());
        source.SetRates(0 * Hz);
        net.Run(1 * ms);
        source.SetRates("10*kHz*int(i == 69)");
        net.Run(1 * ms);
        source.SetRates((double[])[.. Enumerable.Range(0, 70).Select(k => k == 0 ? 10.0 : 0)] * kHz);
        net.Run(1 * ms);
        Assert.Equal([.. Enumerable.Range(0, 70).Select(k => (k % 3 == 0 ? 10 : 0) + (k is 0 or 69 ? 10 : 0))], spikes.CountsByElement());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_column_of_a_timed_array_drives_each_element(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        TimedArray rates = new(new[] { 0.0, 10, 0, 0, 0, 10 } * kHz, 3, 1 * ms);
        var spikes = net.Add(new SpikeMonitor(net.Add(new PoissonGroup(3, $"{rates}(t, i)"))));
        net.Run(2 * ms);
        Assert.Equal([0, 10, 10], spikes.CountsByElement());
        Assert.Equal([.. Enumerable.Range(10, 10).Select(k => (long)k)], spikes.StepsOf(2));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_rate_of_more_than_one_spike_a_step_is_warned_of_once(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        List<string> warnings = [];
        net.Warned = warnings.Add;
        var source = net.Add(new PoissonGroup(3, 20 * kHz));
        var spikes = net.Add(new SpikeMonitor(source));
        net.Run(1 * ms);
        net.Run(1 * ms);
        Assert.Equal(["'poisson': a rate of 20 kHz asks for more than one spike in a step of 100 us, but an element spikes once a step at most. Use a smaller dt."], warnings);
        Assert.Equal([20, 20, 20], spikes.CountsByElement());
        source.SetRates(new[] { 0.0, 5, 30 } * kHz);
        net.Run(1 * ms);
        Assert.StartsWith("'poisson': a rate of 30 kHz", warnings[1], StringComparison.Ordinal);
    }

    // Oracle: a spike comes with probability E(u)·5 kHz·dt = 1/4 in each step, for every train: binomial counts within five standard deviations.
    // A rate drawn once for each train would spread them from none to half of the steps.
    [Theory, ClassData(typeof(Configurations))]
    public void A_random_rate_is_drawn_anew_in_every_step(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var spikes = net.Add(new SpikeMonitor(net.Add(new PoissonGroup(100, "rand()*5*kHz"))));
        net.Run(100 * ms);
        Assert.All(spikes.CountsByElement(), count => Assert.InRange(count, 250 - (5 * Math.Sqrt(1000 * 0.25 * 0.75)), 250 + (5 * Math.Sqrt(1000 * 0.25 * 0.75))));
    }
}
