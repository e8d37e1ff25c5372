using Cajal.Integrators;

namespace Cajal.Tests.Integrators;

/// <summary>Oracles: closed forms.</summary>
public sealed class MatrixExponentialTests
{
    /// <summary>A few dozen roundings of 1.1e-16.</summary>
    private const double Tolerance = 1e-14;

    private static void Equals(double[,] expected, double[,] actual)
    {
        var largest = expected.Cast<double>().Max(Math.Abs);
        for (var i = 0; i < expected.GetLength(0); i++)
        {
            for (var j = 0; j < expected.GetLength(1); j++) { Assert.Equal(expected[i, j], actual[i, j], Tolerance * largest); }
        }
    }

    [Fact]
    public void Zero_gives_the_identity() => Equals(new double[,] { { 1, 0 }, { 0, 1 } }, MatrixExponential.Of(new double[2, 2]));

    [Theory, InlineData(-1e-10), InlineData(-0.005), InlineData(-1.0), InlineData(-20.0), InlineData(3.0)]
    public void A_single_rate_is_the_exponential(double rate) =>
        Assert.Equal(Math.Exp(rate), MatrixExponential.Of(new[,] { { rate } })[0, 0], Tolerance * Math.Exp(rate));

    [Fact]
    public void A_nilpotent_matrix_gives_a_polynomial() =>
        Equals(new[,] { { 1, 2, 3 + 2 * 5 / 2.0 }, { 0, 1, 5 }, { 0, 0, 1 } }, MatrixExponential.Of(new double[,] { { 0, 2, 3 }, { 0, 0, 5 }, { 0, 0, 0 } }));

    [Fact]
    public void A_rotation_gives_sine_and_cosine()
    {
        var (s, c) = Math.SinCos(7);
        Equals(new[,] { { c, -s }, { s, c } }, MatrixExponential.Of(new double[,] { { 0, -7 }, { 7, 0 } }));
    }

    [Fact]
    public void A_defective_matrix_gives_the_alpha_function()
    {
        var e = Math.Exp(-0.7);
        Equals(new[,] { { e, 0.3 * e }, { 0, e } }, MatrixExponential.Of(new[,] { { -0.7, 0.3 }, { 0, -0.7 } }));
    }

    [Fact]
    public void A_spiral_gives_a_damped_rotation()
    {
        var (s, c) = Math.SinCos(3);
        var e = Math.Exp(-0.5);
        Equals(new[,] { { e * c, -e * s }, { e * s, e * c } }, MatrixExponential.Of(new double[,] { { -0.5, -3 }, { 3, -0.5 } }));
    }

    [Theory, InlineData(2.5e6, -0.02), InlineData(1e-9, -0.02), InlineData(2.5e6, -2.0)]
    public void A_coupling_between_units_of_any_size_costs_no_digits(double coupling, double l)
    {
        const double a = -0.005;
        var p = MatrixExponential.Of(new[,] { { a, coupling }, { 0, l } });
        var driven = coupling * Math.Exp(a) * ExprEvaluator.Expm1(l - a) / (l - a);
        Assert.Equal(Math.Exp(a), p[0, 0], Tolerance);
        Assert.Equal(Math.Exp(l), p[1, 1], Tolerance);
        Assert.Equal(driven, p[0, 1], Tolerance * Math.Abs(driven));
        Assert.Equal(0, p[1, 0]);
    }

    /// <summary>A voltage and its adaptation current, in SI units: R/tau_m dt is 2.5e6 V/A, a/tau_w dt 1e-9 A/V; the oracle is the damped rotation.</summary>
    [Theory, InlineData(2.5e6, 1e-9), InlineData(2.5e12, 1e-15)]
    public void A_loop_through_units_of_different_size_costs_no_digits(double forth, double back)
    {
        var (a, d) = (-0.005, -0.001);
        var p = MatrixExponential.Of(new[,] { { a, -forth }, { back, d } });
        var (mean, half) = ((a + d) / 2, (a - d) / 2);
        var omega = Math.Sqrt(forth * back - half * half);
        var (decay, sine, cosine) = (Math.Exp(mean), Math.Sin(omega) / omega, Math.Cos(omega));
        Assert.Equal(decay * (cosine + half * sine), p[0, 0], Tolerance);
        Assert.Equal(decay * (cosine - half * sine), p[1, 1], Tolerance);
        Assert.Equal(-decay * forth * sine, p[0, 1], Tolerance * forth);
        Assert.Equal(decay * back * sine, p[1, 0], Tolerance * back);
    }

    [Fact]
    public void The_propagators_of_a_singular_system_are_right()
    {
        // x' = y + b1, y' = b2: x = x0 + t y0 + t b1 + t²/2 b2.
        var (p, phi) = MatrixExponential.Propagators(new double[,] { { 0, 1 }, { 0, 0 } }, 0.4);
        Equals(new[,] { { 1, 0.4 }, { 0, 1 } }, p);
        Equals(new[,] { { 0.4, 0.08 }, { 0, 0.4 } }, phi);
    }

    [Fact]
    public void The_propagators_of_a_decay_are_those_of_its_relaxation()
    {
        var (p, phi) = MatrixExponential.Propagators(new[,] { { -50.0 } }, 1e-4);
        Assert.Equal(Math.Exp(-0.005), p[0, 0], Tolerance);
        Assert.Equal(-ExprEvaluator.Expm1(-0.005) / 50, phi[0, 0], Tolerance * 1e-4);
    }
}
