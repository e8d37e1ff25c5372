using Cajal.Equations;
using Cajal.Integrators;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Integrators;

/// <summary>Oracles: closed forms, or the symbolic and the numeric path against each other.</summary>
public sealed class ExactTests
{
    private static readonly Exact s_exact = new();
    private static readonly Name s_taum = new("taum"), s_taue = new("taue"), s_taui = new("taui"), s_el = new("El"), s_ge = new("ge"), s_gi = new("gi");

    private static (Name, Expr)[] Cuba => [(V, (s_ge + s_gi - (V - s_el)) / s_taum), (s_ge, -s_ge / s_taue), (s_gi, -s_gi / s_taui)];

    private static int Operations(Expr e) => (e.Operands.IsEmpty ? 0 : 1) + e.Operands.Sum(Operations);

    [Fact]
    public void The_CUBA_network_steps_by_five_multiplications_with_numbers()
    {
        var system = With(new() { ["taum"] = 20e-3, ["taue"] = 5e-3, ["taui"] = 10e-3, ["El"] = -49e-3, ["dt"] = 1e-4 }, Cuba);
        var updates = s_exact.Step(system).Updates;

        Assert.Equal(Math.Exp(-0.02), Assert.IsType<Number>(Assert.IsType<Binary>(updates[1].Value).Left).Value, 1e-15);
        // v: three products, two sums and the offset; g: one product each.
        Assert.Equal([6, 1, 1], updates.Select(u => Operations(u.Value)));
        Assert.DoesNotContain(updates, u => u.Value.Mentions("taum") || u.Value.Mentions("dt"));
    }

    [Theory, InlineData(20e-3, 5e-3, 10e-3), InlineData(20e-3, 20e-3, 10e-3), InlineData(10e-3, 10e-3, 10e-3), InlineData(5e-3, 5.000000001e-3, 20e-3)]
    public void Numbers_and_symbols_give_the_same_trajectory_also_at_equal_time_constants(double taum, double taue, double taui)
    {
        Dictionary<string, double> constants = new() { ["taum"] = taum, ["taue"] = taue, ["taui"] = taui, ["El"] = -49e-3, ["dt"] = 1e-4 };
        Dictionary<string, double> start = new(constants) { ["v"] = -60e-3, ["ge"] = 8e-3, ["gi"] = -3e-3 };
        var byNumbers = s_exact.Step(With(constants, Cuba)).Run(start, 1e-4, 1000);
        var bySymbols = s_exact.Step(Of(Cuba)).Run(start, 1e-4, 1000);

        // Closed form for the whole time, the divided difference by its definition or, at equal constants, by its limit.
        double Response(double tau) => tau == taum
            ? 0.1 / taum * Math.Exp(-0.1 / taum)
            : Math.Exp(-0.1 / taum) * ExprEvaluator.Expm1(0.1 / taum - 0.1 / tau) / (1 / taum - 1 / tau) / taum;
        var exact = -49e-3 + (-60e-3 + 49e-3) * Math.Exp(-0.1 / taum) + 8e-3 * Response(taue) - 3e-3 * Response(taui);

        // A thousand steps of a few roundings of 50 mV, forgotten within taum: 200 steps.
        Assert.Equal(exact, byNumbers["v"], 1000 * 1.2e-16 * 50e-3);
        Assert.Equal(exact, bySymbols["v"], 1000 * 1.2e-16 * 50e-3);
    }

    [Fact]
    public void A_constant_rate_is_exact_in_numbers_and_symbols()
    {
        Assert.Equal(V + Dt * I, Update(s_exact, Of((V, I))));
        Assert.Equal(V + 0.5 * I, Update(s_exact, With(new() { ["dt"] = 0.5 }, (V, I))));
    }

    [Fact]
    public void Variables_apart_are_written_with_their_symbols()
    {
        Assert.Equal(V * Exp(-(Dt / Tau)), Update(s_exact, Of((V, -V / Tau))));
        Assert.Equal(V + (V - A) * Function("expm1", -(Dt / Tau)), Update(s_exact, Of((V, (A - V) / Tau))));
        Assert.Equal(V + Dt * Function("exprel", A * Dt) * (A * V + B), Update(s_exact, Of((V, A * V + B))));
    }

    [Fact]
    public void A_rate_without_a_value_of_its_own_may_be_zero_in_some_neurons()
    {
        var after = s_exact.Step(Of((V, A * V + B))).Run(new Dictionary<string, double> { ["v"] = 1, ["a"] = 0, ["b"] = 3 }, 0.5, 1);
        Assert.Equal(2.5, after["v"]);
    }

    [Fact]
    public void A_spiral_with_numbers_follows_the_damped_rotation()
    {
        Dictionary<string, double> start = new() { ["v"] = 1, ["w"] = 0 };
        var after = s_exact.Step(With(new() { ["dt"] = 0.1 }, (V, -0.5 * V - 3 * W), (W, 3 * V - 0.5 * W))).Run(start, 0.1, 20);
        Assert.Equal(Math.Exp(-1) * Math.Cos(6), after["v"], 1e-14);
        Assert.Equal(Math.Exp(-1) * Math.Sin(6), after["w"], 1e-14);
    }

    [Fact]
    public void Independent_blocks_are_solved_each_in_its_way()
    {
        var updates = s_exact.Step(With(new() { ["dt"] = 0.1 }, (V, -0.5 * V - 3 * W), (U, -U / Tau), (W, 3 * V - 0.5 * W))).Updates;
        Assert.Equal(["v", "u", "w"], updates.Select(u => u.Name));
        Assert.Equal(U * Exp(-(Dt / Tau)), updates[1].Value);
    }

    [Fact]
    public void A_chain_of_three_with_numbers_is_an_alpha_function_of_second_order()
    {
        // v' = −v + w, w' = −w + u, u' = −u: v = t²/2 exp(−t).
        var step = s_exact.Step(With(new() { ["dt"] = 0.25 }, (V, W - V), (W, U - W), (U, -U)));
        var after = step.Run(new Dictionary<string, double> { ["v"] = 0, ["w"] = 0, ["u"] = 1 }, 0.25, 8);
        Assert.Equal(2 * Math.Exp(-2), after["v"], 1e-15);
    }

    [Fact]
    public void A_driver_that_relaxes_to_a_rest_is_followed_exactly()
    {
        // v' = −v/2 + w, w' = 3 − w from 0: w = 3 (1 − exp(−t)); v = 6 (1 − e^{−t/2}) − 6 (e^{−t/2} − e^{−t}).
        var system = Of((V, -V / Tau + W), (W, (B - W) / A));
        var after = s_exact.Step(system).Run(new Dictionary<string, double> { ["v"] = 0, ["w"] = 0, ["tau"] = 2, ["a"] = 1, ["b"] = 3 }, 0.125, 8);
        var (slow, fast) = (Math.Exp(-0.5), Math.Exp(-1));
        Assert.Equal(6 * (1 - slow) - 6 * (slow - fast), after["v"], 1e-14);
    }

    [Fact]
    public void Refusals_name_the_coupling_or_the_term_that_is_in_the_way()
    {
        string WhyNot(params (Name, Expr)[] equations) => Assert.IsType<string>(s_exact.WhyNot(Of(equations)));

        Assert.Equal("dv/dt is not linear in 'v'", WhyNot((V, Pow(V, 2))));
        Assert.Equal("dv/dt is not linear in 'v'", WhyNot((V, -V + Exp(V))));
        Assert.Equal("dv/dt multiplies 'v' by a term with 'w'", WhyNot((V, -V * W), (W, -W)));
        Assert.Equal("dv/dt depends on 't', which may change during a step", WhyNot((V, -V + T)));
        Assert.Equal("dv/dt depends on sin() of 't', which may change during a step", WhyNot((V, -V + Function("sin", T))));
        Assert.Equal("the equations are stochastic ('xi')", WhyNot((V, -V + Xi)));
        Assert.Equal("dv/dt depends on randn(), which may change during a step", WhyNot((V, -V + Function("randn"))));
        Name[] x = [.. Enumerable.Range(0, 9).Select(k => new Name($"x{k}"))];
        const string Symbols = ", and the coefficients or the time are not numbers for the whole run";
        Assert.Equal($"'v' and 'w' and 'g' act on each other{Symbols}", WhyNot((V, W - A * V), (W, G), (G, -V)));
        Assert.Equal($"'v' is driven by 'w', which acts on a variable that acts on it{Symbols}", WhyNot((V, W - A * V), (W, G), (G, -A * W)));
        Assert.Equal($"'x0' is the end of a chain of more than 4 equations{Symbols}", WhyNot([.. x[..5].Select((name, k) => (name, k < 4 ? x[k + 1] - A * name : -A * name))]));
        Assert.Equal($"others act on 'x0' on more than 32 ways{Symbols}", WhyNot([.. x.Select((name, k) => (name, x[(k + 1)..].Aggregate(-A * name, (sum, other) => sum + other)))]));
        Assert.Equal($"'v' and 'w' act on each other and are driven by 'g', which others drive{Symbols}", WhyNot((V, W - A * V + G), (W, V), (G, S - G), (S, -S)));
        Assert.Equal(
            $"'v' and 'w' act on each other and are driven by 'g', which has itself a drive, but no resting value that is free of a division by a coefficient{Symbols}",
            WhyNot((V, W - A * V + G), (W, V), (G, B - A * G)));
    }
}
