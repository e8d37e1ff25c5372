using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Constants are read anew by each run.</summary>
public sealed class RunConstantsTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void A_constant_that_changes_between_runs_has_its_new_value_in_the_next_run(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 1 * ms;
        net.Constants["a"] = 1;
        var cells = net.Add(new NeuronGroup(1, "dv/dt = 0*Hz : 1\nx = a : 1", threshold: "True", reset: "v += a"));
        var trace = net.Add(new StateMonitor(cells, ["x"]));
        net.Run(1 * ms);
        net.Constants["a"] = 2;
        net.Run(1 * ms);
        Assert.Equal([1.0, 2], trace.Of("x", 0));
        Assert.Equal(3, cells["v"][0].Si);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_timed_array_that_is_replaced_between_runs_has_its_new_values_in_the_next_run(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 1 * ms;
        net.Constants["f"] = new TimedArray(new[] { 1.0, 2 }, 1 * ms);
        var cells = net.Add(new NeuronGroup(1, "x = f(t) : 1"));
        var trace = net.Add(new StateMonitor(cells, ["x"]));
        net.Run(2 * ms);
        net.Constants["f"] = new TimedArray(new[] { 0.0, 0, 3, 4 }, 1 * ms);
        net.Run(2 * ms);
        Assert.Equal([1.0, 2, 3, 4], trace.Of("x", 0));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_constant_of_synaptic_code_may_change_between_runs(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Constants["strength"] = 2;
        var cells = net.Add(new NeuronGroup(1, "v : 1", threshold: "True"));
        net.Add(new Synapses(cells, onPre: "v += strength")).Connect();
        net.Run(1 * ms);
        net.Constants["strength"] = 0.5;
        net.Run(1 * ms);
        Assert.Equal(25, cells["v"][0].Si);
    }
}
