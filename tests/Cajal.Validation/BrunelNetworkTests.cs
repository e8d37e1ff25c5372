using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>The network of Brunel (2000), model A, at full size: 12,500 cells with 1,250 synapses each.</summary>
public sealed class BrunelNetworkTests
{
    // Oracle: mean-field theory, 37.95 Hz; the paper's simulation gives 37.7 Hz. Here it is 37.4 +- 0.3 Hz over six seeds: the theory takes all input for
    // white noise, but spikes of a CV of 0.4 have less power at low frequencies, and so the cells fire a little less. 3 % are two standard deviations.
    [Fact]
    public void The_asynchronous_irregular_state_has_the_rate_of_mean_field_theory()
    {
        BrunelNetwork theory = new(5, 2);

        var rates = Rates(theory, 500 * ms);

        var expected = theory.StationaryRates()[0].In(Hz);
        Assert.Equal(expected, rates.Average(), 0.03 * expected);
    }

    // Oracle: the paper's simulation, 60.7 Hz and a rhythm of 180 Hz, and its theory, 55.8 and 190 Hz. Here 59.7 +- 0.8 Hz and 168 +- 3 Hz over six seeds.
    [Fact]
    public void Strong_inhibition_and_input_give_a_fast_rhythm()
    {
        var rates = Rates(new(6, 4), 500 * ms);

        Assert.InRange(rates.Average(), 55, 61);
        Assert.InRange(PowerSpectrum.Of(rates, 0.1 * ms, 2.5 * Hz).Peak(20 * Hz, 500 * Hz).In(Hz), 160, 200);
    }

    // Oracle: the paper's simulation, 5.5 Hz and a rhythm of 22 Hz, and its theory, 6.5 and 29 Hz. Here 5.6 +- 0.2 Hz and 22 +- 2 Hz over six seeds.
    [Fact]
    public void Little_input_gives_a_slow_rhythm()
    {
        var rates = Rates(new(4.5, 0.9), 2 * s);

        Assert.InRange(rates.Average(), 5, 6.6);
        Assert.InRange(PowerSpectrum.Of(rates, 0.1 * ms, 2.5 * Hz).Peak(5 * Hz, 500 * Hz).In(Hz), 17, 30);
    }

    /// <summary>Rate of all cells in each step [Hz], without the first 50 ms.</summary>
    private static double[] Rates(BrunelNetwork theory, Quantity duration)
    {
        using Network net = new() { Seed = 42, Slots = ["start", "groups", "synapses", "thresholds", "resets", "end"] };
        var cells = net.Add(new NeuronGroup(
            12500, $"dv/dt = -v/{theory.Tau} : volt (unless refractory)",
            threshold: $"v >= {theory.Threshold}", reset: $"v = {theory.Reset}", refractory: theory.Refractory));
        cells["v"].Set($"rand()*{theory.Threshold}");
        net.Add(new PoissonInput(cells, "v", theory.ExcitatoryInputs, theory.Eta * theory.ThresholdRate, theory.J));
        net.Add(new Synapses(cells[..10000], cells, onPre: $"v += {theory.J}", delay: 1.5 * ms)).Connect(i: "k for k in sample(N_pre, size=1000)");
        net.Add(new Synapses(cells[10000..], cells, onPre: $"v -= {theory.G}*{theory.J}", delay: 1.5 * ms)).Connect(i: "k for k in sample(N_pre, size=250)");
        var population = net.Add(new PopulationRateMonitor(cells));

        net.Run(duration);

        return population.Rates()[500..];
    }
}
