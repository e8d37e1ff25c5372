using Cajal.Equations;
using Cajal.Integrators;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Integrators;

/// <summary>The order of each method, from the error at a fixed time when dt is halved.</summary>
public sealed class ConvergenceTests
{
    private static double ErrorAt(IIntegrator method, EquationSystem system, Dictionary<string, double> start, double end, int steps, double exact) =>
        Math.Abs(method.Step(system).Run(start, end / steps, steps)["v"] - exact);

    private static void HasOrder(int order, IIntegrator method, EquationSystem system, Dictionary<string, double> start, double exact, int steps = 32)
    {
        const double End = 1;
        var (coarse, fine) = (ErrorAt(method, system, start, End, steps, exact), ErrorAt(method, system, start, End, 2 * steps, exact));
        // The next term of the error is smaller by dt = 1/32 times a factor of order one.
        Assert.Equal(order, Math.Log2(coarse / fine), 0.12);
    }

    /// <summary>The logistic equation v' = v (1 − v) has v = 1/(1 + exp(−t)) from v = 1/2.</summary>
    private static readonly EquationSystem s_logistic = Of((V, V * (1 - V)));

    private static readonly Dictionary<string, double> s_half = new() { ["v"] = 0.5 };

    private static readonly double s_logisticAtOne = 1 / (1 + Math.Exp(-1));

    [Fact]
    public void Euler_has_order_one() => HasOrder(1, new Euler(), s_logistic, s_half, s_logisticAtOne);

    [Fact]
    public void The_midpoint_rule_has_order_two() => HasOrder(2, new RungeKutta2(), s_logistic, s_half, s_logisticAtOne);

    [Fact]
    public void Classical_Runge_Kutta_has_order_four() => HasOrder(4, new RungeKutta4(), s_logistic, s_half, s_logisticAtOne);

    [Fact]
    public void Exponential_Euler_has_order_one_where_the_slope_depends_on_the_variable()
    {
        var system = Of((V, -V * Exp(V)));
        // Oracle: rk4 with 4000 steps, error below 1e-14.
        var exact = new RungeKutta4().Step(system).Run(s_half, 1.0 / 4000, 4000)["v"];
        HasOrder(1, new ExponentialEuler(), system, s_half, exact);
    }

    /// <summary>Resonance: v' = w, w' = −v + 2 cos t has v = t sin t from rest; stage times and coupled stages both matter.</summary>
    [Theory, InlineData("rk2", 2), InlineData("rk4", 4)]
    public void Coupled_variables_with_a_drive_in_time_keep_the_order(string method, int order)
    {
        var cosine = Function("sin", T + Math.PI / 2);
        var system = Of((V, W), (W, -V + 2 * cosine));
        HasOrder(order, IntegratorChooser.Choose(system, IntegratorChooser.Named(method)).Integrator, system, new() { ["v"] = 0, ["w"] = 0 }, Math.Sin(1));
    }

    [Fact]
    public void A_step_reads_the_old_values_of_all_variables()
    {
        var after = new Euler().Step(Of((V, W), (W, V))).Run(new Dictionary<string, double> { ["v"] = 1, ["w"] = 2 }, 0.5, 1);
        Assert.Equal((2.0, 2.5), (after["v"], after["w"]));
    }

    /// <summary>Row 82 of the conformance list, with randn() = 0.5: ten steps add 10 √dt σ 0.5.</summary>
    [Fact]
    public void Additive_noise_grows_with_the_root_of_the_step()
    {
        var system = Of((V, A * Xi), (W, B * Xi));
        var after = new Euler().Step(system).Run(new Dictionary<string, double> { ["v"] = 0, ["w"] = 0, ["a"] = 3, ["b"] = 7 }, 1e-4, 10);
        Assert.Equal(10 * 0.01 * 3 * 0.5, after["v"], 1e-15);
        Assert.Equal(10 * 0.01 * 7 * 0.5, after["w"], 1e-15);
        Assert.Single(new Euler().Step(system).Temporaries);
    }

    /// <summary>Row 82: with additive noise all methods for noise take the same step; two symbols are two draws.</summary>
    [Theory, InlineData("euler"), InlineData("heun"), InlineData("milstein")]
    public void Pure_noise_is_the_same_by_every_method(string method)
    {
        var system = Of((V, A * new Name("xi_v")), (W, B * new Name("xi_w")));
        var step = IntegratorChooser.Named(method).Step(system);
        var after = step.Run(new Dictionary<string, double> { ["v"] = 0, ["w"] = 0, ["a"] = 3, ["b"] = 7 }, 1e-4, 10);
        Assert.Equal(10 * 0.01 * 3 * 0.5, after["v"], 1e-15);
        Assert.Equal(10 * 0.01 * 7 * 0.5, after["w"], 1e-15);
        Assert.Equal(2, step.Temporaries.Count(t => t.Value.SelfAndDescendants().Any(e => e is Call { Function: "randn" })));
    }

    /// <summary>The formulas of Kloeden and Platen (1992) by hand, with randn() = 0.5, dt = 1/4 (dW = 1/4), f = −v/2 and g = v².</summary>
    [Theory, InlineData("heun"), InlineData("milstein")]
    public void A_step_with_multiplicative_noise_is_the_one_of_the_book(string method)
    {
        var system = Of((V, -V / 2 + Pow(V, 2) * Xi));
        var v = IntegratorChooser.Named(method).Step(system).Run(new Dictionary<string, double> { ["v"] = 2 }, 0.25, 1)["v"];
        const double X = 2, Dt = 0.25, DW = 0.25, F = -1, G = 4;
        var heun = X + (F * Dt) + (0.5 * DW * (G + Math.Pow(X + (G * DW), 2)));
        var milstein = X + (F * Dt) + (G * DW) + ((Math.Pow(X + (G * 0.5), 2) - G) * DW * DW / (2 * 0.5));
        Assert.Equal(method == "heun" ? heun : milstein, v, 1e-14);
    }

    /// <summary>With a tolerance that every inner step meets there is one a dt, and the method shows its own order.</summary>
    [Theory, InlineData("rk45", 5, 32), InlineData("rosenbrock", 3, 256)]
    public void Adaptive_methods_have_the_order_of_their_formula(string name, int order, int steps)
    {
        var method = IntegratorChooser.Adaptive(name)(Tolerances.Default with { Relative = 1e6 });
        // Coupled, not linear, driven in time: v = exp(sin t)/2, w = exp(cos t).
        var (cosine, sine) = (Function("cos", T), Function("sin", T));
        var system = Of((V, V * V / (V * V) * cosine * V + W - Exp(cosine)), (W, -sine * Pow(W, 3) * Exp(-2 * cosine) + V * V - Exp(2 * sine) / 4));
        HasOrder(order, method, system, new() { ["v"] = 0.5, ["w"] = Math.E }, Math.Exp(Math.Sin(1)) / 2, steps);
    }

    /// <summary>Oracle: x = exp(−t/2 + W/2), the Stratonovich solution of dx = −x/2 dt + x/2 dW, on the same Wiener paths for every dt.</summary>
    [Theory, InlineData("heun"), InlineData("milstein")]
    public void Multiplicative_noise_converges_with_strong_order_one(string method)
    {
        var step = IntegratorChooser.Named(method).Step(Of((V, -V / 2 + V / 2 * Xi)));
        var (coarse, fine) = (Error(16), Error(64));
        Assert.Equal(1, Math.Log2(coarse / fine) / 2, 0.15);

        double Error(int steps) => Enumerable.Range(0, 400).Average(path =>
        {
            const int Finest = 256;
            Dictionary<string, double> values = new() { ["v"] = 1, ["dt"] = 1.0 / steps };
            var w = 0.0;
            for (var n = 0; n < steps; n++)
            {
                values["_dW_xi"] = Enumerable.Range(n * Finest / steps, Finest / steps).Sum(k => Normal(path, k)) / Math.Sqrt(Finest);
                w += values["_dW_xi"];
                foreach (var (name, value) in step.Temporaries.Skip(1)) { values[name] = value.Evaluate(values); }
                values["v"] = step.Updates[0].Value.Evaluate(values);
            }

            return Math.Abs(values["v"] - Math.Exp(-0.5 + (w / 2)));
        });

        // Twelve uniform numbers have variance 1 together.
        static double Normal(int path, int k) => Enumerable.Range(0, 12).Sum(d => Backends.Backend.Noise((k * 12) + d, path + 1) / 2);
    }

    /// <summary>Additive noise: the order of Euler and Maruyama is 1. Oracle: the same path at the finest step.</summary>
    [Fact]
    public void Additive_noise_converges_with_strong_order_one_by_Euler()
    {
        var step = new Euler().Step(Of((V, -Pow(V, 3) + Xi)));
        Assert.Equal(1, Math.Log2(Error(16) / Error(64)) / 2, 0.2);

        double Error(int steps) => Enumerable.Range(0, 200).Average(path => Math.Abs(End(path, steps) - End(path, 4096)));

        double End(int path, int steps)
        {
            const int Finest = 4096;
            Dictionary<string, double> values = new() { ["v"] = 1, ["dt"] = 1.0 / steps };
            for (var n = 0; n < steps; n++)
            {
                var increment = Enumerable.Range(n * Finest / steps, Finest / steps).Sum(k => Math.Sqrt(3) * Backends.Backend.Noise(k, path + 1)) / Math.Sqrt(Finest);
                values["_xi"] = increment * steps;
                values["v"] = step.Updates[0].Value.Evaluate(values);
            }

            return values["v"];
        }
    }
}
