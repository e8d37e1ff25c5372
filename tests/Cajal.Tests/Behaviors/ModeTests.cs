using Cajal.Tests.Model;
using static Cajal.Tests.Behaviors.VectorTests;

namespace Cajal.Tests.Behaviors;

/// <summary>How vectors are made; means and deviations are those of the distributions, within five standard errors of the sample.</summary>
public sealed class ModeTests
{
    private const int Size = 40_000;

    [Theory]
    [InlineData("zeros", 0, 0, 0, 0)]
    [InlineData("ones", 1, 0, 1, 1)]
    [InlineData("3", 3, 0, 3, 3)]
    [InlineData("2.5", 2.5, 0, 2.5, 2.5)]
    [InlineData("full(fill_value=3.0)", 3, 0, 3, 3)]
    [InlineData("uniform", 0.5, 0.28868, 0, 1)]
    [InlineData("random", 0.5, 0.28868, 0, 1)]
    [InlineData("rand", 0.5, 0.28868, 0, 1)]
    [InlineData("rnd", 0.5, 0.28868, 0, 1)]
    [InlineData("rand()*2+1", 2, 0.57735, 1, 3)]
    [InlineData("uniform(-1, 1)", 0, 0.57735, -1, 1)]
    [InlineData("normal", 0, 1, -6, 6)]
    [InlineData("normal(0.5, 0.1)", 0.5, 0.1, -0.1, 1.1)]
    [InlineData("normal(std=0.1, mean=0.5)", 0.5, 0.1, -0.1, 1.1)]
    [InlineData("randn", 0, 1, -6, 6)]
    [InlineData("randn() * 0.5", 0, 0.5, -3, 3)]
    [InlineData("randint(0, 5)", 2, 1.41421, 0, 4)]
    [InlineData("exponential", 1, 1, 0, 20)]
    [InlineData("exponential(0.5)", 0.5, 0.5, 0, 10)]
    [InlineData("bernoulli(0.3)", 0.3, 0.45826, 0, 1)]
    [InlineData("lognormal(0, 0.25)", 1.03174, 0.26205, 0.2, 4)]
    public void A_mode_draws_its_distribution(string mode, double mean, double deviation, double lowest, double highest)
    {
        foreach (var precision in Enum.GetValues<Precision>())
        {
            var values = Group(precision, Size).Vector(mode).ToArray();

            Assert.InRange(values.Average() - mean, -5 * deviation / 200, 5 * deviation / 200);
            Assert.All(values, v => Assert.InRange(v, lowest, highest));

            // The standard error of a deviation is below deviation / sqrt(size) for these distributions, the heavy-tailed ones included.
            var sampled = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / Size);
            Assert.InRange(sampled - deviation, -6 * deviation / 140, 6 * deviation / 140);
        }
    }

    [Fact]
    public void A_density_keeps_elements_by_chance_and_a_scale_multiplies_them()
    {
        var values = Group(Precision.Double, Size).Vector("ones", scale: 3, density: 0.1).ToArray();

        Assert.All(values, v => Assert.True(v is 0 or 3));

        // Binomial: 4000 kept, with a deviation of 60.
        Assert.InRange(values.Count(v => v > 0), 3700, 4300);
    }

    [Fact]
    public void The_same_seed_draws_the_same_and_each_call_draws_anew()
    {
        NeuronGroup a = Group(Precision.Double, 10), b = Group(Precision.Double, 10), other = Group(Precision.Double, 10, seed: 2);
        var first = a.Vector("uniform").ToArray();

        Assert.Equal(first, b.Vector("uniform").ToArray());
        Assert.NotEqual(first, a.Vector("uniform").ToArray());
        Assert.NotEqual(first, other.Vector("uniform").ToArray());
    }

    [Fact]
    public void What_is_no_mode_is_refused()
    {
        var n = Group(Precision.Double, 3);
        Assert.StartsWith("There is no way to make numbers called 'unifrom'. Did you mean 'uniform'?", Assert.Throws<EquationException>(() => n.Vector("unifrom")).Message, StringComparison.Ordinal);
        Assert.StartsWith("'randint' needs low, high.", Assert.Throws<EquationException>(() => n.Vector("randint")).Message, StringComparison.Ordinal);
        Mistake.Says("'normal(mu=3)': normal has no argument 'mu'. It takes mean, std.", () => n.Vector("normal(mu=3)"));
        Mistake.Says("'normal(1, 2, 3)' has too many arguments: normal takes mean, std.", () => n.Vector("normal(1, 2, 3)"));
        Mistake.Says("'bernoulli()': bernoulli needs its argument 'p'.", () => n.Vector("bernoulli()"));
        Mistake.Says("The density is the probability with which an element is kept, from 0 to 1, not 1.5.", () => n.Vector("ones", density: 1.5));
    }
}
