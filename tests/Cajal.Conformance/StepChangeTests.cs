using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>A step that changes between runs.</summary>
public sealed class StepChangeTests
{
    [Theory]
    [ClassData(typeof(Configurations))]
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

    // Oracle: the spike is at 1 ms, the period 2 ms; what is counted in steps has to be converted to the new step.
    [Theory, ClassData(typeof(Configurations))]
    public void A_refractory_period_ends_at_its_time_when_the_step_becomes_smaller(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 0.5 * ms;
        var cells = net.Add(new NeuronGroup(1, "last : second", threshold: "t >= 0.95*ms", reset: "last = t", refractory: "2*ms"));
        net.Run(1.5 * ms);
        net.Dt = 0.1 * ms;
        net.Run(1.6 * ms);
        Agreement.Close(3e-3, cells["last"][0].Si, precision, 4);
    }

    // Oracle: the trace is 1 at 0.5 ms and decays with 1 ms until the spike at 2.5 ms.
    [Theory, ClassData(typeof(Configurations))]
    public void An_event_driven_variable_decays_for_the_elapsed_time_when_the_step_becomes_smaller(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 0.5 * ms;
        var source = net.Add(new SpikeGeneratorGroup(1, [0, 0], new[] { 0.5, 2.5 } * ms));
        var target = net.Add(new NeuronGroup(1, "received : 1"));
        net.Add(new Synapses(source, target, "dA/dt = -A/(1*ms) : 1 (event-driven)", onPre: "received = A; A = 1")).Connect();
        net.Run(1 * ms);
        net.Dt = 0.1 * ms;
        net.Run(2 * ms);
        Agreement.Close(Math.Exp(-2), target["received"][0].Si, precision, 20);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_smaller_step_spikes_at_its_own_times(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 0.5 * ms;
        var cells = net.Add(Networks.Metronomes(1));
        var spikes = net.Add(new SpikeMonitor(cells));
        net.Run(1 * ms);
        net.Dt = 0.1 * ms;
        net.Run(0.2 * ms);
        Agreement.Close([0, 0.5e-3, 1e-3, 1.1e-3], spikes.Times, Precision.Double, 4);
    }
}
