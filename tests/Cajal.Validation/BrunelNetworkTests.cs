using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>The network of Brunel (2000), model A, at full size: 12,500 cells with 1,250 synapses each.</summary>
public sealed class BrunelNetworkTests
{
    // Oracle: mean-field theory, 37.95 Hz; the paper's simulation gives 37.7 Hz. In 0.5 s it is 37.2 +- 0.4 Hz here over five seeds: the theory takes all input for
    // white noise, but spikes of a CV of 0.4 have less power at low frequencies, and so the cells fire a little less. In 1 s, 3 % leave room for another two standard deviations.
    [Fact]
    public void The_asynchronous_irregular_state_has_the_rate_of_mean_field_theory()
    {
        BrunelNetwork theory = new(5, 2);

        var rates = Rates(theory, 1 * s);

        var expected = theory.StationaryRates()[0].In(Hz);
        Assert.Equal(expected, rates.Average(), 0.03 * expected);
    }

    // Oracle: mean-field theory for one cell, all inputs of which are Poisson processes at the network's rate. Jumps of 0.1 and 0.5 mV instead of infinitely
    // small ones take 2.5 % from the rate, and a grid of 0.1 ms another 1.5 % (37.0 Hz with steps of 0.02 ms); the variation is that of white noise, unlike in
    // the network.
    [Fact]
    public void A_cell_with_Poisson_inputs_of_the_same_rates_fires_as_irregularly_as_theory_says()
    {
        const int cells = 1000;
        BrunelNetwork theory = new(5, 2);
        var rate = theory.StationaryRates()[0];
        using var net = Network();
        var group = net.Add(Cells(theory, cells));
        net.Add(new PoissonInput(group, "v", theory.ExcitatoryInputs, rate + (theory.Eta * theory.ThresholdRate), theory.J));
        net.Add(new PoissonInput(group, "v", theory.InhibitoryInputs, rate, -theory.G * theory.J));
        var spikes = net.Add(new SpikeMonitor(group));

        net.Run(2 * s);

        Assert.Equal(rate.In(Hz), spikes.Count / (2.0 * cells), 0.05 * rate.In(Hz));
        Assert.Equal(theory.IntervalCv(rate), spikes.Trains().Average(times => SpikeTrainStatistics.IntervalCv(times)), 0.03);
    }

    // Oracle: the paper's simulation, 60.7 Hz and a rhythm of 180 Hz, and its theory, 55.8 and 190 Hz. Here 58.8 +- 0.8 Hz and 182 +- 7 Hz over four seeds.
    [Fact]
    public void Strong_inhibition_and_input_give_a_fast_rhythm()
    {
        var rates = Rates(new(6, 4), 500 * ms);

        Assert.InRange(rates.Average(), 55, 61);
        Assert.InRange(PowerSpectrum.Of(rates, 0.1 * ms, 2.5 * Hz).Peak(20 * Hz, 500 * Hz).In(Hz), 160, 200);
    }

    // Oracle: the paper's simulation, 5.5 Hz and a rhythm of 22 Hz, and its theory, 6.5 and 29 Hz. Here 5.3 +- 0.1 Hz and 21 +- 1 Hz over four seeds.
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
        using var net = Network();
        var cells = net.Add(Cells(theory, 12500));
        cells["v"].Set($"rand()*{theory.Threshold}");
        net.Add(new PoissonInput(cells, "v", theory.ExcitatoryInputs, theory.Eta * theory.ThresholdRate, theory.J));
        net.Add(new Synapses(cells[..10000], cells, onPre: $"v += {theory.J}", delay: theory.Delay - net.Dt)).Connect(i: "k for k in sample(N_pre, size=1000)");
        net.Add(new Synapses(cells[10000..], cells, onPre: $"v -= {theory.G}*{theory.J}", delay: theory.Delay - net.Dt)).Connect(i: "k for k in sample(N_pre, size=250)");
        var population = net.Add(new PopulationRateMonitor(cells));

        net.Run(duration);

        return population.Rates()[500..];
    }

    /// <summary>
    /// A network in which a spike that lifts a cell to its threshold makes it fire before any of it leaks away: the threshold follows the synapses of the step
    /// before. A delay is then a step longer than it says.
    /// </summary>
    private static Network Network() => new() { Seed = 42, Slots = ["start", "thresholds", "resets", "groups", "synapses", "end"] };

    private static NeuronGroup Cells(BrunelNetwork theory, int count) => new(
        count, $"dv/dt = -v/{theory.Tau} : volt (unless refractory)",
        threshold: $"v >= {theory.Threshold}", reset: $"v = {theory.Reset}", refractory: theory.Refractory);
}
