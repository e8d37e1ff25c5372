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

    // Oracle: the rule floor(t/dt + 1/(2K)) with K = 2^ceil(log2(8·interval/dt)), and 1 at least: K is 32 for 0.4 ms and steps of 0.1 ms, so the
    // border lies 1/64 of an interval, 6.25 us, before its time; K is 1 for 0.01 ms, and row 0.5 ms/0.01 ms = 50 is reached half an interval before.
    [Theory, ClassData(typeof(Configurations))]
    public void A_time_belongs_to_the_interval_whose_border_it_misses_by_rounding_only(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        TimedArray coarse = new(new[] { 0.0, 1, 2 }, 0.4 * ms), fine = new((double[])[.. Enumerable.Range(0, 100).Select(k => (double)k)], 0.01 * ms);
        var cells = net.Add(new NeuronGroup(1, "x : 1"));
        foreach (var (time, expected) in ((double, double)[])[(-5, 0), (0, 0), (0.393, 0), (0.3945, 1), (0.4, 1), (0.7925, 1), (0.795, 2), (9, 2)])
        {
            cells["x"].Set($"{coarse}({time}*ms)");
            Assert.Equal(expected, cells["x"].Si);
        }

        foreach (var (time, expected) in ((double, double)[])[(0.494, 49), (0.496, 50), (0.504, 50), (0.506, 51)])
        {
            cells["x"].Set($"{fine}({time}*ms)");
            Assert.Equal(expected, cells["x"].Si);
        }
    }

    // A group of 0.1 ms steps and a monitor of 1 ms ones: at 0, 1 and 2 ms the array of 10 values, 0.01 ms each, is at its first and past its last.
    [Theory, ClassData(typeof(Configurations))]
    public void Values_shorter_than_a_step_are_skipped(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        TimedArray f = new((double[])[.. Enumerable.Range(0, 10).Select(k => (double)k)], 0.01 * ms);
        var cells = net.Add(new NeuronGroup(1, $"x = {f}(t) : 1"));
        var trace = net.Add(new StateMonitor(cells, ["x"]) { Dt = 1 * ms });
        net.Run(2.1 * ms);
        Assert.Equal([0.0, 9, 9], trace.Of("x", 0));
    }

    [Fact]
    public void A_timed_array_can_be_asked_by_the_program()
    {
        TimedArray f = new(new[] { 1.0, 2, 3 } * mV, 1 * ms), g = new(new[] { 1.0, 2, 3, 4 }, 2, 1 * ms);
        Assert.Equal([1e-3, 1e-3, 2e-3, 3e-3, 3e-3], ((double[])[-1, 0.5, 1, 2, 100]).Select(t => f.At(t * ms).Si));
        Assert.Equal([2.0, 4, 4], ((double[])[0, 1, 7]).Select(t => g.At(t * ms, 1).Si));
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

    [Theory, ClassData(typeof(Configurations))]
    public void A_column_that_does_not_exist_gives_NaN_and_stops_a_run(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        TimedArray f = new(new[] { 1.0, 2, 3, 4 }, 2, 1 * ms);
        var cells = net.Add(new NeuronGroup(4, $"x : 1\nk : integer\ndv/dt = {f}(t, k)/ms : 1", method: "euler"));
        cells["k"] = "i - 1";
        cells["x"].Set($"{f}(0*ms, i - 1)");
        Assert.Equal([double.NaN, 1, 2, double.NaN], cells["x"].ToArray());
        Assert.StartsWith("neurons.v[0] is NaN", Assert.Throws<ModelException>(() => net.Run(1 * ms)).Message, StringComparison.Ordinal);
    }

    // Oracle: the values at 0, 1/2, 1/2 and 1 of the step with weights 1/6, 2/6, 2/6 and 1/6, and the one at 1/2; held over the step they would give 0.
    [Theory, ClassData(typeof(Configurations))]
    public void Stages_of_a_method_take_the_value_of_their_own_time(string backend, Precision precision)
    {
        Agreement.Close((0 + (4 * 3) + 6) / 6.0, Integral("rk4", [0, 3, 6], backend, precision), precision, 20);
        Agreement.Close(3, Integral("rk2", [0, 3, 6], backend, precision), precision, 20);
    }

    // Oracle: the integral, where K is 4 and the border lies 1/8 of an interval before its time. The inner step across it is as short as its error is tolerated.
    [Theory, ClassData(typeof(Configurations))]
    public void Inner_steps_take_the_value_of_their_own_time(string backend, Precision precision)
    {
        const double Tolerance = 1e-4;
        foreach (var method in (string[])["rk45", "rosenbrock"])
        {
            var value = Integral(new AdaptiveMethod(method) { RelativeTolerance = Tolerance }, [0, 3, 3], backend, precision);
            Assert.Equal(3 * (1 + (1 / 8.0)) / 2, value, 30 * Tolerance);
        }
    }

    /// <summary>The integral of values of half a millisecond each over a step of one, which begins at 0.</summary>
    private static double Integral(IntegrationMethod method, double[] values, string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 1 * ms;
        TimedArray f = new(values, 0.5 * ms);
        var cells = net.Add(new NeuronGroup(1, $"dx/dt = {f}(t)/ms : 1", method: method));
        net.Run(1 * ms);
        return cells["x"][0].Si;
    }
}
