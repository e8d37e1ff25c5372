using Cajal.Equations;
using Cajal.Integrators;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Integrators;

public sealed class LinearFormTests
{
    private static LinearForm? Collect(Expr e) => LinearForm.TryCollect(e, "v");

    /// <summary>Oracle: the form evaluated at random points equals the expression evaluated there.</summary>
    private static void IsLinear(Expr e, Expr slope)
    {
        var form = Assert.IsType<LinearForm>(Collect(e));
        Assert.Equal(slope, form.Slope);
        foreach (var (v, w, a, tau) in new[] { (0.3, 1.7, -0.4, 2.5), (-1.1, 0.2, 3.0, 0.7) })
        {
            Dictionary<string, double> at = new() { ["v"] = v, ["w"] = w, ["a"] = a, ["tau"] = tau, ["b"] = 1.9 };
            // A few operations on values of order 10: 20 roundings.
            Assert.Equal(e.Evaluate(at), (form.Slope * V + form.Offset).Evaluate(at), 20 * 10 * 1.2e-16);
        }
    }

    [Fact]
    public void Terms_are_collected_through_sums_products_quotients_signs_and_powers()
    {
        IsLinear((A - V) / Tau, -(1 / Tau));
        IsLinear(-(V - A) / Tau + W, -(1 / Tau));
        IsLinear(A * (W - 2 * V) * B, -(2 * (A * B)));
        IsLinear((A + W) * (B - V), -(A + W));
        IsLinear((A + V) * (B + V) - V * V, A + B);
        IsLinear(Pow(V + A, 2) - Pow(V, 2), A + A);
        IsLinear(V * V / V, 1);
        IsLinear(V * Pow(W, 3), Pow(W, 3));
        IsLinear(V / (1 + W), 1 / (1 + W));
    }

    [Fact]
    public void Functions_are_opaque_and_may_hold_the_variable()
    {
        IsLinear(V * Exp(V), Exp(V));
        IsLinear(A * Exp(V) - V / Tau, -(1 / Tau));
        IsLinear(V / (1 + V * V), 1 / (1 + V * V));
        IsLinear(-V + Function("sqrt", V * V + 1), -1);
    }

    [Fact]
    public void An_expression_without_the_variable_has_slope_zero()
    {
        IsLinear(A * W + B, 0);
        IsLinear(V - V + A, 0);
    }

    [Fact]
    public void Other_powers_and_bare_functions_are_refused()
    {
        Assert.Null(Collect(Pow(V, 2)));
        Assert.Null(Collect(V * (1 - V)));
        Assert.Null(Collect(Function("sqrt", V)));
        Assert.Null(Collect(-V + Function("sqrt", 2 * V)));
        Assert.Null(Collect(Pow(V, 1.5)));
        Assert.Null(Collect(1 / V));
        Assert.Null(Collect(Pow(V, A)));
        Assert.Null(Collect(Exp(-V)));
    }

    [Fact]
    public void The_exponential_integrate_and_fire_neuron_keeps_its_spike_current_in_the_offset()
    {
        var (el, vt, delta, r) = (new Name("El"), new Name("VT"), new Name("DeltaT"), new Name("R"));
        var spike = delta * Exp((V - vt) / delta);
        var form = Assert.IsType<LinearForm>(Collect((-(V - el) + spike + r * (-(G * (V - A)) - W)) / Tau));
        Assert.Equal((-1 - r * G) / Tau, form.Slope);
        Assert.True(form.Offset.Mentions("v"));
    }
}
