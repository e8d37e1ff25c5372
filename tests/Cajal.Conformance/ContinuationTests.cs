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

    // Oracle: after n steps the value is n·dt/tau, with 1 more from 100 ms and from 300 ms on.
    [Theory, ClassData(typeof(Configurations))]
    public void Small_runs_over_a_second_take_the_steps_and_the_listed_times_of_one_run(string backend, Precision precision)
    {
        double[] Trace(int runs)
        {
            using var net = Networks.On(backend, precision);
            net.Dt = 1 * ms;
            var cells = net.Add(new NeuronGroup(1, "dx/dt = 1/second : 1", method: "euler"));
            cells.RunAt("x += 1", new[] { 100.0, 300 } * ms);
            var trace = net.Add(new StateMonitor(cells, ["x"]) { When = "end" });
            for (var k = 0; k < runs; k++) { net.Run(1 * s / runs); }
            return trace.Of("x", 0);
        }

        var whole = Trace(1);
        Assert.Equal(1000, whole.Length);
        Agreement.Close([0.1, 1.101, 1.3, 2.301, 3], [whole[99], whole[100], whole[299], whole[300], whole[999]], precision, 2000);
        Assert.Equal(whole, Trace(40));
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

    // Quotients such as (13·0.1 ms)/0.1 ms are 13.000000000000002 in float64; each run still takes 13 steps.
    [Theory, ClassData(typeof(Configurations))]
    public void Runs_of_any_number_of_steps_take_just_these_steps(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var spikes = net.Add(new SpikeMonitor(net.Add(Networks.Metronomes(1))));
        var steps = 0;
        for (var k = 1; k <= 60; k++)
        {
            net.Run(k * net.Dt);
            Assert.Equal(steps += k, spikes.Count);
        }
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
