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
}
