using System.Numerics;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>Cells under noise against the theory of noise.</summary>
public sealed class NoiseTheoryTests
{
    private const int Cells = 1000;

    // Oracle: Campbell's theorem. A response v(t) to each input gives the mean rate·∫v and the variance rate·∫v². For an alpha current of size J it is
    // v(t) = (J·e/C)/(tau_s·a²)·(exp(-t/tau) - (1 + a·t)·exp(-t/tau_s)) with a = 1/tau_s - 1/tau. The mean over cells is within 0.05 mV, four standard
    // deviations, and their variance within 4·sqrt(2/1000) and, for inputs of which at most one spikes a step, 1 - 0.003 of that of a Poisson process.
    [Fact]
    public void The_potential_under_many_Poisson_inputs_has_the_mean_and_variance_of_Campbells_theorem()
    {
        const int inputs = 1000;
        var (tau, tau_s, capacitance, J, rate) = (5 * ms, 0.5 * ms, 1 * pF, 0.01 * pA, 294303.55 * Hz);
        using Network net = new() { Dt = 0.01 * ms, Seed = 1 };
        var cells = net.Add(new NeuronGroup(
            Cells,
            $"""
            dv/dt = -v/{tau} + I/{capacitance} : volt
            dI/dt = (y - I)/{tau_s} : amp
            dy/dt = -y/{tau_s} : amp
            """,
            method: "exact"));
        net.Add(new PoissonInput(cells, "y", inputs, rate / inputs, Math.E * J));

        net.Run(200 * ms);

        var v = cells["v"].In(mV);
        var mean = v.Average();
        Assert.Equal(20, mean, 0.05);
        var variance = Variance(5, 0.5, 0.01 * Math.E, 294.30355);
        Assert.Equal(variance, v.Average(x => (x - mean) * (x - mean)), variance * (0.003 + (4 * Math.Sqrt(2.0 / Cells))));

        // The integral of the square by midpoints; times in ms, potentials in mV.
        static double Variance(double tau, double tauS, double jump, double rate)
        {
            const double step = 1e-3;
            var a = (1 / tauS) - (1 / tau);
            return rate * step * Enumerable.Range(0, 100_000).Select(k => (k + 0.5) * step)
                .Sum(t => Math.Pow(jump / (tauS * a * a) * (Math.Exp(-t / tau) - ((1 + (a * t)) * Math.Exp(-t / tauS))), 2));
        }
    }

    // Oracle: Siegert's rate and the variation of the intervals. A grid misses crossings between its points; a threshold that is higher by
    // 0.5826·sigma·sqrt(dt/tau), with -zeta(1/2)/sqrt(2 pi) for the number, has the same effect (Broadie, Glasserman and Kou 1997).
    // n spikes give the rate with the relative standard deviation CV/sqrt(n) and the variation with about 1/sqrt(n); four of those, and 1 % for what
    // the corrected threshold leaves.
    [Theory]
    [InlineData(15, 2)]
    [InlineData(15, 5)]
    [InlineData(10, 5)]
    [InlineData(20, 5)]
    [InlineData(5, 5)]
    public void A_cell_under_white_noise_fires_as_Siegert_says(double mu, double sigma)
    {
        const double step = 0.05, overshoot = 0.5826;
        using Network net = new() { Dt = step * ms, Seed = 2 };
        var (tau, noise) = (10 * ms, sigma * mV);
        var cells = net.Add(new NeuronGroup(
            Cells, $"dv/dt = ({mu * mV} - v + {noise}*sqrt({tau})*xi)/{tau} : volt (unless refractory)",
            threshold: "v > 15*mV", reset: "v = 0*mV", refractory: 2 * ms, method: "euler"));
        var spikes = net.Add(new SpikeMonitor(cells));
        net.Run(100 * ms);
        var settled = spikes.Count;

        net.Run(1 * s);

        WhiteNoiseLif theory = new(tau, (15 * mV) + (overshoot * noise * Math.Sqrt(step / 10)), 0 * mV, (2 - step) * ms);
        var (rate, cv) = (theory.Rate(mu * mV, noise).In(Hz), theory.IntervalCv(mu * mV, noise));
        double count = spikes.Count - settled;
        Assert.Equal(rate, count / Cells, rate * (0.01 + (4 * cv / Math.Sqrt(count))));

        // Where spikes are rare, a second holds few intervals, and rather the short ones.
        if (rate < 10) { return; }
        var intervals = spikes.Trains().SelectMany(t => SpikeTrainStatistics.Intervals(t)).ToArray();
        var mean = intervals.Average();
        Assert.Equal(cv, Math.Sqrt(intervals.Average(i => (i - mean) * (i - mean))) / mean, cv * (0.01 + (4 / Math.Sqrt(count))));
    }

    // Oracle: the transfer function. The Fourier component of n spikes of N cells in a time T has the standard deviation sqrt(2n)/(N·T); four of those, and 3 %
    // for the grid and for a modulation that is not infinitely small.
    [Theory]
    [InlineData(20)]
    [InlineData(100)]
    public void A_population_follows_a_modulated_input_as_the_transfer_function_says(double frequency)
    {
        const double step = 0.05, overshoot = 0.5826, seconds = 2, modulation = 1;
        using Network net = new() { Dt = step * ms, Seed = 3 };
        var (tau, noise) = (10 * ms, 5 * mV);
        var cells = net.Add(new NeuronGroup(
            Cells, $"dv/dt = ({10 * mV} + {modulation * mV}*cos(2*pi*{frequency * Hz}*t) - v + {noise}*sqrt({tau})*xi)/{tau} : volt (unless refractory)",
            threshold: "v > 15*mV", reset: "v = 0*mV", refractory: 2 * ms, method: "euler"));
        var spikes = net.Add(new SpikeMonitor(cells));

        net.Run((0.2 + seconds) * s);

        var settled = Array.FindAll(spikes.Times, t => t >= 0.2);
        var measured = settled.Aggregate(Complex.Zero, (sum, t) => sum + Complex.FromPolarCoordinates(2 / (Cells * seconds), -2 * Math.PI * frequency * t));
        WhiteNoiseLif theory = new(tau, (15 * mV) + (overshoot * noise * Math.Sqrt(step / 10)), 0 * mV, (2 - step) * ms);
        var expected = theory.ResponseToMean(10 * mV, noise, frequency * Hz) * modulation * 1e-3;
        Assert.InRange((measured - expected).Magnitude, 0, (0.03 * expected.Magnitude) + (4 * Math.Sqrt(2.0 * settled.Length) / (Cells * seconds)));
    }
}
