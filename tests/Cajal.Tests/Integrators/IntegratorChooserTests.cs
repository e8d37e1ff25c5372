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
        ["given function of time"] = Of((V, Function("stimulus", T) - V)),
        ["given function of the state"] = Of((V, Function("stimulus", V))),
        ["random drive"] = Of((V, Function("randn") - V)),
        ["noise that changes in time"] = Of((V, -V + Function("sin", T) * Xi)),
        ["two noises"] = Of((V, -V + A * new Name("xi_1") + B * new Name("xi_2"))),
        ["shared noise"] = Of((V, A * Xi), (W, B * Xi)),
        ["noise multiplied by a noisy variable"] = Of((V, W * new Name("xi_1")), (W, new Name("xi_2"))),
        ["noise multiplied by a variable without noise"] = Of((V, W * Xi), (W, -W)),
        ["noise inside a function"] = Of((V, Exp(Xi))),
        ["squared noise"] = Of((V, Pow(Xi, 2))),
        ["additive noise"] = Of((V, -V / Tau + A * Xi)),
        ["multiplicative noise"] = Of((V, -V / Tau + V * Xi)),
    };

    /// <summary>In the spirit of row 81 of the conformance list (Brian2's test_determination, test_multiplicative_noise, test_locally_constant_check).</summary>
    [Theory]
    [InlineData("decay", "exact, exponential_euler, euler, rk2, rk4, heun, milstein, rk45, rosenbrock")]
    [InlineData("constant rate", "exact, exponential_euler, euler, rk2, rk4, heun, milstein, rk45, rosenbrock")]
    [InlineData("sine drive", "exponential_euler, euler, rk2, rk4, heun, milstein, rk45, rosenbrock")]
    [InlineData("given function of time", "exponential_euler, euler, rk2, rk4, heun, milstein, rk45, rosenbrock")]
    [InlineData("given function of the state", "euler, rk2, rk4, heun, milstein, rk45")]
    [InlineData("spiral with symbols", "exact, exponential_euler, euler, rk2, rk4, heun, milstein, rk45, rosenbrock")]
    [InlineData("spiral with numbers", "exact, exponential_euler, euler, rk2, rk4, heun, milstein, rk45, rosenbrock")]
    [InlineData("AdEx", "exponential_euler, euler, rk2, rk4, heun, milstein, rk45, rosenbrock")]
    [InlineData("quadratic", "euler, rk2, rk4, heun, milstein, rk45, rosenbrock")]
    [InlineData("bare exponential", "euler, rk2, rk4, heun, milstein, rk45, rosenbrock")]
    [InlineData("random drive", "exponential_euler, euler, rk2, rk4, heun, milstein")]
    [InlineData("additive noise", "euler, heun, milstein")]
    [InlineData("noise that changes in time", "euler, heun, milstein")]
    [InlineData("two noises", "euler, heun")]
    [InlineData("shared noise", "euler, heun")]
    [InlineData("multiplicative noise", "heun, milstein")]
    [InlineData("noise multiplied by a noisy variable", "heun")]
    [InlineData("noise multiplied by a variable without noise", "heun, milstein")]
    [InlineData("noise inside a function", "")]
    [InlineData("squared noise", "")]
    public void Each_method_accepts_what_it_can_integrate_and_refuses_the_rest(string system, string accepting)
    {
        string[] distinct = [.. IntegratorChooser.Names.Select(n => IntegratorChooser.Named(n).Name).Distinct()];
        Assert.Equal(accepting, string.Join(", ", distinct.Where(n => IntegratorChooser.Named(n).WhyNot(s_systems[system]) is null)));
        foreach (var name in distinct)
        {
            var method = IntegratorChooser.Named(name);
            if (method.WhyNot(s_systems[system]) is null) { Assert.Equal(s_systems[system].Equations.Length, IntegratorChooser.Choose(s_systems[system], method).Integrator.Step(s_systems[system]).Updates.Length); }
            else { Assert.Throws<ModelException>(() => IntegratorChooser.Choose(s_systems[system], method)); }
        }
    }

    [Theory, InlineData("linear", "exact"), InlineData("independent", "exact"), InlineData("implicit", "rosenbrock")]
    public void Some_methods_have_other_names(string alias, string name) => Assert.Equal(name, IntegratorChooser.Named(alias).Name);

    private static string Chosen(params (Name, Expr)[] equations) => IntegratorChooser.Choose(Of(equations), null).Explanation;

    [Fact]
    public void Variables_that_follow_only_linear_ones_are_solved_exactly_whatever_the_others_need()
    {
        Assert.Equal("exact for g, s; euler for v because exact cannot: dv/dt is not linear in 'v'", Chosen((V, Pow(V, 2) + G), (G, S - G), (S, -S / Tau)));
        Assert.Equal("euler, chosen because exact cannot: dv/dt is not linear in 'v'", Chosen((V, Pow(V, 2)), (G, V - G)));
        Assert.Equal(
            "exact for g; heun for v because exact cannot: the equations are stochastic ('xi'); euler cannot: the noise 'xi' in dv/dt is multiplied by the state variable 'v', and euler takes additive noise only",
            Chosen((V, G - V + V * Xi), (G, -G / Tau)));
        Assert.StartsWith("exact for s; euler for v, g because", Chosen((V, (G - V) / Tau), (G, V * S - G), (S, -S)), StringComparison.Ordinal);
    }

    /// <summary>All read the old state: g exactly, v by Euler with the old g.</summary>
    [Fact]
    public void A_mixed_step_reads_the_old_state()
    {
        var system = Of((V, -Pow(V, 2) + G), (G, -G));
        var after = IntegratorChooser.Choose(system, null).Integrator.Step(system).Run(new Dictionary<string, double> { ["v"] = 1, ["g"] = 2 }, 0.5, 1);
        Assert.Equal((1.5, 2 * Math.Exp(-0.5)), (after["v"], after["g"]));
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
            + "These methods can: euler, rk2, rk4, heun, milstein, rk45, rosenbrock.", error.Message);
    }

    [Fact]
    public void An_unknown_method_gets_the_nearest_name_and_the_list()
    {
        var error = Assert.Throws<ModelException>(() => IntegratorChooser.Choose(s_systems["decay"], IntegratorChooser.Named("exponential_eular")));
        Assert.Equal(
            "There is no method 'exponential_eular'. Did you mean 'exponential_euler'? "
            + "The methods are exact, linear, independent, exponential_euler, euler, rk2, rk4, heun, milstein, rk45, rosenbrock, implicit.", error.Message);
    }

    [Fact]
    public void Equations_that_nothing_can_integrate_get_each_reason()
    {
        var error = Assert.Throws<ModelException>(() => IntegratorChooser.Choose(s_systems["squared noise"], null));
        Assert.Equal(
            "No method can integrate these equations: exact: the equations are stochastic ('xi'); euler: the noise 'xi' does not enter dv/dt as a plain factor; "
            + "heun: the noise 'xi' does not enter dv/dt as a plain factor.", error.Message);
    }

    [Fact]
    public void A_group_without_differential_equations_needs_no_step() => Assert.Empty(IntegratorChooser.Choose(Of(), null).Integrator.Step(Of()).Updates);
}
