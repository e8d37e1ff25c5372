using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>When a spike acts: in the step that is its delay after its own, after the thresholds and before the resets.</summary>
public sealed class TransmissionTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void Code_of_the_source_runs_before_code_of_the_target(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "x : 1\ny : 1", threshold: "True"));
        net.Add(new Synapses(cells, onPre: "x = 1; y = 1", onPost: "x = 2")).Connect();
        net.Run(0.1 * ms);
        Assert.Equal(2, cells["x"][0].Si);
        Assert.Equal(1, cells["y"][0].Si);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Variables_of_a_synapse_change_in_the_steps_of_the_spikes_of_its_ends(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0], new[] { 1.0 } * ms));
        var target = net.Add(new NeuronGroup(1, "", threshold: "t_in_timesteps == 20"));
        var synapse = net.Add(new Synapses(source, target, "x : 1\ny : 1", onPre: "x += 1", onPost: "y += 2")).Connect();
        var trace = net.Add(new StateMonitor(synapse, ["x", "y"]) { When = "end" });
        net.Run(3 * ms);
        Assert.Equal([.. Enumerable.Range(0, 30).Select(n => n >= 10 ? 1.0 : 0)], trace.Of("x", 0));
        Assert.Equal([.. Enumerable.Range(0, 30).Select(n => n >= 20 ? 2.0 : 0)], trace.Of("y", 0));
        Assert.Equal(2, synapse.Events);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_spike_without_delay_acts_in_its_own_step(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(2, [0, 1], new[] { 2.0, 1 } * ms));
        var target = net.Add(new NeuronGroup(2, "v : 1"));
        net.Add(new Synapses(source, target, onPre: "v += 1")).Connect("i == j");
        var trace = net.Add(new StateMonitor(target, ["v"]) { When = "end" });
        net.Run(2.5 * ms);
        Assert.Equal([.. Enumerable.Range(0, 25).Select(n => n >= 20 ? 1.0 : 0)], trace.Of("v", 0));
        Assert.Equal([.. Enumerable.Range(0, 25).Select(n => n >= 10 ? 1.0 : 0)], trace.Of("v", 1));
    }

    // Oracle: v after n steps is n·rate·dt, which passes 1 every 197 steps at 51 Hz (1.0047) and every 100 at 101 Hz (1.01).
    [Theory, ClassData(typeof(Configurations))]
    public void Every_spike_makes_its_target_spike_one_step_after_the_delay(string backend, Precision precision)
    {
        foreach (var milliseconds in (double[][])[[0, 0, 0, 0], [1, 1, 1, 0], [0, 1, 2, 3], [2, 2, 0, 0], [2, 1, 0, 1]])
        {
            using var net = Networks.On(backend, precision);
            var source = net.Add(new NeuronGroup(4, "dv/dt = rate : 1\nrate : Hz", threshold: "v > 1", reset: "v = 0", method: "euler"));
            source["rate"] = new[] { 51.0, 101, 101, 51 } * Hz;
            var target = net.Add(new NeuronGroup(4, "v : 1", threshold: "v > 1", reset: "v = 0"));
            net.Add(new Synapses(source, target, onPre: "v += 1.1")).Connect("i == j").Delay = milliseconds * ms;
            var spikes = net.Add(new SpikeMonitor(target));
            net.Run(53.1 * ms);
            foreach (var (neuron, delay) in milliseconds.Index())
            {
                var period = neuron is 0 or 3 ? 197 : 100;
                Assert.Equal([.. from k in Enumerable.Range(1, 5) let step = (k * period) + (long)(10 * delay) where step < 531 select step], spikes.StepsOf(neuron));
            }
        }
    }

    // Oracle: delays are rounded to steps, halves up (0.24 ms: 2, 0.26 ms: 3); the target crosses its threshold one step after the arrival.
    [Theory, ClassData(typeof(Configurations))]
    public void A_target_spikes_one_step_after_the_delay_of_its_synapse(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(4, [0, 1, 2, 3, 0], new[] { 1.0, 1, 1.1, 1.2, 2 } * ms));
        var target = net.Add(new NeuronGroup(4, "v : 1", threshold: "v > 0.5", reset: "v = 0"));
        var synapses = net.Add(new Synapses(source, target, onPre: "v += 1")).Connect("i == j");
        synapses.Delay = new[] { 0, 1, 0.24, 0.26 } * ms;
        var spikes = net.Add(new SpikeMonitor(target));
        net.Run(3 * ms);
        Assert.Equal([11L, 21], spikes.StepsOf(0));
        Assert.Equal([21L], spikes.StepsOf(1));
        Assert.Equal([14L], spikes.StepsOf(2));
        Assert.Equal([16L], spikes.StepsOf(3));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_common_delay_delays_all_synapses_alike(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(2, [0, 1], new[] { 0.2, 0.7 } * ms));
        var target = net.Add(new NeuronGroup(3, "v : 1"));
        var synapses = net.Add(new Synapses(source, target, onPre: "v += 1", delay: 0.5 * ms)).Connect();
        var trace = net.Add(new StateMonitor(target, ["v"]));
        net.Run(2 * ms);
        Assert.All(Enumerable.Range(0, 3), cell => Assert.Equal([.. Enumerable.Range(0, 20).Select(n => n > 12 ? 2.0 : n > 7 ? 1 : 0)], trace.Of("v", cell)));
        Agreement.Close([.. Enumerable.Repeat(5e-4, 6)], synapses.Delay.ToArray(), Precision.Double, 1);
    }

    // Oracle by hand: step 0 brings sources 0 and 1 (1+2), step 1 sources 2 and 5 (3+6), step 2 sources 0 to 5 (1+2+3+4+5+6), step 3 sources 3 to 5 (4+5+6).
    [Theory, ClassData(typeof(Configurations))]
    public void Spikes_of_many_sources_meet_at_one_target_each_after_its_own_delay(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(6, [0, 1, 4, 5, 2, 3, 4, 5, 0, 1, 2, 3, 4, 5], new[] { 0, 0, 0, 0, 0.1, 0.1, 0.1, 0.1, 0.2, 0.2, 0.2, 0.2, 0.2, 0.2 } * ms));
        var target = net.Add(new NeuronGroup(1, "v : 1"));
        var synapses = net.Add(new Synapses(source, target, "w : 1", onPre: "v += w")).Connect();
        synapses["w"] = "i + 1.0";
        synapses.Delay = new[] { 0, 0, 0, 0.1, 0.2, 0.1 } * ms;
        var trace = net.Add(new StateMonitor(target, ["v"]) { When = "end" });
        net.Run(0.4 * ms);
        Assert.Equal([3.0, 12, 33, 48], trace.Of("v", 0));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Spikes_of_one_source_reach_many_targets_each_after_its_own_delay(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0, 0], new[] { 0, 0.2 } * ms));
        var target = net.Add(new NeuronGroup(4, "v : 1"));
        var synapses = net.Add(new Synapses(source, target, onPre: "v += 1")).Connect();
        synapses.Delay = new[] { 0.4, 0.1, 0.3, 0.2 } * ms;
        var trace = net.Add(new StateMonitor(target, ["v"]) { When = "end" });
        net.Run(0.5 * ms);
        Assert.Equal([0.0, 1, 1, 2, 2], trace.Of("v", 1));
        Assert.Equal([0.0, 0, 1, 1, 2], trace.Of("v", 3));
        Assert.Equal([0.0, 0, 0, 1, 1], trace.Of("v", 2));
        Assert.Equal([0.0, 0, 0, 0, 1], trace.Of("v", 0));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Input_to_a_neuron_that_spikes_in_the_same_step_is_lost_when_its_reset_overwrites_the_variable(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(Networks.Metronomes(1));
        var target = net.Add(new NeuronGroup(1, "v : 1\nu : 1", threshold: "t_in_timesteps == 3", reset: "v = 0"));
        net.Add(new Synapses(source, target, onPre: "v += 1; u += 1")).Connect();
        net.Run(0.5 * ms);
        Assert.Equal(1, target["v"][0].Si);
        Assert.Equal(5, target["u"][0].Si);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Delays_can_be_expressions_of_the_variables_of_both_ends(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(2, "x : second", threshold: "t_in_timesteps == 0"));
        var target = net.Add(new NeuronGroup(3, "y : second\nv : 1"));
        source["x"] = new[] { 0.0, 0.5 } * ms;
        target["y"] = new[] { 0.1, 0.2, 0.3 } * ms;
        var synapses = net.Add(new Synapses(source, target, onPre: "v += 1")).Connect();
        synapses.Delay = "x_pre + 2*y_post + j*0.1*ms";
        Agreement.Close([0.2e-3, 0.5e-3, 0.8e-3, 0.7e-3, 1e-3, 1.3e-3], synapses.Delay.ToArray(), precision, 6);
        var trace = net.Add(new StateMonitor(target, ["v"]));
        net.Run(1.5 * ms);
        Assert.Equal([.. Enumerable.Range(0, 15).Select(n => n > 10 ? 2.0 : n > 5 ? 1 : 0)], trace.Of("v", 1));
    }
}
