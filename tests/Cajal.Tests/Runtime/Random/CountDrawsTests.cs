using Cajal.Runtime.Random;

namespace Cajal.Tests.Runtime.Random;

/// <summary>Counts against the closed forms of their probabilities, at fixed seeds.</summary>
public sealed class CountDrawsTests
{
    private const int Draws = 200_000;

    // Outside of this probability a test would fail by chance in one of 10 000 seeds; the seeds are fixed.
    private const double LeastProbability = 1e-4;

    [Theory]
    [InlineData(0.001)]
    [InlineData(0.1)]
    [InlineData(1)]
    [InlineData(3.7)]
    [InlineData(9.99)]
    [InlineData(10)]
    [InlineData(25.5)]
    [InlineData(300)]
    [InlineData(12345.6)]
    [InlineData(100_000)]
    public void Poisson_counts_have_the_probabilities_of_the_distribution(double mean)
    {
        foreach (var (u, v) in ((Func<int, double>, Func<int, double>)[])[(First, Second), (FirstSingle, SecondSingle)])
        {
            double[] counts = [.. Enumerable.Range(0, Draws).Select(k => CountDraws.Poisson(mean, u(k), v(k)))];
            AssertFits(counts, mean, mean, int.MaxValue, k => (k * Math.Log(mean)) - mean - LogFactorial(k));
        }
    }

    [Theory]
    [InlineData(1, 0.3)]
    [InlineData(2, 0.999)]
    [InlineData(10, 0.5)]
    [InlineData(19, 0.5)]
    [InlineData(20, 0.5)]
    [InlineData(21, 0.5)]
    [InlineData(40, 0.9)]
    [InlineData(100, 0.001)]
    [InlineData(1000, 0.01)]
    [InlineData(1000, 0.4)]
    [InlineData(100_000, 0.0001)]
    [InlineData(1_000_000, 0.7)]
    public void Binomial_counts_have_the_probabilities_of_the_distribution(int trials, double p)
    {
        foreach (var (u, v) in ((Func<int, double>, Func<int, double>)[])[(First, Second), (FirstSingle, SecondSingle)])
        {
            double[] counts = [.. Enumerable.Range(0, Draws).Select(k => CountDraws.Binomial(trials, p, u(k), v(k)))];
            Assert.All(counts, count => Assert.InRange(count, 0, trials));
            AssertFits(counts, trials * p, trials * p * (1 - p), trials, k =>
                LogFactorial(trials) - LogFactorial(k) - LogFactorial(trials - k) + (k * Math.Log(p)) + ((trials - k) * Math.Log(1 - p)));
        }
    }

    [Theory]
    [InlineData(5, 3, 10)]
    [InlineData(1, 1, 1)]
    [InlineData(0, 3, 10)]
    [InlineData(9, 7, 10)]
    [InlineData(100, 20, 1000)]
    [InlineData(500, 900, 1000)]
    [InlineData(40_000, 30_000, 100_000)]
    public void Hypergeometric_counts_have_the_probabilities_of_the_distribution(int draws, int successes, int population)
    {
        double[] counts = [.. Enumerable.Range(0, Draws).Select(k => CountDraws.Hypergeometric(draws, successes, population, First(k)))];
        var (p, failures) = ((double)successes / population, population - successes);
        var variance = draws * p * (1 - p) * (population - draws) / Math.Max(1, population - 1);
        AssertFits(counts, draws * p, variance, Math.Min(draws, successes), k => k < draws - failures ? double.NegativeInfinity :
            LogFactorial(successes) - LogFactorial(k) - LogFactorial(successes - k)
            + LogFactorial(failures) - LogFactorial(draws - k) - LogFactorial(failures - draws + k)
            - LogFactorial(population) + LogFactorial(draws) + LogFactorial(population - draws));
    }

    // Oracle: sums of logarithms of whole numbers, good to n·log(n)·1e-16.
    [Fact]
    public void Logarithms_of_probabilities_agree_with_the_definition()
    {
        foreach (var mean in (double[])[0.001, 0.5, 1, 15.5, 17, 400, 1e4])
        {
            foreach (var k in (double[])[0, 1, 2, 14, 15, 16, 17, 100, 9000, 20000])
            {
                Assert.Equal((k * Math.Log(mean)) - mean - LogFactorial(k), CountDistributions.LogPoisson(k, mean), 1e-14 * (10 + (k * 25) + mean));
                if (k > 20000 * 0.9) { continue; }
                foreach (var p in (double[])[0.001, 0.3, 0.5, 0.95])
                {
                    var exact = LogFactorial(20000) - LogFactorial(k) - LogFactorial(20000 - k) + (k * Math.Log(p)) + ((20000 - k) * Math.Log(1 - p));
                    Assert.Equal(exact, CountDistributions.LogBinomial(k, 20000, p), 1e-8);
                }
            }
        }
    }

    [Fact]
    public void The_exponential_function_is_that_of_the_platform_within_rounding()
    {
        for (var x = -699.9; x < 0; x += 0.37) { Assert.Equal(1, PortableExponential.Exp(x) / Math.Exp(x), 6e-16); }
        Assert.Equal(1, PortableExponential.Exp(0));
        Assert.Equal(0, PortableExponential.Exp(-800));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(0)]
    public void A_mean_that_is_no_positive_number_gives_no_count(double mean)
    {
        Assert.Equal(0, CountDraws.Poisson(mean, 0.9, 0.9));
        Assert.Equal(0, CountDraws.Binomial(mean, 0.5, 0.9, 0.9));
        Assert.Equal(0, CountDraws.Binomial(10, mean, 0.9, 0.9));
    }

    // Oracle: five standard deviations around the mean.
    [Fact]
    public void Means_of_any_size_give_counts_near_them()
    {
        foreach (var mean in (double[])[1e6, 1e9, 1e12, 1e15])
        {
            for (var k = 0; k < 1000; k++)
            {
                Assert.InRange(CountDraws.Poisson(mean, First(k), Second(k)) - mean, -5 * Math.Sqrt(mean), 5 * Math.Sqrt(mean));
                Assert.InRange(CountDraws.Binomial(4 * mean, 0.25, First(k), Second(k)) - mean, -5 * Math.Sqrt(mean), 5 * Math.Sqrt(mean));
            }
        }

        Assert.Equal(1L << 53, CountDraws.Poisson(double.PositiveInfinity, 0.3, 0.4), 5 * Math.Sqrt(1L << 53));
    }

    private static double First(int k) => s_stream.Uniforms((uint)k, 3, 0).First;

    private static double Second(int k) => s_stream.Uniforms((uint)k, 3, 0).Second;

    private static double FirstSingle(int k) => s_stream.UniformsSingle((uint)k, 4, 0).First;

    private static double SecondSingle(int k) => s_stream.UniformsSingle((uint)k, 4, 0).Second;

    private static readonly RandomStream s_stream = RandomStream.Create(2026, 1, 1, 0);

    private static double LogFactorial(double n) => s_logFactorials[(int)n];

    // Sums of logarithms of whole numbers; after a million of them the sum is still good to 1e-6.
    private static readonly double[] s_logFactorials = LogFactorials(1_000_000);

    private static double[] LogFactorials(int most)
    {
        var sums = new double[most + 1];
        for (var n = 1; n <= most; n++) { sums[n] = sums[n - 1] + Math.Log(n); }
        return sums;
    }

    /// <summary>The first moment, and Pearson's test over classes of neighbouring counts.</summary>
    private static void AssertFits(double[] counts, double mean, double variance, int most, Func<double, double> logProbability)
    {
        Assert.InRange(counts.Average() - mean, -5 * Math.Sqrt(variance / counts.Length), 5 * Math.Sqrt(variance / counts.Length));
        var observed = counts.CountBy(k => k).ToDictionary(x => x.Key, x => x.Value);
        var leastInClass = Math.Max(20, counts.Length / 200);
        List<(double Expected, double Found)> classes = [];
        var (expected, found) = (0.0, 0.0);
        for (var k = Math.Max(0, Math.Floor(mean - (12 * Math.Sqrt(variance)))); k <= Math.Min(most, mean + (12 * Math.Sqrt(variance)) + 30); k++)
        {
            (expected, found) = (expected + (counts.Length * Math.Exp(logProbability(k))), found + observed.GetValueOrDefault(k));
            if (expected < leastInClass) { continue; }
            classes.Add((expected, found));
            (expected, found) = (0, 0);
        }

        // What is left is too little for a class of its own.
        if (classes.Count == 0 || expected >= 20) { classes.Add((expected, found)); } else { classes[^1] = (classes[^1].Expected + expected, classes[^1].Found + found); }
        Assert.Equal(counts.Length, classes.Sum(c => c.Expected), 1e-5 * counts.Length);
        Assert.Equal(counts.Length, classes.Sum(c => c.Found));
        var statistic = classes.Sum(c => (c.Found - c.Expected) * (c.Found - c.Expected) / c.Expected);
        Assert.True(Tail(statistic, classes.Count - 1) > LeastProbability, FormattableString.Invariant($"chi-square {statistic} of {classes.Count} classes"));
    }

    /// <summary>Probability of a larger chi-square: its cube root is nearly normal (Wilson and Hilferty 1931).</summary>
    private static double Tail(double statistic, int freedom)
    {
        if (freedom == 0) { return 1; }
        var z = (Math.Cbrt(statistic / freedom) - (1 - (2.0 / (9 * freedom)))) / Math.Sqrt(2.0 / (9 * freedom));

        // An upper bound of the normal tail that is close where it is small.
        return z <= 0 ? 1 : Math.Min(1, Math.Exp(-z * z / 2) / (z * Math.Sqrt(2 * Math.PI)));
    }
}
