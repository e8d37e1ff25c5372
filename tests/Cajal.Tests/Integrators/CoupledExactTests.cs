using Cajal.Equations;
using Cajal.Integrators;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Integrators;

/// <summary>Exact steps of variables that are coupled by parameters. Oracle: the exponential of the matrix of the same numbers.</summary>
public sealed class CoupledExactTests
{
    private static readonly Exact s_exact = new();

    /// <summary>
    /// X' = M X + B as equations in the parameters m_i_j and b_i, of which zeros are left out, stepped over a time of 1 with the formula and with
    /// <see cref="MatrixExponential"/>.
    /// </summary>
    /// <param name="roundings">Roundings of the largest value on the way that may show in the result.</param>
    private static void AgreesWithTheMatrixExponential(double[,] m, double[] b, double[] x, double roundings)
    {
        var n = b.Length;
        Dictionary<string, double> values = new() { ["dt"] = 1 };
        List<(Name, Expr)> equations = [];
        for (var i = 0; i < n; i++)
        {
            Expr right = b[i] == 0 ? 0 : new Name($"b_{i}");
            (values[$"b_{i}"], values[$"x_{i}"]) = (b[i], x[i]);
            for (var j = 0; j < n; j++)
            {
                if (m[i, j] == 0) { continue; }
                values[$"m_{i}_{j}"] = m[i, j];
                right += new Name($"m_{i}_{j}") * new Name($"x_{j}");
            }

            equations.Add((new Name($"x_{i}"), right));
        }

        var system = Of([.. equations]);
        Assert.Null(s_exact.WhyNot(system));
        var after = s_exact.Step(system).Run(values, 1, 1);
        var (p, phi) = MatrixExponential.Propagators(m, 1);
        var size = Enumerable.Range(0, n * n).Max(k => Math.Max(Math.Abs(p[k / n, k % n]), Math.Abs(phi[k / n, k % n]))) * x.Concat(b).Max(Math.Abs) * n;
        for (var i = 0; i < n; i++)
        {
            var expected = Enumerable.Range(0, n).Sum(j => (p[i, j] * x[j]) + (phi[i, j] * b[j]));
            Assert.Equal(expected, after[$"x_{i}"], roundings * 1.2e-16 * size);
        }
    }

    private static double Noise(int k, int stream) => Backends.Backend.Noise(k, stream);

    /// <summary>Sizes up to between 2^-8 and 2^4, so that rates lie together, apart and at nothing.</summary>
    private static double Wide(int k, int stream) => Noise(k, stream) * Math.ScaleB(1, (int)(7 * Noise(k, stream + 100)) - 2);

    // The exponents are exact to a rounding of themselves and of the root of the square, whose terms may cancel: 1 + ‖M‖² roundings of the result, in the
    // oracle too, and some ten for the sums, differences and the series.
    [Fact]
    public void Two_variables_that_act_on_each_other_are_right_for_any_eigenvalues()
    {
        var (real, complex) = (0, 0);
        for (var k = 0; k < 1000; k++)
        {
            double[,] m = { { Wide(k, 1), Wide(k, 2) }, { Wide(k, 3), Wide(k, 4) } };
            Check(m, k);
            var q = Math.Pow((m[0, 0] - m[1, 1]) / 2, 2) + (m[0, 1] * m[1, 0]);
            (real, complex) = q > 0 ? (real + 1, complex) : (real, complex + 1);
        }

        Assert.True(real > 100 && complex > 100, $"{real} {complex}");
    }

    [Fact]
    public void Two_variables_are_right_at_singular_matrices_and_at_equal_and_nearly_equal_eigenvalues()
    {
        for (var k = 0; k < 100; k++)
        {
            var (a, c, d) = (Wide(k, 1), Wide(k, 2), Wide(k, 3));
            Check(new[,] { { a * c, a }, { d * c, d } }, k);
            foreach (var apart in (double[])[0, 1e-300, 1e-20, 1e-16, -1e-16, 1e-12, -1e-12, 1e-8, -1e-8, 1e-4, -1e-4])
            {
                // The square, (c d)² − c² d² + apart, is that small number.
                Check(new[,] { { a + (c * d), c * c }, { -d * d, a - (c * d) } }, k);
                Check(new[,] { { a, 1 }, { apart, a } }, k);
                Check(new[,] { { a, c }, { apart, a + apart } }, k);
            }
        }
    }

    private static void Check(double[,] m, int k)
    {
        var norm = Enumerable.Range(0, 4).Sum(e => Math.Abs(m[e / 2, e % 2]));
        AgreesWithTheMatrixExponential(m, [Noise(k, 5), Noise(k, 6)], [Noise(k, 7), Noise(k, 8)], 10 + (10 * norm * norm));
    }

    // Drivers with the rates of the pair, near to them, at zero and elsewhere.
    [Fact]
    public void Two_variables_that_act_on_each_other_follow_what_drives_them()
    {
        for (var k = 0; k < 400; k++)
        {
            var (a, c, d) = (Wide(k, 1), Wide(k, 2), k % 3 == 0 ? 1e-9 * Noise(k, 3) : Wide(k, 3));
            double[,] m = { { a, c, Noise(k, 9) }, { d, k % 2 == 0 ? a : Wide(k, 4), Noise(k, 10) }, { 0, 0, (k % 5) switch { 0 => a, 1 => a + 1e-10, 2 => 1e-13, _ => Wide(k, 11) } } };
            var norm = Enumerable.Range(0, 9).Sum(e => Math.Abs(m[e / 3, e % 3]));
            AgreesWithTheMatrixExponential(m, [Noise(k, 5), Noise(k, 6), 0], [Noise(k, 7), Noise(k, 8), Noise(k, 12)], 20 + (10 * norm * norm));
        }
    }

    // Triangles: each variable follows all behind it. Rates equal, nearly equal, in groups and apart.
    [Fact]
    public void Chains_of_up_to_four_rates_are_right_also_at_equal_and_nearly_equal_rates()
    {
        for (var k = 0; k < 400; k++)
        {
            double Rate(int place) => (k % 6) switch
            {
                0 => Wide(k, 1),
                1 => Wide(k, 1) + (1e-9 * Noise(k, 20 + place)),
                2 => Wide(k, place / 2) + (1e-14 * place),
                3 => 0,
                4 => Noise(k, 20 + place),
                _ => Wide(k, 20 + place),
            };
            double[,] m = { { Rate(0), Noise(k, 2), Noise(k, 3) }, { 0, Rate(1), Noise(k, 4) }, { 0, 0, Rate(2) } };
            var norm = Enumerable.Range(0, 9).Sum(e => Math.Abs(m[e / 3, e % 3]));
            AgreesWithTheMatrixExponential(m, [Noise(k, 5), Noise(k, 6), Noise(k, 7)], [Noise(k, 8), Noise(k, 9), Noise(k, 10)], 100 + (10 * norm * norm));
        }
    }

    [Fact]
    public void A_chain_of_four_with_one_rate_is_an_alpha_function_of_third_order()
    {
        // x_k' = x_k+1 − a x_k from the last: t³/6 exp(−a t).
        var system = Of((V, W - A * V), (W, G - A * W), (G, S - A * G), (S, -A * S));
        var after = s_exact.Step(system).Run(new Dictionary<string, double> { ["v"] = 0, ["w"] = 0, ["g"] = 0, ["s"] = 1, ["a"] = 3 }, 0.25, 8);
        // Eight steps of some hundred roundings of the series, half of which the decay forgets.
        Assert.Equal(8.0 / 6 * Math.Exp(-6), after["v"], 8 * 100 * 1.2e-16 * 8.0 / 6 * Math.Exp(-6));
    }

    [Fact]
    public void A_long_or_no_time_is_right_without_overflow()
    {
        // A damped rotation with its drive: after 1e4 time constants at rest, where M x + b = 0; after no time as it was.
        var system = Of((V, -A * V - B * W + I), (W, B * V - A * W));
        Dictionary<string, double> start = new() { ["v"] = 2, ["w"] = -3, ["a"] = 1, ["b"] = 2, ["I"] = 5 };
        var step = EventDriven.Solve(system);
        foreach (var (elapsed, v, w) in new[] { (1e4, 1.0, 2.0), (0, 2, -3) })
        {
            var after = step.Run(new Dictionary<string, double>(start) { ["elapsed"] = elapsed }, 1, 1);
            Assert.Equal(v, after["v"], 1e-15 * Math.Abs(v));
            Assert.Equal(w, after["w"], 1e-15 * Math.Abs(w));
        }
    }

    [Fact]
    public void Collecting_many_coupled_variables_takes_few_bytes()
    {
        const int Count = 25;
        Name[] x = [.. Enumerable.Range(0, Count).Select(k => new Name($"x{k}"))];
        var system = Of([.. x.Select((name, k) => (name, x.Aggregate((Expr)B, (sum, other) => sum + other / Tau) - name))]);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.NotNull(LinearSystem.TryCreate(system, out _));
        // 25 rows of 25 sums of up to 25 terms of some hundred bytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 25 * 25 * 25 * 200);
    }
}
