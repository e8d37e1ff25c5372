using Cajal.Equations;
using Cajal.Integrators;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Integrators;

public sealed class IntegratorChooserTests
{
    private static readonly Dictionary<string, EquationSystem> s_systems = new()
    {
        ["decay"] = Of((V, -V / Tau)),
        ["constant rate"] = Of((V, I)),
        ["sine drive"] = Of((V, -V + Function("sin", T))),
        ["spiral with symbols"] = Of((V, -A * W), (W, A * V)),
        ["spiral with numbers"] = With(new() { ["dt"] = 0.1 }, (V, -3 * W), (W, 3 * V)),
        ["AdEx"] = Of((V, (A * Exp(V / A) - V - W) / Tau), (W, B * V - W)),
        ["quadratic"] = Of((V, Pow(V, 2) + I)),
        ["bare exponential"] = Of((V, Exp(-V))),
        ["additive noise"] = Of((V, -V / Tau + A * Xi)),
        ["multiplicative noise"] = Of((V, -V / Tau + V * Xi)),
    };

    /// <summary>In the spirit of row 81 of the conformance list (Brian2's test_determination); where Cajal accepts more, the notes say why.</summary>
    [Theory]
    [InlineData("decay", "exact", "exponential_euler", "euler", "rk2", "rk4")]
    [InlineData("constant rate", "exact", "exponential_euler", "euler", "rk2", "rk4")]
    [InlineData("sine drive", "exponential_euler", "euler", "rk2", "rk4")]
    [InlineData("spiral with symbols", "exponential_euler", "euler", "rk2", "rk4")]
    [InlineData("spiral with numbers", "exact", "exponential_euler", "euler", "rk2", "rk4")]
    [InlineData("AdEx", "exponential_euler", "euler", "rk2", "rk4")]
    [InlineData("quadratic", "euler", "rk2", "rk4")]
    [InlineData("bare exponential", "euler", "rk2", "rk4")]
    [InlineData("additive noise", "euler")]
    [InlineData("multiplicative noise")]
    public void Each_method_accepts_what_it_can_integrate_and_refuses_the_rest(string system, params string[] accepting)
    {
        foreach (var name in IntegratorChooser.Names)
        {
            if (accepting.Contains(name == "linear" ? "exact" : name)) { IntegratorChooser.Choose(s_systems[system], IntegratorChooser.Named(name)); }
            else { Assert.Throws<ModelException>(() => IntegratorChooser.Choose(s_systems[system], IntegratorChooser.Named(name))); }
        }
    }

    [Fact]
    public void Linear_equations_get_the_exact_method_by_default() =>
        Assert.Equal("exact, the first choice, accepts these equations", IntegratorChooser.Choose(s_systems["decay"], null).Explanation);

    [Fact]
    public void Other_equations_get_Euler_by_default_and_the_reason_why() =>
        Assert.Equal("euler, chosen because exact cannot: dv/dt is not linear in 'v'", IntegratorChooser.Choose(s_systems["quadratic"], null).Explanation);

    [Fact]
    public void A_named_method_is_taken_at_its_word() =>
        Assert.Equal("rk4, named by the model", IntegratorChooser.Choose(s_systems["decay"], IntegratorChooser.Named("rk4")).Explanation);

    [Fact]
    public void Linear_is_another_name_of_exact() => Assert.IsType<Exact>(IntegratorChooser.Choose(s_systems["decay"], IntegratorChooser.Named("linear")).Integrator);

    [Fact]
    public void A_method_that_cannot_says_why_and_names_those_that_can()
    {
        var error = Assert.Throws<ModelException>(() => IntegratorChooser.Choose(s_systems["bare exponential"], IntegratorChooser.Named("exponential_euler")));
        Assert.Equal(
            "The method 'exponential_euler' cannot integrate these equations: dv/dt cannot be written as A*v + B with 'v' in A and B only inside functions. "
            + "These methods can: euler, rk2, rk4.", error.Message);
    }

    [Fact]
    public void An_unknown_method_gets_the_nearest_name_and_the_list()
    {
        var error = Assert.Throws<ModelException>(() => IntegratorChooser.Choose(s_systems["decay"], IntegratorChooser.Named("exponential_eular")));
        Assert.Equal(
            "There is no method 'exponential_eular'. Did you mean 'exponential_euler'? "
            + "The methods are exact, linear, exponential_euler, euler, rk2, rk4.", error.Message);
    }

    [Fact]
    public void Equations_that_nothing_can_integrate_get_each_reason()
    {
        var error = Assert.Throws<ModelException>(() => IntegratorChooser.Choose(s_systems["multiplicative noise"], null));
        Assert.Contains("euler: the noise 'xi' in dv/dt is multiplied by the state variable 'v'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_group_without_differential_equations_needs_no_step() => Assert.Empty(IntegratorChooser.Choose(Of(), null).Integrator.Step(Of()).Updates);
}
