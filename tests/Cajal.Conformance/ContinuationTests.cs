using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Runs that follow one another, and the clock.</summary>
public sealed class ContinuationTests
{
    // Oracle: steps begin at 0 and 1 ms; a run ends before the first step that does not begin in it.
    [Theory, ClassData(typeof(Configurations))]
    public void Two_runs_that_divide_a_step_take_the_steps_of_one_run(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 1 * ms;
        var cells = net.Add(Networks.Metronomes(1));
        var spikes = net.Add(new SpikeMonitor(cells));
        net.Run(0.5 * ms);
        Assert.Equal([0L], spikes.Steps);
        net.Run(1.5 * ms);
        Assert.Equal([0L, 1], spikes.Steps);
        Agreement.Close(2e-3, net.Time.Si, Precision.Double, 2);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Many_small_runs_give_the_spikes_and_samples_of_one_long_run(string backend, Precision precision)
    {
        var (whole, wholeTrace) = RunIn(1);
        var (parts, partsTrace) = RunIn(40);
        Assert.Equal(whole, parts);
        Assert.Equal(wholeTrace, partsTrace);

        (string, double[]) RunIn(int runs)
        {
            using var net = Networks.On(backend, precision);
            var cells = SampleNetwork.Build(net);
            var trace = net.Add(new StateMonitor(cells, ["v"], record: [3]));
            for (var k = 0; k < runs; k++) { net.Run(40 * ms / runs); }
            return (net.Report("").Digest, trace.Of("v", 3));
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_duration_within_rounding_of_whole_steps_takes_whole_steps(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 20.000000000020002 * us;
        var spikes = net.Add(new SpikeMonitor(net.Add(Networks.Metronomes(1))));
        net.Run(250 * net.Dt);
        Assert.Equal(250, spikes.Count);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void The_step_changes_between_runs_when_the_time_is_a_multiple_of_the_new_one(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "x = t/(1*ms) : 1", threshold: "True"));
        var spikes = net.Add(new SpikeMonitor(cells));
        var trace = net.Add(new StateMonitor(cells, ["x"]));
        net.Run(0.5 * ms);
        net.Dt = 0.5 * ms;
        net.Run(0.5 * ms);
        net.Dt = 0.1 * ms;
        net.Run(0.5 * ms);
        double[] milliseconds = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 1, 1.1, 1.2, 1.3, 1.4];
        Agreement.Close(milliseconds, trace.Of("x", 0), precision, 6);
        Agreement.Close([.. milliseconds.Select(t => t * 1e-3)], trace.Times, Precision.Double, 6);
        Agreement.Close([.. milliseconds.Select(t => t * 1e-3)], spikes.Times, Precision.Double, 6);
        net.Run(0.1 * ms);
        var refused = Assert.Throws<ModelException>(() => net.Dt = 0.5 * ms);
        Assert.Contains("1.6 ms", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0.1e-3, net.Dt.Si);
    }

    // Oracle: the arrival times by the delays of 0 to 9 ms, and one step of the present clock to cross the threshold.
    [Theory, ClassData(typeof(Configurations))]
    public void Spikes_in_flight_keep_their_time_of_arrival_when_the_step_changes(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 0.5 * ms;
        var source = net.Add(new SpikeGeneratorGroup(1, [0], new[] { 0.0 } * ms));
        var target = net.Add(new NeuronGroup(10, "v : 1\narrived : second", threshold: "v > 0.5", reset: "v = 0; arrived = t"));
        net.Add(new Synapses(source, target, onPre: "v += 1")).Connect().Delay = "j*ms";
        net.Run(5 * ms);
        net.Dt = 1 * ms;
        net.Run(3 * ms);
        net.Dt = 0.1 * ms;
        net.Run(2 * ms);
        Agreement.Close([0.5e-3, 1.5e-3, 2.5e-3, 3.5e-3, 4.5e-3, 6e-3, 7e-3, 8e-3, 8.1e-3, 9.1e-3], target["arrived"].ToArray(), precision, 6);
    }

    // Oracle: one step of 214748.3648 s is 2^31 steps of 0.1 ms; times are step times dt, and 10 steps lie between spikes.
    [Theory, ClassData(typeof(Configurations))]
    public void Steps_beyond_2_to_the_31_are_counted_like_any_other(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 0.1 * ms * Math.ScaleB(1, 31);
        var cells = net.Add(new NeuronGroup(1, "v : 1", threshold: "True", refractory: "1*ms"));
        var target = net.Add(new NeuronGroup(1, "count : 1"));
        var synapses = net.Add(new Synapses(cells, target, "dA/dt = -A/(1*ms) : 1 (event-driven)", onPre: "A += 1; count += 1", delay: 0.5 * ms)).Connect();
        var trace = net.Add(new StateMonitor(cells, ["v"]));
        cells.Active = synapses.Active = false;
        net.Run(net.Dt);
        net.Dt = 0.1 * ms;
        cells.Active = synapses.Active = true;
        var spikes = net.Add(new SpikeMonitor(cells));
        net.Run(10 * ms);
        var first = 1L << 31;
        Assert.Equal([.. Enumerable.Range(0, 10).Select(k => first + (10 * k))], spikes.Steps);
        Assert.Equal(10, target["count"][0].Si);

        // The trace decays by e between spikes: a geometric series.
        Agreement.Close((1 - Math.Exp(-10)) / (1 - Math.Exp(-1)), synapses["A"][0].Si, precision, 60);
        Assert.Equal(101, trace.Samples);
        Agreement.Close((first + 99) * 1e-4, trace.Times[^1], Precision.Double, 3);
    }
}
