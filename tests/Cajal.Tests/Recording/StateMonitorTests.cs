using Cajal.Tests.Model;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Recording;

public sealed class StateMonitorTests
{
    [Fact]
    public void Samples_are_taken_before_the_step()
    {
        var tau = 10 * ms;
        using Network network = new();
        var cells = network.Add(new NeuronGroup(3, $"dv/dt = -v/{tau} : volt\ntwice = 2*v : volt"));
        cells["v"] = "(i + 1)*mV";
        var traces = network.Add(new StateMonitor(cells, ["v", "twice"], record: [2, 0]));
        network.Run(5 * ms);

        Assert.Equal(50, traces.Samples);
        Assert.Equal([0, 2], traces.Elements);
        Assert.Equal(0.0049, traces.Times[^1], 1e-15);
        for (var k = 0; k < traces.Samples; k++)
        {
            // v = 3 mV exp(-t/tau), advanced exactly; 50 multiplications round 50 times.
            var expected = 3 * Math.Exp(-0.01 * k);
            Assert.Equal(expected, traces.Of("v", 2, mV)[k], 1e-13 * expected);
            Assert.Equal(2 * traces.Of("v", 2)[k], traces.Of("twice", 2)[k]);
        }

        Assert.Equal<double>([traces.Of("v", 0)[7], traces.Of("v", 2)[7]], traces.Sample("v", 7).ToArray());
    }

    [Fact]
    public void Samples_fall_on_multiples_of_the_interval()
    {
        using Network network = new() { Dt = 1 * ms };
        var cells = network.Add(new NeuronGroup(1, "dn/dt = 1/ms : 1", method: "euler"));
        var traces = network.Add(new StateMonitor(cells, ["n"], dt: 5 * ms));
        network.Run(3 * ms);
        network.Run(8 * ms);

        Assert.Equal([0.0, 5, 10], traces.Of("n", 0));
    }

    [Fact]
    public void Times_stay_when_the_step_changes_between_runs()
    {
        using Network network = new();
        var traces = network.Add(new StateMonitor(network.Add(new NeuronGroup(1, "v : 1")), ["v"]));
        network.Run(0.3 * ms);
        network.Run(0.2 * ms);
        network.Dt = 0.5 * ms;
        network.Run(1 * ms);

        Assert.Equal([0, 0.0001, 0.0002, 0.0003, 0.0004, 0.0005, 0.001], traces.Times, (a, b) => Math.Abs(a - b) < 1e-15);
    }

    [Fact]
    public void Synapses_are_recorded_in_order_of_creation()
    {
        using Network network = new() { Dt = 1 * ms };
        var source = network.Add(new SpikeGeneratorGroup(2, [0, 1], new double[] { 0, 2 } * ms));
        var cells = network.Add(new NeuronGroup(2, "v : 1"));
        var synapses = network.Add(new Synapses(source, cells, "w : 1", onPre: "w += 1"));
        synapses.Connect([1, 0, 0], [0, 1, 0]);
        synapses["w"] = new double[] { 10, 20, 30 };
        var traces = network.Add(new StateMonitor(synapses, ["w"]));
        network.Run(4 * ms);

        // Source 0 spikes in step 0, source 1 in step 2; a sample shows what the steps before did.
        Assert.Equal([10.0, 10, 10, 11], traces.Of("w", 0));
        Assert.Equal([20.0, 21, 21, 21], traces.Of("w", 1));
        Assert.Equal([30.0, 31, 31, 31], traces.Of("w", 2));
    }

    [Fact]
    public void A_cleared_monitor_goes_on_with_new_samples()
    {
        using Network network = new() { Dt = 1 * ms };
        var cells = network.Add(new NeuronGroup(1, "dn/dt = 1/ms : 1", method: "euler"));
        var traces = network.Add(new StateMonitor(cells, ["n"]));
        network.Run(3 * ms);
        network.Run(2 * ms);
        traces.Clear();
        Assert.Equal(0, traces.Samples);
        network.Run(4 * ms);

        Assert.Equal([5.0, 6, 7, 8], traces.Of("n", 0));
        Assert.Equal(0.005, traces.Times[0], 1e-15);
    }

    [Fact]
    public void Synapses_made_after_recording_began_are_refused()
    {
        var (network, cells) = Mistake.Net();
        using var _ = network;
        var synapses = network.Add(new Synapses(cells, cells, "w : 1", onPre: "v += w*mV"));
        synapses.Connect([0, 1], [1, 2]);
        network.Add(new StateMonitor(synapses, ["w"]));
        network.Run(1 * ms);
        synapses.Connect([2], [3]);

        Mistake.Says(
            "'state_monitor' has recorded 2 elements of 'synapses', which has 3 now. Connect everything before the first run, or add another monitor.",
            () => network.Run(1 * ms));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        var (network, cells) = Mistake.Net();
        using var _ = network;
        var synapses = network.Add(new Synapses(cells, cells, "w : 1", onPre: "v += w*mV"));
        var traces = network.Add(new StateMonitor(cells, ["v", "E"], [0]));

        Mistake.Says("'state_monitor_2' cannot record element 10 of 'neurons', which has the elements 0 to 9.", () => network.Add(new StateMonitor(cells, ["v"], [3, 10])));
        Mistake.Says("'state_monitor_2' cannot record chosen elements of 'synapses', which has none yet: call Connect(...) before.", () => network.Add(new StateMonitor(synapses, ["w"], [3])));
        Mistake.Says("'neurons' has no variable 'vm'. Did you mean 'v'?", () => new StateMonitor(cells, ["vm"]));
        Mistake.Says("A StateMonitor needs at least one variable to record.", () => new StateMonitor(cells, []));
        Mistake.Says("'poisson' has no variables to record: only groups of neurons and synapses have. Its spikes can be recorded by a SpikeMonitor.", () => new StateMonitor(new PoissonGroup(1, 5 * Hz), ["v"]));
        Mistake.Says("The time step has to be a positive time, but is 0 s.", () => new StateMonitor(cells, ["v"], dt: 0 * ms));
        Mistake.Says("Dt: expected s, got 1, a plain number; write 1 * second, say.", () => new StateMonitor(cells, ["v"], dt: 1));
        Mistake.Says("'state_monitor' does not record 'tau', but 'v', 'E'.", () => traces.Of("tau", 0));
        Mistake.Says("the unit of neurons.v: expected V, got 1 ms", () => traces.Of("v", 0, ms));
        Mistake.Says("'state_monitor' has no sample 0: it holds 0 samples.", () => { traces.Sample("v", 0); });
    }
}
