using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Numerical methods as a run applies them.</summary>
public sealed class IntegrationTests
{
    // Oracle: x' = a·x + b/ms with the exact solution over n steps; with a = 0 it is n·dt·b.
    [Theory, ClassData(typeof(Configurations))]
    public void Exponential_Euler_needs_no_decay(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(4, "dx/dt = a*x + 0.5/ms : 1\na : Hz", method: "exponential_euler"));
        cells["a"] = new[] { 0, -1e-7, 1e-7, -100 } * Hz;
        net.Run(10 * ms);
        double[] exact = [5, 5, 5, 500 / 100.0 * (1 - Math.Exp(-1))];
        Agreement.Close(exact[0], cells["x"][0].Si, precision, 300);

        // At |a|·t = 1e-9 the first correction, 5e-10, is below float32 rounding and far above that of float64.
        Agreement.Close(5 * (1 - 5e-10), cells["x"][1].Si, precision, 300);
        Agreement.Close(5 * (1 + 5e-10), cells["x"][2].Si, precision, 300);
        Agreement.Close(exact[3], cells["x"][3].Si, precision, 600);
    }

    // Oracle: the method's formula by hand, in float64: all variables advance from their old values.
    [Theory, ClassData(typeof(Configurations))]
    public void Variables_that_depend_on_each_other_advance_from_their_old_values(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(1, "dx/dt = y/ms : 1\ndy/dt = -x/ms : 1", method: "euler"));
        cells["x"] = 1;
        net.Run(1 * ms);
        var (x, y) = (1.0, 0.0);
        for (var k = 0; k < 10; k++) { (x, y) = (x + (0.1 * y), y - (0.1 * x)); }
        Agreement.Close(x, cells["x"][0].Si, precision, 100);
        Agreement.Close(y, cells["y"][0].Si, precision, 100);
    }

    public static TheoryData<string, string> Choices => new()
    {
        { "dv/dt = -v/(10*ms) : 1", "exact" },
        { "dv/dt = (w - v)/(10*ms) : 1\ndw/dt = -w/(10*ms) : 1", "exact" },
        { "dv/dt = (1 - v**2)/(10*ms) : 1", "euler" },
        { "dv/dt = -v/(10*ms) + xi*second**-0.5*0.1 : 1", "euler" },
        { "dv/dt = (sin(t/ms) - v)/(10*ms) : 1", "euler" },
    };

    [Theory, MemberData(nameof(Choices))]
    public void Without_a_named_method_linear_equations_are_solved_exactly_and_others_by_Euler(string model, string method)
    {
        using var net = Networks.On("cpu", Precision.Double);
        net.Add(new NeuronGroup(1, model.Replace("xi*second**-0.5*0.1", "0.1*xi*(10*ms)**-0.5", StringComparison.Ordinal)));
        List<string> told = [];
        net.Explain = (title, text) =>
        {
            if (title.EndsWith(": method", StringComparison.Ordinal)) { told.Add(text); }
        };
        net.Run(1 * ms);
        Assert.StartsWith(method, Assert.Single(told), StringComparison.Ordinal);
    }

    // Oracle: sqrt(n·dt)·σ over 4000 neurons; the variance of a variance of N normal numbers is 2/N.
    [Theory, ClassData(typeof(Configurations))]
    public void White_noise_has_the_variance_of_the_time_that_it_acted(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(4000, "dx/dt = 0.5*xi*ms**-0.5 : 1"));
        net.Run(2 * ms);
        var x = cells["x"].ToArray();
        Assert.InRange(x.Average(), -5 * Math.Sqrt(0.5 / 4000), 5 * Math.Sqrt(0.5 / 4000));
        Assert.InRange((x.Sum(v => v * v) / 4000 / 0.5) - 1, -5 * Math.Sqrt(2 / 4000.0), 5 * Math.Sqrt(2 / 4000.0));
    }

    // Oracle: rate·t and exp(-t/tau) exactly, and v² by Euler's recursion: what one equation needs costs the others nothing.
    [Theory, ClassData(typeof(Configurations))]
    public void A_constant_rate_and_a_decay_are_exact_beside_an_equation_that_is_not_linear(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 1 * ms;
        var cells = net.Add(new NeuronGroup(2, "dv/dt = rate : 1\nrate : Hz\ndg/dt = -g/(2*ms) : 1\ndx/dt = x**2/(20*ms) : 1"));
        cells["rate"] = new[] { 0.0, 30 } * Hz;
        cells["g"] = 1;
        cells["x"] = 0.5;
        net.Run(10 * ms);
        Assert.Equal(0, cells["v"][0].Si);
        Agreement.Close(0.3, cells["v"][1].Si, precision, 30);
        Agreement.Close(Math.Exp(-5), cells["g"][0].Si, precision, 40);
        var x = 0.5;
        for (var k = 0; k < 10; k++) { x += x * x * 0.05; }
        Agreement.Close(x, cells["x"][0].Si, precision, 60);
    }

    // Oracle: the slope of the error of v' = v (1 - v) (exponential Euler: v' = -v exp(v)) at 1 ms against dt; the next term is smaller by dt = 1/32 times
    // a factor of order one. Reference: 1/(1 + exp(-1)), and rk4 at steps of 1/512 ms.
    [Theory]
    [InlineData("euler", 1), InlineData("rk2", 2), InlineData("rk4", 4), InlineData("exponential_euler", 1)]
    public void Runs_converge_with_the_order_of_their_method(string method, int order)
    {
        var isExponential = method == "exponential_euler";
        foreach (var backend in Configurations.Backends)
        {
            var exact = isExponential ? End("rk4", 512) : 1 / (1 + Math.Exp(-1));
            Assert.Equal(order, Math.Log2(Math.Abs(End(method, 32) - exact) / Math.Abs(End(method, 64) - exact)), 0.12);

            double End(string by, int steps)
            {
                using var net = Networks.On(backend, Precision.Double);
                net.Dt = 1 * ms / steps;
                var cells = net.Add(new NeuronGroup(1, isExponential ? "dv/dt = -v*exp(v)/ms : 1" : "dv/dt = v*(1 - v)/ms : 1", method: by));
                cells["v"] = 0.5;
                net.Run(1 * ms);
                return cells["v"][0].Si;
            }
        }
    }

    // Oracle: the propagators of each neuron's own numbers, by the exponential of its matrix. Real, complex, equal and vanishing eigenvalues, one driven by a
    // decaying current; the numbers of a step are at most 3, their errors some 100 roundings, and ten steps add theirs up.
    [Theory, ClassData(typeof(Configurations))]
    public void Two_variables_coupled_by_parameters_are_solved_exactly_for_each_neuron(string backend, Precision precision)
    {
        const int Count = 100;
        using var net = Networks.On(backend, precision);
        net.Dt = 0.2 * ms;
        var cells = net.Add(new NeuronGroup(
            Count, "dv/dt = (a*v + b*w + g + 1)/ms : 1\ndw/dt = (c*v + a*w)/ms : 1\ndg/dt = -d*g/ms : 1\na, b, c, d : 1", method: "exact"));
        cells["a"].Set("-1 + 0.1*(i % 10)");
        cells["b"].Set("0.2*(i // 10) - 1");
        cells["c"].Set("(i % 3)*0.4 - 0.4");
        cells["d"].Set("0.25*(i % 4)");
        cells["v"] = 1;
        cells["w"] = -1;
        cells["g"] = 0.5;
        net.Run(2 * ms);
        for (var i = 0; i < Count; i++)
        {
            double Of(string name) => cells[name][i].Si;
            double[,] m = { { Of("a"), Of("b"), 1 }, { Of("c"), Of("a"), 0 }, { 0, 0, -Of("d") } };
            var (p, phi) = Integrators.MatrixExponential.Propagators(m, 2);
            for (var row = 0; row < 2; row++)
            {
                var expected = p[row, 0] - p[row, 1] + (0.5 * p[row, 2]) + phi[row, 0];
                Assert.Equal(expected, Of(row == 0 ? "v" : "w"), 1000 * 3 * Agreement.Rounding(precision));
            }
        }
    }
}
