using Cajal.Equations;
using Cajal.Integrators;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Integrators;

/// <summary>The order of each method, from the error at a fixed time when dt is halved.</summary>
public sealed class ConvergenceTests
{
    private static double ErrorAt(IIntegrator method, EquationSystem system, Dictionary<string, double> start, double end, int steps, double exact) =>
        Math.Abs(method.Step(system).Run(start, end / steps, steps)["v"] - exact);

    private static void HasOrder(int order, IIntegrator method, EquationSystem system, Dictionary<string, double> start, double exact)
    {
        const double End = 1;
        var (coarse, fine) = (ErrorAt(method, system, start, End, 32, exact), ErrorAt(method, system, start, End, 64, exact));
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

    /// <summary>The formulas of section 2.7 of the reference, by hand, with randn() = 0.5, dt = 1/4 (dW = 1/4), f = −v/2 and g = v².</summary>
    [Theory, InlineData("heun"), InlineData("milstein")]
    public void A_step_with_multiplicative_noise_is_the_one_of_the_book(string method)
    {
        var system = Of((V, -V / 2 + Pow(V, 2) * Xi));
        var v = IntegratorChooser.Named(method).Step(system).Run(new Dictionary<string, double> { ["v"] = 2 }, 0.25, 1)["v"];
        const double X = 2, Dt = 0.25, DW = 0.25, F = -1, G = 4;
        var heun = X + (F * Dt) + (0.5 * DW * (G + Math.Pow(X + (G * DW), 2)));
        var milstein = X + (F * Dt) + (G * DW) + ((Math.Pow(X + (F * Dt) + (G * 0.5), 2) - G) * DW * DW / (2 * 0.5));
        Assert.Equal(method == "heun" ? heun : milstein, v, 1e-14);
    }
}
