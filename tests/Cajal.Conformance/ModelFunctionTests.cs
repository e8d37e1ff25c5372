using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Functions of the user's own in models.</summary>
public sealed class ModelFunctionTests
{
    // Oracle: x² + y for small integers, exact in both precisions.
    [Theory, ClassData(typeof(Configurations))]
    public void An_expression_in_named_arguments_is_a_function(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var f = ModelFunction.Of("x, y : 1", "x**2 + y");
        var cells = net.Add(new NeuronGroup(20, "y : 1\nz : 1"));
        cells["y"].Set($"{f}(i, 3)");
        cells["z"].Set($"{f}({f}(i, 0), y)");
        Assert.Equal([.. Enumerable.Range(0, 20).Select(k => (k * k) + 3.0)], cells["y"].ToArray());
        Assert.Equal([.. Enumerable.Range(0, 20).Select(k => (k * k * k * k) + (k * k) + 3.0)], cells["z"].ToArray());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_function_of_the_program_is_called_with_SI_values_in_equations_threshold_reset_and_synapses(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var rate = ModelFunction.Of("v : volt", "volt/second", v => 1 - v);
        var above = ModelFunction.Of("v : volt; n : integer", "boolean", (v, n) => v > n * 1e-3 ? 1 : 0);
        var steps = ModelFunction.Of("on : boolean; n : integer", "integer", (on, n) => on == 1 ? n + 1 : -1);
        var cells = net.Add(new NeuronGroup(
            70, $"dv/dt = {rate}(v) : volt\nn, jumps : integer", threshold: $"{above}(v, n)", reset: $"v = 0*mV; n = {steps}(v < 1*volt, n)", method: "euler"));
        net.Constants["next"] = steps;
        net.Add(new Synapses(cells, cells, onPre: "jumps_post = next(True, jumps_post)")).Connect("i == j");
        var spikes = net.Add(new SpikeMonitor(cells));
        net.Run(6 * ms);

        // Oracle: v after k steps is 1 − (1 − dt)^k volt, and spike n comes when that passes n mV: after 1, 11, 21 and 31 steps of 0.1 ms.
        Assert.Equal([0L, 11, 32], spikes.StepsOf(69)[..3]);
        Assert.All(cells["n"].ToArray(), n => Assert.Equal(3, n));
        Assert.Equal(cells["n"].ToArray(), cells["jumps"].ToArray());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_function_is_called_for_the_elements_that_there_are_only(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        List<double> called = [];
        var note = ModelFunction.Of("n : integer", "1", n => { called.Add(n); return 2 * n; }, isStateless: false);
        var cells = net.Add(new NeuronGroup(67, "x : 1"));
        cells["x"].Set($"{note}(i)");
        Assert.Equal([.. Enumerable.Range(0, 67).Select(k => (double)k)], called);
        Assert.Equal([.. Enumerable.Range(0, 67).Select(k => 2.0 * k)], cells["x"].ToArray());

        called.Clear();
        cells["x"][5..8].Set($"{note}(i)");
        Assert.Equal([5.0, 6, 7], called);

        called.Clear();
        var synapses = net.Add(new Synapses(cells, cells, $"dw/dt = {note}(i*100 + j)/second : 1", method: "euler"));
        synapses.Connect([66, 3, 5], [1, 2, 66]);
        net.Run(0.1 * ms);
        Assert.Equal([302.0, 566, 6601], called.Order());
    }

    // Oracle: each call of the counter gives the next number; a statement runs over the elements, and within one from left to right.
    [Theory, ClassData(typeof(Configurations))]
    public void A_function_with_a_state_is_called_anew_by_every_call_element_after_element(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var count = 0;
        var next = ModelFunction.Of("", "integer", () => count++, isStateless: false);
        var cells = net.Add(new NeuronGroup(10, "x : 1", threshold: "i % 2 == 0", reset: $"x = 100*{next}() + {next}()"));
        cells["x"].Set($"100*{next}() + {next}()");
        Assert.Equal([.. Enumerable.Range(0, 10).Select(k => (100.0 * 2 * k) + (2 * k) + 1)], cells["x"].ToArray());
        net.Run(0.2 * ms);
        Assert.Equal(20 + (2 * 2 * 5), count);
        Assert.Equal((100 * 38) + 39, cells["x"][8].Si);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_function_may_be_replaced_between_runs(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(3, "dx/dt = f(x)/(0.1*ms) : 1", method: "euler"));
        List<double> seen = [];
        foreach (var value in (double[])[1, 2, 4])
        {
            net.Constants["f"] = ModelFunction.Of("x : 1", "1", x => value);
            net.Run(0.1 * ms);
            seen.Add(Math.Round(cells["x"][1].Si, 5));
        }

        Assert.Equal([1.0, 3, 7], seen);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Threads_do_not_change_what_a_stateless_function_gives(string backend, Precision precision)
    {
        var one = Run(1);
        Assert.All((int[])[2, 3, 4], threads => Assert.Equal(one, Run(threads)));

        double[] Run(int threads)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var f = ModelFunction.Of("v, w : 1", "1", (v, w) => Math.Cos(v) + w);
            var cells = net.Add(new NeuronGroup(200, $"dv/dt = ({f}(v, rand()) - v + poisson(0.3 + v))/(10*ms) : 1", threshold: "v > 1.5", reset: "v = 0", method: "euler"));
            cells["v"].Set($"{f}(i, 0)");
            net.Add(new Synapses(cells, cells, onPre: $"v += 0.01*{f}(i, j) + 0.01*binomial(10, 0.5)")).Connect(p: 0.05);
            net.Run(5 * ms);
            return cells["v"].ToArray();
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void What_a_function_throws_ends_the_run_once_and_names_the_function(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Threads = 3;
        var bad = ModelFunction.Of("x : 1; time : second", "1", (x, t) => t > 0.00045 ? throw new InvalidOperationException("no more") : 0);
        net.Add(new NeuronGroup(300, $"dx/dt = {bad}(x, t)/ms : 1", method: "euler"));
        var error = Assert.Throws<ModelException>(() => net.Run(1 * ms));
        Assert.StartsWith("{bad}(0, 0.0005", error.Message, StringComparison.Ordinal);
        Assert.EndsWith(") failed: no more", error.Message, StringComparison.Ordinal);
        Assert.IsType<InvalidOperationException>(error.InnerException);
    }

    // Oracle: the solution of dv/dt = (N - v)/τ from 0; after 10 steps of exact integration, each of a few operations.
    [Theory, ClassData(typeof(Configurations))]
    public void An_equation_with_a_stateless_function_of_constants_can_be_solved_exactly_and_one_with_a_state_cannot(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var drive = ModelFunction.Of("n : integer", "1", n => n);
        var cells = net.Add(new NeuronGroup(100, $"dv/dt = ({drive}(N) - v)/(10*ms) : 1", method: "exact"));
        net.Run(1 * ms);
        Agreement.Close(100 * (1 - Math.Exp(-0.1)), cells["v"][3].Si, precision, 100);

        var noise = ModelFunction.Of("n : integer", "1", n => n, isStateless: false);
        net.Add(new NeuronGroup(100, $"dv/dt = ({noise}(N) - v)/(10*ms) : 1", method: "exact"));
        Assert.Contains("depends on {noise}(), which may change during a step", Assert.Throws<ModelException>(() => net.Run(1 * ms)).Message, StringComparison.Ordinal);
    }

    // Oracle: the same equations without functions, bit for bit. f calls g, both come with constants, and each argument is used twice.
    [Theory, InlineData("rosenbrock"), InlineData("rk45"), InlineData("exponential_euler"), InlineData("exact")]
    public void Every_method_looks_into_functions_that_are_expressions(string method)
    {
        var (tau, one) = (10 * ms, 1 * mV);
        var g = ModelFunction.Of("x, scale : volt", $"x/scale*{one}/{tau}");
        var f = ModelFunction.Of("v : volt", $"-{g}(v, 2*{one}) + 3*{one}/{tau}");
        var h = ModelFunction.Of("x : 1", "x + x**2");
        var isLinear = method is "exact" or "exponential_euler";
        var (called, written) = isLinear
            ? ((ModelText)$"dv/dt = {f}(v) : volt", (ModelText)$"dv/dt = -(v/(2*{one})*{one}/{tau}) + 3*{one}/{tau} : volt")
            : ($"dv/dt = {f}(v) - {h}(v/{one})*{one}/{tau} : volt", (ModelText)$"dv/dt = -(v/(2*{one})*{one}/{tau}) + 3*{one}/{tau} - (v/{one} + (v/{one})**2)*{one}/{tau} : volt");
        foreach (var (backend, precision) in Configurations.All) { Assert.Equal(End(written, backend, precision), End(called, backend, precision)); }

        double[] End(ModelText model, string backend, Precision precision)
        {
            using var net = Networks.On(backend, precision);
            var cells = net.Add(new NeuronGroup(5, model, method: method));
            cells["v"].Set("i*mV");
            net.Run(10 * ms);
            return cells["v"].ToArray();
        }
    }

    [Theory, InlineData("rk45"), InlineData("rosenbrock")]
    public void Methods_with_inner_steps_refuse_functions_that_give_another_value_with_every_call(string method)
    {
        var counted = ModelFunction.Of("x : 1", "1", x => x, isStateless: false);
        var drawn = ModelFunction.Of("x : 1", "x + rand()");
        foreach (var (model, name) in ((ModelText, string)[])[($"dx/dt = {counted}(x)/ms : 1", "{counted}"), ($"dx/dt = {drawn}(x)/ms : 1", "{drawn}"), ("dx/dt = (rand() - x)/ms : 1", "rand")])
        {
            using var net = Networks.On("cpu", Precision.Double);
            net.Add(new NeuronGroup(1, model, method: method));
            Assert.StartsWith(
                $"'neurons': The method '{method}' cannot integrate these equations: the equations call {name}(), which gives another value with every call, so that no error can be estimated.",
                Assert.Throws<ModelException>(() => net.Run(1 * ms)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_function_of_the_program_has_no_derivative_for_rosenbrock()
    {
        using var net = Networks.On("cpu", Precision.Double);
        var f = ModelFunction.Of("x : 1", "1", x => x);
        net.Add(new NeuronGroup(1, $"dx/dt = {f}(x)/ms : 1", method: "rosenbrock"));
        Assert.Contains("dx/dt has no derivative by 'x' in closed form", Assert.Throws<ModelException>(() => net.Run(1 * ms)).Message, StringComparison.Ordinal);
    }
}
