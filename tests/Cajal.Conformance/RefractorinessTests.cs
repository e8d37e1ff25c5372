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

    // A period that no spike ever begins, and a subexpression in place of what it stands for, change no bit.
    [Theory, ClassData(typeof(Configurations))]
    public void Unused_refractoriness_and_subexpressions_leave_a_noisy_trajectory_as_it_is(string backend, Precision precision)
    {
        const string Plain = "dv/dt = (0.5 - v)/(10*ms) + 0.1*xi*ms**-0.5 : 1", Named = "dv/dt = drift/(10*ms) + 0.1*xi*ms**-0.5 : 1\ndrift = rest - v : 1\nrest = 0.5 : 1";
        var plain = Trace(new(1, Plain, threshold: "v > 1e9", method: "euler"));
        Assert.Equal(plain, Trace(new(1, Named, threshold: "v > 1e9", method: "euler")));
        Assert.Equal(plain, Trace(new(1, Plain.Replace(": 1", ": 1 (unless refractory)", StringComparison.Ordinal), threshold: "v > 1e9", refractory: 5 * ms, method: "euler")));
        Assert.Equal(100, plain.Distinct().Count());

        double[] Trace(NeuronGroup cells)
        {
            using var net = Networks.On(backend, precision);
            net.Add(cells);
            var trace = net.Add(new StateMonitor(cells, ["v"]));
            net.Run(10 * ms);
            return trace.Of("v", 0);
        }
    }
}
