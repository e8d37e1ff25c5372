using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Functions of time given by values: value k holds on [k·dt, (k+1)·dt), the first before, the last after.</summary>
public sealed class TimedArrayTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void A_value_holds_from_the_step_of_its_time_on_and_the_last_one_forever(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        TimedArray f = new(new[] { 0.0, 1 }, 0.4 * ms);
        var cells = net.Add(new NeuronGroup(1, $"x = {f}(t) : 1\nbefore = {f}(t - 1*ms) : 1\nlate = {f}(t + 1*second) : 1"));
        var trace = net.Add(new StateMonitor(cells, ["x", "before", "late"]));
        net.Run(1 * ms);
        Assert.Equal([0.0, 0, 0, 0, 1, 1, 1, 1, 1, 1], trace.Of("x", 0));
        Assert.All(trace.Of("before", 0), x => Assert.Equal(0, x));
        Assert.All(trace.Of("late", 0), x => Assert.Equal(1, x));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Every_border_that_is_a_multiple_of_the_step_belongs_to_the_later_value(string backend, Precision precision)
    {
        // Without care, steps 49 (1), 98 (2) and 91 (13) fall back: their quotients are below a whole number by one rounding.
        foreach (var interval in (int[])[1, 2, 13])
        {
            using var net = Networks.On(backend, precision);
            TimedArray f = new((double[])[.. Enumerable.Range(0, 1000).Select(k => (double)k)], interval * 0.1 * ms);
            var cells = net.Add(new NeuronGroup(1, $"x = {f}(t) : 1"));
            var trace = net.Add(new StateMonitor(cells, ["x"]));
            net.Run(100 * ms);
            Assert.Equal([.. Enumerable.Range(0, 1000).Select(n => (double)(n / interval))], trace.Of("x", 0));
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Columns_belong_to_elements_and_rows_are_clamped(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        TimedArray f = new(new[] { 1.0, 2, 3, 4, 5, 6 }, 2, 1 * ms);
        net.Dt = 1 * ms;
        var cells = net.Add(new NeuronGroup(2, $"x = {f}(t, i) : 1\ny = {f}(t, 1 - i) : 1"));
        var trace = net.Add(new StateMonitor(cells, ["x", "y"]));
        net.Run(5 * ms);
        Assert.Equal([1.0, 3, 5, 5, 5], trace.Of("x", 0));
        Assert.Equal([2.0, 4, 6, 6, 6], trace.Of("x", 1));
        Assert.Equal([2.0, 4, 6, 6, 6], trace.Of("y", 0));
    }

    // Oracle: the value of row k is k; 16384 s is the start of row 16384, and a step before belongs to the row before.
    [Theory, ClassData(typeof(Configurations))]
    public void A_border_after_hours_of_model_time_is_exact(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        TimedArray f = new((double[])[.. Enumerable.Range(0, 16386).Select(k => (double)k)], 1 * s);
        var cells = net.Add(new NeuronGroup(1, $"x = {f}(t) : 1"));
        net.Dt = 16383.9995 * s;
        net.Run(net.Dt);
        net.Dt = 0.1 * ms;
        var trace = net.Add(new StateMonitor(cells, ["x"]));
        net.Run(1 * ms);
        Assert.Equal([16383.0, 16383, 16383, 16383, 16383, 16384, 16384, 16384, 16384, 16384], trace.Of("x", 0));
        Assert.Equal(16384, f.At(16384 * s).Si);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_timed_array_drives_an_equation_with_its_unit(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        TimedArray current = new(new[] { 0.0, 2 } * nA, 5 * ms);
        var cells = net.Add(new NeuronGroup(1, $"dv/dt = {current}(t)*(100*Mohm)/(10*ms) : volt", method: "euler"));
        net.Run(10 * ms);

        // 50 steps of 0.1 ms at 20 V/s, each a sum of rounded terms.
        Agreement.Close(0.1, cells["v"][0].Si, precision, 250);
    }
}
