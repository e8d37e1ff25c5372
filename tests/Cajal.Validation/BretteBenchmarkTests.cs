using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>
/// Benchmarks 1 and 2 of Brette et al. (2007), 4,000 cells for 1 s. The oracle is one run of ANNarchy 5.0.3. Rates vary from seed to seed, over 20 seeds by
/// the standard deviations given: a mean of three runs and one run of another simulator differ by less than three times sqrt(1 + 1/3) of those.
/// </summary>
public sealed class BretteBenchmarkTests
{
    private const int Runs = 3;

    [Fact]
    public void Cells_with_conductance_synapses_fire_at_the_rate_of_another_simulator()
    {
        const double reference = 20.48, deviation = 1.4;

        Assert.Equal(reference, MeanRate(seed => Rate(seed, "ge += 6*nS", "gi += 67*nS", """
            dv/dt  = (-60*mV - v + (ge*(0*mV - v) + gi*(-80*mV - v) + 200*pA)/(10*nS))/(20*ms) : volt (unless refractory)
            dge/dt = -ge/(5*ms) : siemens
            dgi/dt = -gi/(10*ms) : siemens
            """)), Tolerance(deviation));
    }

    [Fact]
    public void Cells_with_current_synapses_fire_at_the_rate_of_another_simulator()
    {
        const double reference = 5.61, deviation = 0.24;

        Assert.Equal(reference, MeanRate(seed => Rate(seed, "ge += 1.62*mV", "gi -= 9*mV", """
            dv/dt  = (ge + gi - (v + 49*mV))/(20*ms) : volt (unless refractory)
            dge/dt = -ge/(5*ms) : volt
            dgi/dt = -gi/(10*ms) : volt
            """)), Tolerance(deviation));
    }

    private static double Tolerance(double deviation) => 3 * deviation * Math.Sqrt(1 + (1.0 / Runs));

    private static double MeanRate(Func<ulong, double> rate) => Enumerable.Range(1, Runs).Average(seed => rate((ulong)seed));

    private static double Rate(ulong seed, string excitation, string inhibition, string equations)
    {
        using Network net = new() { Seed = seed };
        var cells = net.Add(new NeuronGroup(4000, equations, threshold: "v > -50*mV", reset: "v = -60*mV", refractory: 5 * ms));
        cells["v"].Set("-60*mV + rand()*10*mV");
        net.Add(new Synapses(cells[..3200], cells, onPre: excitation)).Connect(p: 0.02);
        net.Add(new Synapses(cells[3200..], cells, onPre: inhibition)).Connect(p: 0.02);
        var spikes = net.Add(new SpikeMonitor(cells, record: false));

        net.Run(1 * s);

        return spikes.Count / 4000.0;
    }
}
