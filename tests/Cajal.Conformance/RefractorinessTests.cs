using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>
/// Refractory neurons. A spike in step n with a refractory period of R steps holds the flagged variables in steps n+1 to n+R-1;
/// the neuron integrates and may spike again in step n+R.
/// </summary>
public sealed class RefractorinessTests
{
    /// <summary>The forms in which a period of 5 ms can be given.</summary>
    private static readonly string[] Forms =
    [
        "5*ms", "ref", "ref_subexpression", "ref_no_unit*ms", "(t-lastspike + 1e-3*dt) < 5*ms", "(t-lastspike + 1e-3*dt) < ref",
        "time_since_spike + 1e-3*dt < 5*ms", "timestep(t-lastspike, dt) < 50",
    ];

    // Oracle: 101 steps of 0.0099999 pass 1, so the spike is in step 100. A sample n is the state after step n-1.
    [Theory, ClassData(typeof(Configurations))]
    public void A_flagged_variable_stands_still_for_the_refractory_period_however_it_is_given(string backend, Precision precision)
    {
        foreach (var form in Forms)
        {
            using var net = Networks.On(backend, precision);
            var cells = net.Add(new NeuronGroup(
                1,
                """
                dv/dt = 99.999*Hz : 1 (unless refractory)
                dw/dt = 99.999*Hz : 1
                ref : second
                ref_no_unit : 1
                ref_subexpression = 5*ms : second
                time_since_spike = t - lastspike : second
                """,
                threshold: "v > 1", reset: "v = 0; w = 0", refractory: form, method: "euler"));
            cells["ref"] = 5 * ms;
            cells["ref_no_unit"] = 5;
            var trace = net.Add(new StateMonitor(cells, ["v", "w"]));
            net.Run(20 * ms);
            var (v, w) = (trace.Of("v", 0), trace.Of("w", 0));
            Assert.All(v[1..101], x => Assert.True(x > 0, form));
            Assert.All(v[101..151], x => Assert.True(x == 0, form));
            Assert.All(v[151..200], x => Assert.True(x > 0, form));
            Assert.Equal(0, w[101]);
            Assert.All(w[102..151], x => Assert.True(x > 0, form));
        }
    }

    // Oracle: 51 steps of 0.019999 pass 1 (step 50); v runs on, so it is above the threshold at the end of the period (step 150).
    [Theory, ClassData(typeof(Configurations))]
    public void A_neuron_above_the_threshold_spikes_as_soon_as_its_refractory_period_ends(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "dv/dt = 199.99*Hz : 1", threshold: "v > 1", reset: "v = 0", refractory: "10*ms", method: "euler"));
        var spikes = net.Add(new SpikeMonitor(cells));
        net.Run(16 * ms);
        Assert.Equal([50L, 150], spikes.StepsOf(0));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Intervals_of_a_neuron_that_is_always_above_the_threshold_are_exactly_the_refractory_period(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "", threshold: "True", refractory: "10*dt"));
        var spikes = net.Add(new SpikeMonitor(cells));
        net.Run(1 * s);
        Assert.Equal([.. Enumerable.Range(0, 1000).Select(k => 10L * k)], spikes.StepsOf(0));
    }

    // Oracle: 20 inputs of 1, less the reset of 0.5; the flagged variable misses those of steps 5 to 14.
    [Theory, ClassData(typeof(Configurations))]
    public void Synapses_cannot_write_a_flagged_variable_of_a_refractory_neuron_but_its_reset_can(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(Networks.Metronomes(1));
        var cells = net.Add(new NeuronGroup(
            1, "dx/dt = 0*Hz : 1 (unless refractory)\ndy/dt = 0*Hz : 1\nz : 1",
            threshold: "t_in_timesteps == 5", reset: "x -= 0.5; y -= 0.5", refractory: "1*ms"));
        net.Add(new Synapses(source, cells, onPre: "x += 1; y += 1; z += int(not_refractory_post)")).Connect();
        net.Run(2 * ms);
        Assert.Equal(9.5, cells["x"][0].Si);
        Assert.Equal(19.5, cells["y"][0].Si);
        Assert.Equal(10, cells["z"][0].Si);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_neuron_that_spikes_in_a_step_is_refractory_for_the_input_of_that_step(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(Networks.Metronomes(10));
        var cells = net.Add(new NeuronGroup(10, "dv/dt = 0*Hz : 1 (unless refractory)", threshold: "i >= 5", refractory: "dt"));
        net.Add(new Synapses(source, cells, onPre: "v += 1")).Connect("i == j");
        net.Run(0.1 * ms);
        Assert.Equal([1, 1, 1, 1, 1, 0, 0, 0, 0, 0], cells["v"].ToArray());
    }

    // Oracle: the neurons spike in step 0 and are refractory for the rest of it: input counts from step 1 on, masked by the simulator (v) or by hand (w).
    [Theory, ClassData(typeof(Configurations))]
    public void Masking_by_hand_is_the_masking_of_the_flag(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(Networks.Metronomes(1));
        var cells = net.Add(new NeuronGroup(
            2, "dv/dt = 0*Hz : 1 (unless refractory)\ndw/dt = 0*Hz : 1", threshold: "t_in_timesteps == 0", refractory: "False"));
        net.Add(new Synapses(source, cells, onPre: "v += 1; w += int(not_refractory_post)")).Connect();
        var trace = net.Add(new StateMonitor(cells, ["v", "w"]) { When = "end" });
        net.Run(0.2 * ms);
        foreach (var variable in (string[])["v", "w"])
        {
            Assert.All([0, 1], cell => Assert.Equal([0.0, 1], trace.Of(variable, cell)));
        }
    }

    // Oracle: in step n after a spike the period drawn then, 10 + 20u steps and a thousandth, is below n + 1 with probability (n - 9.001)/20, which gives
    // the distribution of intervals: 14.3 steps on average, 30 at most. One draw for each spike would give 20 on average.
    [Theory, ClassData(typeof(Configurations))]
    public void A_random_period_is_drawn_anew_in_every_step(string backend, Precision precision)
    {
        var (survival, mean, square) = (1.0, 0.0, 0.0);
        for (var n = 10; n <= 30; n++)
        {
            var ends = survival * Math.Min((n - 9.001) / 20, 1);
            (survival, mean, square) = (survival - ends, mean + (n * ends), square + (n * n * ends));
        }

        var deviation = Math.Sqrt(square - (mean * mean));
        Assert.Equal((14.3, 2.6), (Math.Round(mean, 1), Math.Round(deviation, 1)));
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(100, "", threshold: "True", refractory: "(1 + 2*rand())*ms"));
        var spikes = net.Add(new SpikeMonitor(cells));
        net.Run(100 * ms);
        double[] intervals = [.. Enumerable.Range(0, 100).Select(spikes.StepsOf).SelectMany(steps => steps.Zip(steps[1..], (a, b) => (double)(b - a)))];
        Assert.InRange(intervals.Average() - mean, -5 * deviation / Math.Sqrt(intervals.Length), 5 * deviation / Math.Sqrt(intervals.Length));
        Assert.All(intervals, n => Assert.InRange(n, 10, 30));
    }
}
