using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>Plasticity that depends on the times between the spikes of both sides, all pairs of them.</summary>
public sealed class SpikeTimingPlasticityTests
{
    private const double Potentiation = 0.01, Depression = 0.0105, Tau = 20;

    // Oracle: A·exp(-|lag|/tau).
    [Theory]
    [InlineData(1, 0.00951229)]
    [InlineData(10, 0.00606531)]
    [InlineData(40, 0.00135335)]
    [InlineData(-1, -0.00998791)]
    [InlineData(-10, -0.00636857)]
    [InlineData(-40, -0.00142102)]
    public void A_pair_of_spikes_changes_the_weight_by_the_window_at_its_lag(double lag, double change) =>
        Assert.Equal(change, Change([50], [50 + lag]), 5e-9);

    // Both read the other's trace before this spike, and none raises what the other reads: on_pre runs first, so the postsynaptic spike reads a whole trace.
    [Fact]
    public void Spikes_of_both_sides_in_one_step_count_as_pre_before_post() => Assert.Equal(Potentiation, Change([50], [50]), 1e-15);

    // Oracle: the sum of the window over all pairs, in a loop; 100 Hz on both sides for 2 s, and 40 spikes at the same times.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Irregular_trains_change_the_weight_by_the_sum_over_all_pairs(ulong seed)
    {
        var (pre, post) = (Train(2 * seed), Train((2 * seed) + 1));
        double[] common = [.. Enumerable.Range(1, 40).Select(k => 37.0 * k)];
        pre = [.. pre.Union(common).Order()];
        post = [.. post.Union(common).Order()];

        var expected = pre.Sum(s => post.Sum(t => t >= s ? Potentiation * Math.Exp((s - t) / Tau) : -Depression * Math.Exp((t - s) / Tau)));

        Assert.Equal(expected, Change(pre, post), 1e-12 * pre.Length * post.Length * Depression);
    }

    /// <summary>What spikes at given times [ms] add to a weight.</summary>
    private static double Change(double[] pre, double[] post)
    {
        using Network net = new() { Dt = 0.1 * ms };
        var (source, target) = (Generator(pre), Generator(post));
        var synapses = net.Add(new Synapses(
            source, target,
            $"""
            w : 1
            da/dt = -a/{Tau * ms} : 1 (event-driven)
            db/dt = -b/{Tau * ms} : 1 (event-driven)
            """,
            onPre: $"a += {Potentiation}; w -= b", onPost: $"b += {Depression}; w += a")).Connect();

        net.Run(2.1 * s);

        return synapses["w"].ToArray()[0];

        SpikeGeneratorGroup Generator(double[] times) => net.Add(new SpikeGeneratorGroup(1, new int[times.Length], times * ms));
    }

    /// <summary>Times of a Poisson process of 100 Hz on a grid of 0.1 ms, for 2 s [ms].</summary>
    private static double[] Train(ulong seed)
    {
        using Network net = new() { Dt = 0.1 * ms, Seed = seed };
        var spikes = net.Add(new SpikeMonitor(net.Add(new PoissonGroup(1, 100 * Hz))));
        net.Run(2 * s);
        return [.. spikes.Steps.ToArray().Select(step => Math.Round(step * 0.1, 1))];
    }
}
