using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Poisson and binomial counts in models.</summary>
public sealed class RandomCountTests
{
    private const int Count = 20000;

    // Oracle: mean and variance of a Poisson count are both λ; five standard deviations of their estimates, the fourth central moment being λ + 3λ².
    [Theory, ClassData(typeof(Configurations))]
    public void Poisson_counts_have_their_mean_and_variance_for_the_mean_of_each_element(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision, seed: 4);
        var cells = net.Add(new NeuronGroup(5 * Count, "mean : 1\nk : integer"));
        cells["mean"] = "0.001*int(i % 5 == 0) + 0.7*int(i % 5 == 1) + 9.5*int(i % 5 == 2) + 200*int(i % 5 == 3) + 100000*int(i % 5 == 4)";
        cells["k"] = "poisson(mean)";
        var (means, counts) = (cells["mean"].ToArray(), cells["k"].ToArray());
        for (var kind = 0; kind < 5; kind++)
        {
            var mean = means[kind];
            double[] k = [.. counts.Where((_, index) => index % 5 == kind)];
            Assert.InRange(k.Average() - mean, -5 * Math.Sqrt(mean / Count), 5 * Math.Sqrt(mean / Count));
            var spread = 5 * Math.Sqrt((mean + (2 * mean * mean)) / Count);
            Assert.InRange(k.Average(x => (x - mean) * (x - mean)) - mean, -spread, spread);
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Counts_of_no_chance_are_zero_and_never_no_number(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(4, "x : 1\nk, n, m : integer"));
        cells["x"].Set(new[] { 0, -3, double.NaN, 1 });
        cells["k"] = "poisson(x)";
        cells["n"] = "binomial(7, x)";
        cells["m"] = "binomial(20*x, 0.5 + x/2)";
        Assert.Equal([0.0, 0, 0], cells["k"].ToArray()[..3]);
        Assert.Equal([0.0, 0, 0, 7], cells["n"].ToArray());
        Assert.Equal([0.0, 0, 0, 20], cells["m"].ToArray());
    }

    // Oracle: mean n·p and variance n·p·(1 − p); five standard deviations, the excess kurtosis being at most 1/(n·p·(1 − p)).
    [Theory, ClassData(typeof(Configurations))]
    public void Binomial_counts_have_their_mean_and_variance(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision, seed: 6);
        var cells = net.Add(new NeuronGroup(Count, "k : integer"));
        foreach (var (n, p) in ((int, double)[])[(1, 0.25), (10, 0.5), (100, 0.03125), (1000, 0.75), (1_000_000, 0.125)])
        {
            cells["k"].Set($"binomial({n}, {p})");
            var k = cells["k"].ToArray();
            var (mean, variance) = (n * p, n * p * (1 - p));
            Assert.All(k, x => Assert.InRange(x, 0, n));
            Assert.InRange(k.Average() - mean, -5 * Math.Sqrt(variance / Count), 5 * Math.Sqrt(variance / Count));
            var spread = 5 * Math.Sqrt(((2 * variance * variance) + variance) / Count);
            Assert.InRange(k.Average(x => (x - mean) * (x - mean)) - variance, -spread, spread);
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Counts_can_be_drawn_in_equations_reset_and_synapses_and_two_calls_are_independent(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(500, "dx/dt = poisson(2)/(0.1*ms) : 1\ny, z : 1", threshold: "True", reset: "y = poisson(8) - poisson(8)", method: "euler"));
        net.Add(new Synapses(cells, cells, onPre: "z += binomial(10, 0.5)")).Connect("i == j");
        net.Run(0.1 * ms);

        // Means 2, 0 and 5 with variances 2, 16 and 2.5: five standard deviations of the mean of 500.
        Assert.InRange(cells["x"].ToArray().Average() - 2, -5 * Math.Sqrt(2 / 500.0), 5 * Math.Sqrt(2 / 500.0));
        Assert.InRange(cells["y"].ToArray().Average(), -5 * Math.Sqrt(16 / 500.0), 5 * Math.Sqrt(16 / 500.0));
        Assert.InRange(cells["y"].ToArray().Average(y => y * y) - 16, -5 * Math.Sqrt(600 / 500.0), 5 * Math.Sqrt(600 / 500.0));
        Assert.InRange(cells["z"].ToArray().Average() - 5, -5 * Math.Sqrt(2.5 / 500), 5 * Math.Sqrt(2.5 / 500));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Two_random_numbers_in_one_expression_are_independent(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(Count, "x : 1"));
        cells["x"] = "rand() - rand()";

        // Mean 0, variance 1/6, of which the fourth moment is 1/15.
        Assert.InRange(cells["x"].ToArray().Average(x => x * x) - (1 / 6.0), -5 * Math.Sqrt(0.04 / Count), 5 * Math.Sqrt(0.04 / Count));
    }

    [Fact]
    public void Both_backends_draw_the_same_counts()
    {
        foreach (var precision in Enum.GetValues<Precision>()) { Assert.Equal(Draw("cpu", precision), Draw("reference", precision)); }

        static double[] Draw(string backend, Precision precision)
        {
            using var net = Networks.On(backend, precision);
            var cells = net.Add(new NeuronGroup(1000, "k, n : integer"));
            cells["k"] = "poisson(i*0.1)";
            cells["n"] = "binomial(i, i/1000)";
            return [.. cells["k"].ToArray(), .. cells["n"].ToArray()];
        }
    }
}
