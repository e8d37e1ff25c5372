namespace Cajal.Validation;

/// <summary>A million random numbers of each kind against their distribution; seeds are fixed, so that the tests always say the same.</summary>
public sealed class RandomStreamTests
{
    private const int Count = 1_000_000;

    // The limit of Kolmogorov's statistic sqrt(n)·D at which 2·exp(-2x²) is 1e-4.
    private const double Limit = 2.2253;

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    public void Uniform_numbers_pass_the_test_of_Kolmogorov_and_Smirnov(ulong seed) => AssertDistribution(Draw("rand()", seed), x => x);

    [Theory]
    [InlineData(1UL)]
    [InlineData(2UL)]
    public void Normal_numbers_pass_the_test_of_Kolmogorov_and_Smirnov(ulong seed) => AssertDistribution(Draw("randn()", seed), Normal);

    // Mean and variance are both l; their estimates have the variances l/n and (l + 2l²)/n. Five standard deviations.
    [Theory]
    [InlineData(0.05)]
    [InlineData(3)]
    [InlineData(40)]
    [InlineData(2000)]
    public void Poisson_counts_have_their_mean_and_variance(double l)
    {
        var counts = Draw(FormattableString.Invariant($"poisson({l})"), 3);

        var mean = counts.Average();
        Assert.Equal(l, mean, 5 * Math.Sqrt(l / Count));
        Assert.Equal(l, counts.Average(c => (c - mean) * (c - mean)), 5 * Math.Sqrt((l + (2 * l * l)) / Count));
    }

    private static double[] Draw(string expression, ulong seed)
    {
        using Network net = new() { Seed = seed };
        var cells = net.Add(new NeuronGroup(Count, "x : 1"));
        cells["x"] = expression;
        return cells["x"].ToArray();
    }

    private static void AssertDistribution(double[] values, Func<double, double> distribution)
    {
        Array.Sort(values);
        var distance = values.Index().Max(x => Math.Max(Math.Abs(distribution(x.Item) - ((double)x.Index / Count)), Math.Abs(distribution(x.Item) - ((x.Index + 1.0) / Count))));
        Assert.InRange(distance * Math.Sqrt(Count), 0, Limit);
    }

    // Marsaglia (2004): 1/2 + phi(x)·(x + x³/3 + x⁵/(3·5) + ...), exact to rounding for the sizes that occur.
    private static double Normal(double x)
    {
        var (sum, term) = (x, x);
        for (var k = 3; Math.Abs(term) > 1e-17; k += 2)
        {
            term *= x * x / k;
            sum += term;
        }

        return 0.5 + (sum * Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI));
    }
}
