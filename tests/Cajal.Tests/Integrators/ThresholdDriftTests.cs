using System.Globalization;
using Cajal.Equations;
using Cajal.Integrators;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Integrators;

/// <summary>Equations that are constant between thresholds of their own variable.</summary>
public sealed class ThresholdDriftTests
{
    /// <summary>The bistable synapse of Amit and Mongillo (2003): from 0.4 on towards 1, else towards 0, in 1/ms.</summary>
    private const string Bistable = "0.01*int(v > 0.4 and v < 1) - 0.0147*int(v <= 0.4 and v > 0)";

    private static Expr Read(string text) => EquationParser.Parse(new($"dv/dt = {text} : 1", "a test"))[0].Value!;

    private static double After(double elapsed, double start, string rhs) => After(elapsed, start, Of((V, Read(rhs))));

    private static double After(double elapsed, double start, EquationSystem system) =>
        EventDriven.Solve(system).Run(new Dictionary<string, double> { ["v"] = start, ["elapsed"] = elapsed }, dt: elapsed, steps: 1)["v"];

    // Oracle: closed form. The drift keeps its side of the threshold, so that the value is a straight line up to the bound.
    [Theory]
    [InlineData(0.5), InlineData(0.4), InlineData(0.4000001), InlineData(0.0), InlineData(1.0), InlineData(0.1), InlineData(0.99)]
    public void A_bistable_variable_goes_straight_to_the_bound_on_its_side(double start)
    {
        foreach (var elapsed in new[] { 0, 0.1, 5, 27, 60, 1e6 })
        {
            var expected = start > 0.4 ? Math.Min(1, start + (0.01 * elapsed)) : Math.Max(0, start - (0.0147 * elapsed));
            Assert.Equal(expected, After(elapsed, start, Bistable), 1e-15);
        }
    }

    // Oracle: bounds are what the equation says, not a clip: beyond them the rate is 0.
    [Fact]
    public void A_value_beyond_its_bounds_stays()
    {
        Assert.Equal(1.2, After(100, 1.2, Bistable));
        Assert.Equal(-0.3, After(100, -0.3, Bistable));
    }

    // Oracle: rates 2, 1/2 and 3 between 0, 1, 2: from -1 it takes 1/2 + 2 + 1/3 to come to 3. Downwards the same with -1.
    [Fact]
    public void A_rate_changes_at_each_threshold_on_the_way()
    {
        const string Rates = "2*int(v < 0) + 0.5*int(1 > v and v >= 0) + 1*int(v >= 1 and not v >= 2) + 3*int(2 <= v)";
        Assert.Equal(3, After(0.5 + 2 + 1 + (1 / 3.0), -1, Rates), 1e-14);
        Assert.Equal(1.5, After(0.5 + 2 + 0.5, -1, Rates), 1e-14);
        Assert.Equal(-1, After(0.5 + 2 + 1 + (1 / 3.0), 3, $"-({Rates})"), 1e-14);
    }

    // Oracle: at rate k between k - 1 and k, the way from 0 to 60 takes 1 + 1/2 + ... + 1/60. An expression that doubled with each threshold would never end.
    [Fact]
    public void Sixty_thresholds_are_a_staircase_of_rates()
    {
        var rates = $"1 + {string.Join(" + ", Enumerable.Range(1, 60).Select(k => $"int(v >= {k})"))}";
        Assert.Equal(60, After(Enumerable.Range(1, 60).Sum(k => 1.0 / k), 0, $"{rates} - 61*int(v > 60)"), 60 * 1e-14);
    }

    // Oracle: the solution stays where both sides drive to a threshold, and at a threshold with rate 0; whatever holds on the threshold itself.
    [Theory]
    [InlineData("int(v < 1) - int(v > 1)"), InlineData("int(v <= 1) - int(v > 1)"), InlineData("int(v < 1) - int(v >= 1)"), InlineData("int(v < 1) - 2*int(not v < 1)")]
    public void What_is_driven_back_from_both_sides_stays_at_the_threshold(string rhs)
    {
        foreach (var start in new[] { 0.25, 1, 3.0 }) { Assert.Equal(1, After(1000, start, rhs)); }
        Assert.Equal(0.75, After(0.5, 0.25, rhs));
    }

    // Oracle: on a threshold the equation itself says to which side it belongs.
    [Fact]
    public void On_a_threshold_that_divides_the_comparison_decides()
    {
        Assert.Equal(3, After(2, 1, "int(v >= 1) - int(v < 1)"));
        Assert.Equal(-1, After(2, 1, "int(v > 1) - int(v <= 1)"));
        Assert.Equal(1, After(2, 1, "int(v > 1) - int(v < 1)"));
    }

    // Oracle: small steps of Euler, whose error is at most the largest rate times the step at each of the five thresholds that a way may pass.
    [Fact]
    public void A_hundred_landscapes_of_thresholds_in_any_order_agree_with_small_steps()
    {
        const double Step = 1e-4;
        string[] names = ["a", "b", "g", "u", "w"], comparisons = ["<", "<=", ">", ">="];
        for (var trial = 0; trial < 100; trial++)
        {
            var values = names.Index().ToDictionary(n => n.Item, n => 2 * Backends.Backend.Noise(trial, n.Index));
            var rates = names.Index().Select(n => (2 * Backends.Backend.Noise(trial, 10 + n.Index)).ToString("F3", CultureInfo.InvariantCulture));
            var rhs = Read(string.Join(" + ", rates.Select((rate, k) => $"{rate}*int(v {comparisons[(trial + k) % 4]} {names[k]})")));
            var system = Of((V, rhs));
            var start = 3 * Backends.Backend.Noise(trial, 20);
            var exact = EventDriven.Solve(system).Run(new Dictionary<string, double>(values) { ["v"] = start, ["elapsed"] = 0.5 }, 0.5, 1)["v"];
            values["v"] = start;
            for (var n = 0; n < 0.5 / Step; n++) { values["v"] += Step * rhs.Evaluate(values); }
            Assert.True(Math.Abs(exact - values["v"]) < 5 * 10 * Step, $"trial {trial}: {exact} is not {values["v"]}");

            // And two parts of a time are the whole of it.
            values["v"] = start;
            values["elapsed"] = 0.2;
            var first = EventDriven.Solve(system).Run(values, 0.2, 1);
            first["elapsed"] = 0.3;
            Assert.Equal(exact, EventDriven.Solve(system).Run(first, 0.3, 1)["v"], 1e-13);
        }
    }

    [Fact]
    public void Thresholds_and_rates_may_be_parameters_and_stand_beside_linear_equations()
    {
        var step = EventDriven.Solve(Of((V, A * Function("int", new Binary(BinaryOperator.Less, V, B))), (W, -W / Tau), (G, Function("int", new Binary(BinaryOperator.Greater, 5, G)))));
        var after = step.Run(new Dictionary<string, double> { ["v"] = 0, ["w"] = 1, ["g"] = 4.5, ["a"] = 2, ["b"] = 3, ["tau"] = 1, ["elapsed"] = 1 }, 1, 1);
        Assert.Equal((2, Math.Exp(-1), 5), (after["v"], after["w"], after["g"]));
    }

    [Theory]
    [InlineData("int(2*v > 1)", "dv/dt compares an expression in 'v', '2*v > 1', where only 'v' itself has a threshold")]
    [InlineData("int(v > 1 - v)", "dv/dt compares an expression in 'v', 'v > 1 - v', where only 'v' itself has a threshold")]
    [InlineData("int(v == 1)", "dv/dt asks for equality, 'v == 1', which a moving variable meets for no time")]
    [InlineData("int(v > t)", "dv/dt depends on int() of 't', which may change during a step")]
    [InlineData("int(v > 1)*rand()", "dv/dt depends on rand(), which may change during a step")]
    [InlineData("int(v > 1)*w", "dv/dt depends on 'w', which may change during a step")]
    [InlineData("v*int(v > 1)", "dv/dt is not linear in 'v'")]
    public void What_is_not_constant_between_thresholds_is_refused_with_the_reason(string rhs, string reason)
    {
        var system = Of((V, Read(rhs)), (W, -W / Tau));
        Assert.Equal(reason, new Exact().WhyNot(system));
        var error = Assert.Throws<ModelException>(() => EventDriven.Solve(system));
        Assert.Contains($"{reason}. That takes linear equations with a closed solution, or such as are constant between thresholds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_method_by_the_clock_takes_them_too_and_leaves_the_rest_to_euler()
    {
        var system = Of((V, Read(Bistable)), (W, Pow(W, 2)));
        Assert.Equal("exact for v; euler for w because exact cannot: dw/dt is not linear in 'w'", IntegratorChooser.Choose(system, null).Explanation);
        var after = IntegratorChooser.Choose(system, null).Integrator.Step(system).Run(new Dictionary<string, double> { ["v"] = 0.41, ["w"] = 1 }, 100, 1);
        Assert.Equal((1, 101), (after["v"], after["w"]));
    }
}
