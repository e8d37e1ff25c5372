using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>What a state monitor samples, and when.</summary>
public sealed class StateMonitorTests
{
    // Oracle: exp(-t/10 ms). A step multiplies by a rounded factor (an exponential of 1 ulp and its rounded argument) and rounds: 4 roundings.
    [Theory, ClassData(typeof(Configurations))]
    public void Samples_are_the_state_at_the_start_of_each_step_and_subexpressions_are_evaluated_there(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(2, "dv/dt = -v/(10*ms) : 1\nw = clip(v, 0.95, 0.98) : 1"));
        cells["v"] = 1;
        var trace = net.Add(new StateMonitor(cells, ["v", "w"]));
        net.Run(10 * ms);
        Assert.Equal(100, trace.Samples);
        Agreement.Close([.. Enumerable.Range(0, 100).Select(n => n * 1e-4)], trace.Times, Precision.Double, 2);
        var v = trace.Of("v", 1);
        Assert.Equal(1, v[0]);
        for (var n = 0; n < 100; n++)
        {
            Agreement.Close(Math.Exp(-n / 100.0), v[n], precision, (4 * n) + 1);
            Agreement.Close(Math.Clamp(v[n], 0.95, 0.98), trace.Of("w", 0)[n], precision, 1);
        }

        Agreement.Close(Math.Exp(-1), cells["v"][0].Si, precision, 400);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_monitor_with_a_larger_interval_samples_every_that_many_steps(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "x = t_in_timesteps*1.0 : 1"));
        var trace = net.Add(new StateMonitor(cells, ["x"], dt: 0.5 * ms));
        net.Run(1.1 * ms);
        Assert.Equal([0.0, 5, 10], trace.Of("x", 0));
        net.Run(1 * ms);
        Assert.Equal([0.0, 5, 10, 15, 20], trace.Of("x", 0));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Recorded_elements_are_asked_for_by_their_number_in_the_group(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(10, "x : 1"));
        cells["x"] = "i*1.0";
        var trace = net.Add(new StateMonitor(cells, ["x"], record: [5, 6, 7]));
        net.Run(0.2 * ms);
        Assert.Equal([5, 6, 7], trace.Elements);
        Assert.Equal([6.0, 6], trace.Of("x", 6));
        if (precision == Precision.Double) { Assert.Equal([5.0, 6, 7], trace.Sample("x", 1)); }

        Assert.Throws<ModelException>(() => trace.Of("x", 8));
        Assert.Throws<ModelException>(() => net.Add(new StateMonitor(cells, ["x"], record: [10])));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_monitor_of_a_part_counts_within_it(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(200, "v : 1\nk : integer\nb : boolean\ns : 1 (shared)\nr = i*1.0 : 1 (constant over dt)\nl : 1 (linked)"));
        cells.Link("l", cells, "v", [.. Enumerable.Range(0, 200).Reverse()]);
        cells["v"] = "i";
        cells["k"] = "2*i";
        cells["b"] = "i == 150";
        cells["s"] = 7;
        string[] variables = ["v", "k", "b", "s", "r", "l"];
        var part = net.Add(new StateMonitor(cells[[3, 70, 150]], variables, record: [1, 2]));
        var range = net.Add(new StateMonitor(cells[100..], ["v"], record: [0, 99]));
        net.Run(0.2 * ms);
        Assert.Equal([1, 2], part.Elements);
        Assert.Equal([70.0, 140, 0, 7, 70, 129], variables.Select(v => part.Of(v, 1)[1]));
        Assert.Equal([150.0, 300, 1, 7, 150, 49], variables.Select(v => part.Of(v, 2)[1]));
        Assert.Equal([199.0, 199], range.Of("v", 99));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void What_is_kept_of_refractory_neurons_can_be_recorded_and_read(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "v : 1", threshold: "t_in_timesteps == 1", refractory: 0.2 * ms));
        var trace = net.Add(new StateMonitor(cells, ["not_refractory", "lastspike"]));
        net.Run(0.4 * ms);
        // The end of the period is found out within step 3, after its sample.
        Assert.Equal([1.0, 1, 0, 0], trace.Of("not_refractory", 0));
        Agreement.Close([1e-4, 1e-4], trace.Of("lastspike", 0)[2..], precision, 2);
        Agreement.Close(1e-4, cells["lastspike"].Si, precision, 2);
        Assert.Equal(1, cells["not_refractory"].Si);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Cleared_samples_begin_anew(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(70, "x = t_in_timesteps + 100.0*i : 1"));
        var trace = net.Add(new StateMonitor(cells, ["x"]));
        net.Run(0.3 * ms);
        trace.Clear();
        Assert.Equal(0, trace.Samples);
        net.Run(0.2 * ms);
        Assert.Equal([103.0, 104], trace.Of("x", 1));
        Agreement.Close([0.3e-3, 0.4e-3], trace.Times, Precision.Double, 2);
    }
}
