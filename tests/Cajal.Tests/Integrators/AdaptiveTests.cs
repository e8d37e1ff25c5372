using Cajal.Equations;
using Cajal.Integrators;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Integrators;

/// <summary>Methods that choose their inner steps.</summary>
public sealed class AdaptiveTests
{
    private static Expr Read(string text) => ExpressionParser.Parse(new(text, "a test"));

    private static EquationSystem Equations(params (string Name, string Rhs)[] equations) => Of([.. equations.Select(e => (new Name(e.Name), Read(e.Rhs)))]);

    private static IIntegrator Method(string name, double tolerance, int maxSteps = 100_000) =>
        IntegratorChooser.Adaptive(name)(Tolerances.Default with { Relative = tolerance, MaxSteps = maxSteps });

    /// <summary>The state at the end, and the inner steps that it took.</summary>
    private static (Dictionary<string, double> State, int Passes) Run(IIntegrator method, EquationSystem system, Dictionary<string, double> start, double dt, int steps)
    {
        var passes = 0.0;
        var state = method.Step(system).Run(start, dt, steps, (_, values) =>
        {
            passes += values["_passes"];
            Assert.Equal(0, values["_failed"]);
        });
        return (state, (int)passes);
    }

    /// <summary>y' = λ(y − cos t) − sin t has y = cos t from 1, for any λ.</summary>
    [Theory]
    [InlineData("rk45", 1e-5, -2), InlineData("rk45", 1e-8, -2), InlineData("rosenbrock", 1e-4, -2), InlineData("rosenbrock", 1e-6, -2), InlineData("rosenbrock", 1e-6, -1e5)]
    public void The_error_stays_near_the_tolerance_at_any_step(string method, double tolerance, double rate)
    {
        var system = Equations(("v", "a*(v - cos(t)) - sin(t)"));
        foreach (var (dt, steps) in new[] { (5.0, 1), (0.05, 100) })
        {
            var (state, _) = Run(Method(method, tolerance), system, new() { ["v"] = 1, ["a"] = rate }, dt, steps);
            // Errors of some dozen inner steps add up, and each is forgotten with the rate.
            Assert.Equal(Math.Cos(5), state["v"], 20 * tolerance);
        }
    }

    /// <summary>The inner step follows tolerance^(1/order): halving the order's root of the tolerance doubles the number of inner steps.</summary>
    [Theory, InlineData("rk45", 5), InlineData("rosenbrock", 3)]
    public void The_number_of_inner_steps_shows_the_order_of_the_error_estimate(string method, int order)
    {
        var system = Equations(("v", "w"), ("w", "-v"));
        Dictionary<string, double> start = new() { ["v"] = 0, ["w"] = 1 };
        var coarse = Run(Method(method, 1e-6), system, start, 40, 1).Passes;
        var fine = Run(Method(method, 1e-6 * Math.Pow(2, -2 * order)), system, start, 40, 1).Passes;
        Assert.InRange(fine / (double)coarse, 3.4, 4.6);
    }

    private static EquationSystem VanDerPol => Equations(("v", "w"), ("w", "((1 - v*v)*w - v)/a"));

    private static Dictionary<string, double> VanDerPolStart => new() { ["v"] = 2, ["w"] = 0, ["a"] = 1e-6 };

    /// <summary>Oracle: the stiff van der Pol equation (mu = 1000) of the test set for initial value problems (Mazzia and Magherini 2008), to 1e-9 and better.</summary>
    [Fact]
    public void The_implicit_method_gets_through_the_jumps_of_van_der_Pol()
    {
        var (state, passes) = Run(Method("rosenbrock", 1e-5), VanDerPol, VanDerPolStart, 2, 1);
        Assert.Equal(1.706167732170483, state["v"], 1e-3);
        Assert.Equal(-0.8928097010247975, state["w"], 1e-3);
        Assert.InRange(passes, 100, 3000);
    }

    /// <summary>Three evaluations of the right side (and one of its derivatives) a pass against six.</summary>
    [Fact]
    public void The_implicit_method_needs_far_fewer_evaluations_on_a_stiff_equation()
    {
        var stiff = Run(Method("rosenbrock", 1e-4), VanDerPol, VanDerPolStart, 0.02, 1).Passes;
        var plain = Run(Method("rk45", 1e-4), VanDerPol, VanDerPolStart, 0.02, 1).Passes;
        Assert.True(100 * 4 * stiff < 6 * plain, $"{stiff} and {plain}");
    }

    /// <summary>Oracle: Robertson's kinetics at t = 1e11 in the same test set; rates differ by nine orders of magnitude.</summary>
    [Fact]
    public void The_implicit_method_follows_Robertson_s_reaction_for_a_long_time()
    {
        var system = Equations(("v", "-0.04*v + 1e4*w*u"), ("w", "0.04*v - 1e4*w*u - 3e7*w*w"), ("u", "3e7*w*w"));
        var (state, passes) = Run(Method("rosenbrock", 1e-6), system, new() { ["v"] = 1, ["w"] = 0, ["u"] = 0 }, 1e11, 1);
        Assert.Equal(0.2083340149701255e-7, state["v"], 2e-6);
        Assert.Equal(0.9999999791665050, state["u"], 2e-6);
        Assert.InRange(passes, 50, 2000);
    }

    [Fact]
    public void A_variable_that_does_not_reach_its_tolerance_is_named_by_its_place()
    {
        var system = Equations(("v", "-v"), ("w", "w*w"));
        var after = Method("rk45", 1e-6, 50).Step(system).Run(new Dictionary<string, double> { ["v"] = 1, ["w"] = 1 }, 2, 1);
        Assert.Equal((2, 50), (after["_failed"], after["_passes"]));
    }

    [Fact]
    public void A_slope_that_is_no_number_ends_the_step_before_it_begins()
    {
        var after = Method("rk45", 1e-6, 50).Step(Equations(("v", "v/a"))).Run(new Dictionary<string, double> { ["v"] = 0, ["a"] = 0 }, 1, 1);
        Assert.Equal((1, 50, 0), (after["_failed"], after["_passes"], after["v"]));
    }
}
