using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>Synapses of Tsodyks and Markram: u of the recovered resources x are released by a spike, u being raised before.</summary>
public sealed class ShortTermPlasticityTests
{
    // Oracle: the recursion u -> U + (1 - U)·u·exp(-T/tau_facil), x -> 1 - (1 - (1 - u)·x)·exp(-T/tau_rec) by hand, and its fixed point.
    [Theory]
    [InlineData(20, new[] { 0.5, 0.265147, 0.154835, 0.103020, 0.078683, 0.067251 }, 0.057126)]
    [InlineData(5, new[] { 0.5 }, 0.181133)]
    [InlineData(10, new[] { 0.5 }, 0.105148)]
    [InlineData(50, new[] { 0.5 }, 0.024095)]
    public void A_depressing_synapse_releases_less_with_every_spike(double rate, double[] first, double limit) =>
        AssertReleases(Releases(rate, 0.5, 800 * ms, "u = U"), first, limit);

    [Fact]
    public void A_facilitating_synapse_releases_more_with_every_spike() =>
        AssertReleases(Releases(20, 0.03, 130 * ms, "u += U*(1 - u)"), [0.03, 0.055327, 0.075736, 0.091777, 0.104279, 0.114060], 0.165486);

    private static void AssertReleases(double[] releases, double[] first, double limit)
    {
        const double digits = 6e-7;
        Assert.Equal(first, releases[..first.Length], (a, b) => Math.Abs(a - b) < digits);
        Assert.Equal(limit, releases[^1], digits);
    }

    /// <summary>What each of 200 regular spikes releases.</summary>
    private static double[] Releases(double rate, double U, Quantity tau_rec, string raise)
    {
        const int spikes = 200;
        var interval = 1 / (rate * Hz);
        using Network net = new() { Dt = 1 * ms };
        var source = net.Add(new SpikeGeneratorGroup(1, new int[spikes], new QuantityArray([.. Enumerable.Range(1, spikes).Select(k => k * interval.Si)], Dimension.Time)));
        var target = net.Add(new NeuronGroup(1, "released : 1"));
        net.Add(new Synapses(
            source, target,
            $"""
            du/dt = -u/{530 * ms} : 1 (event-driven)
            dx/dt = (1 - x)/{tau_rec} : 1 (event-driven)
            """,
            onPre: (ModelText)$"U = {U}" + raise + "released += u*x; x -= u*x")).Connect()["x"] = 1.0;
        var trace = net.Add(new StateMonitor(target, ["released"], dt: interval));

        net.Run((spikes + 2) * interval);

        // A sample is taken at the start of the step in which a spike arrives.
        return [.. trace.Of("released", 0)[1..].Zip(trace.Of("released", 0)[2..], (before, after) => after - before).Take(spikes)];
    }
}
