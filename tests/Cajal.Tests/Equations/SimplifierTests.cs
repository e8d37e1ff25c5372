using Cajal.Equations;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Equations;

public sealed class SimplifierTests
{
    private static readonly Expr s_zero = 0, s_one = 1;

    private static void Becomes(Expr before, Expr after) => Assert.Equal(after, Simplifier.Simplify(before));

    [Fact]
    public void Neutral_elements_vanish()
    {
        Becomes(s_zero + V, V);
        Becomes(V + 0, V);
        Becomes(V - 0, V);
        Becomes(s_zero - V, -V);
        Becomes(s_one * V, V);
        Becomes(V * 1, V);
        Becomes(V / 1, V);
        Becomes(s_zero * V, 0);
        Becomes(s_zero / V, 0);
        Becomes(Pow(V, 1), V);
        Becomes(Pow(V, 0), 1);
    }

    [Fact]
    public void Numbers_are_folded_and_collected()
    {
        Becomes((Expr)2 + 3, 5);
        Becomes(2 * (3 * V), 6 * V);
        Becomes(V * 2 * 3, 6 * V);
        Becomes(2 * V * (3 * W), 6 * (V * W));
        Becomes(2 * (3 / V), 6 / V);
        Becomes(V + 2 + 3, V + 5);
        Becomes(V - 2 - 3, V - 5);
        Becomes(Pow(2, 10), 1024);
        Becomes(Pow(2, -2), 0.25);
        Becomes(Function("sqrt", 9), 3);
    }

    [Fact]
    public void Signs_are_pulled_outwards_and_cancel()
    {
        Becomes(-(-V), V);
        Becomes(-(V - W), W - V);
        Becomes(V + -W, V - W);
        Becomes(V - -W, V + W);
        Becomes(-V * -W, V * W);
        Becomes(-V / Tau, -(V / Tau));
        Becomes(V + -2.0 * W, V - 2 * W);
        Becomes(V + -2.0, V - 2);
    }

    [Fact]
    public void Quotients_over_the_same_denominator_cancel()
    {
        Becomes(A / Tau / (1 / Tau), A);
        Becomes(-(1 / Tau) * Dt, -(Dt / Tau));
    }

    [Fact]
    public void Integers_stay_integers_until_a_real_joins_or_they_leave_32_bits()
    {
        Number Integer(double value) => new(value, IsInteger: true);
        Becomes(Integer(2) * Integer(3), Integer(6));
        Becomes(Integer(2) + 3.0, 5);
        Becomes(Integer(7) / Integer(2), 3.5);
        Becomes(Integer(2_000_000_000) + Integer(2_000_000_000), Integer(2_000_000_000) + Integer(2_000_000_000));
    }

    [Fact]
    public void Division_by_zero_is_left_for_the_run_to_report() => Becomes((Expr)1 / 0, (Expr)1 / 0);

    [Fact]
    public void Names_with_a_value_become_numbers_and_others_stay()
    {
        Assert.Equal(6 * V, Simplifier.Simplify(A * V * 2, name => name == "a" ? 3 : null));
        Assert.Equal(9, Simplifier.ValueOf(Pow(A, 2), name => name == "a" ? 3 : null));
        Assert.Null(Simplifier.ValueOf(A * V, name => name == "a" ? 3 : null));
        // A function of a constant keeps the value that kernels compute.
        Assert.Null(Simplifier.ValueOf(Exp(A), name => name == "a" ? 3 : null));
    }
}
