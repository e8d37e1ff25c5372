using Cajal.Equations;
using Cajal.Integrators;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Integrators;

/// <summary>Equations as text, steps as text: what a user reads in <c>cajal explain</c>.</summary>
public sealed class PrintedStepTests
{
    private static Expr Read(string text) => ExpressionParser.Parse(new(text, "a test"));

    private static string[] Step(string method, EquationSystem system)
    {
        var step = IntegratorChooser.Choose(system, IntegratorChooser.Named(method)).Integrator.Step(system);
        return [.. step.Temporaries.Concat(step.Updates).Select(s => $"{s.Name} = {ExprPrinter.Print(s.Value)}")];
    }

    [Theory]
    [InlineData("euler", "-v/tau", "v = v - dt*(v/tau)")]
    [InlineData("exponential_euler", "-v/tau", "v = v*exp(-(dt/tau))")]
    [InlineData("exponential_euler", "rate", "v = v + dt*rate")]
    [InlineData("exponential_euler", "v*(1 - exp(v)) + rate", "v = v + dt*_exprel((1 - exp(v))*dt)*(v*(1 - exp(v)) + rate)")]
    [InlineData("exact", "-v/(20*ms)", "v = v*exp(-(dt/(20*ms)))")]
    [InlineData("exact", "(El + R*I - v)/tau", "v = v + (v - (El + R*I))*expm1(-(dt/tau))")]
    public void One_equation_steps_as_in_a_paper(string method, string rhs, string step) =>
        Assert.Equal(step, Assert.Single(Step(method, Of((V, Read(rhs))))));

    [Fact]
    public void The_stages_of_the_midpoint_rule_come_before_the_updates() =>
        Assert.Equal(
            ["_k1_v = w", "_k1_w = -v", "_k2_v = w + dt/2.0*_k1_w", "_k2_w = -(v + dt/2.0*_k1_v)", "v = v + dt*_k2_v", "w = w + dt*_k2_w"],
            Step("rk2", Of((V, W), (W, -V))));

    [Fact]
    public void A_driven_membrane_holds_its_response_to_a_decaying_current() =>
        Assert.Equal(
            [
                "v = v + (v - El)*expm1(-(dt/taum)) "
                + "+ g*(dt*exp((-(1.0/taum) - 1.0/taue + abs(1.0/taue - 1.0/taum))/2.0*dt)*exprel(-(abs(1.0/taue - 1.0/taum)*dt))/taum)",
                "g = g*exp(-(dt/taue))",
            ],
            Step("exact", Of((V, Read("(g - (v - El))/taum")), (G, Read("-g/taue")))));
}
