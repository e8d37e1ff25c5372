using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>Seven firing patterns of the AdEx cell under 100 pA from 1.000 to 2.001 s; oracle: the same cells in Brian2, exponential Euler, dt 0.1 ms.</summary>
public sealed class AdexPatternTests
{
    private const int Irregular = 4;

    [Theory]
    [InlineData("cpu")]
    [InlineData("reference")]
    public void The_seven_classes_spike_31_12_80_123_125_43_and_80_times(string backend)
    {
        using Network net = new() { Backend = backend };
        var cells = net.Add(Models.AdexCells(7));
        cells["tau_m"] = new double[] { 20, 200, 5, 5, 9.9, 10, 5 } * ms;
        cells["a"] = new double[] { 0, 0, 0.5, -0.5, -0.5, 1, -1 } * nS;
        cells["tau_w"] = new double[] { 30, 100, 100, 100, 100, 100, 100 } * ms;
        cells["b"] = new double[] { 60, 5, 7, 7, 7, 10, 10 } * pA;
        cells["Vreset"] = new double[] { -55, -55, -51, -46, -46, -60, -60 } * mV;
        cells["stim_amp"] = 100.0;
        net.Constants["input_current"] = new TimedArray(new QuantityArray([.. Enumerable.Range(0, 3000).Select(k => k is >= 1000 and <= 2000 ? 1e-12 : 0)], Dimension.Current), 1 * ms);
        var spikes = net.Add(new SpikeMonitor(cells));

        net.Run(3 * s);

        // The irregular cell is chaotic: differences grow tenfold about every seven spikes. Relative noise of 4e-16 to 1e-12 on v, added to the
        // textbook form (x + B/A) exp(A dt) - B/A itself, gives 124 to 128 spikes; without noise it gives 125.
        var counts = spikes.CountsByElement();
        Assert.InRange(counts[Irregular], 124, 128);
        counts[Irregular] = 125;
        Assert.Equal([31, 12, 80, 123, 125, 43, 80], counts);
        Assert.Equal(IrregularSpikes(60), spikes.TimesOf(Irregular)[..60].Select(t => (int)Math.Round(t / 1e-4)));
        Assert.Equal([1014.3, 1033.8, 1066.5, 1098.9], spikes.TimesOf(0)[..4].Select(t => Math.Round(t * 1e3, 1)));
        Assert.Equal([1141.1, 1214.5, 1289.7, 1365.8], spikes.TimesOf(1)[..4].Select(t => Math.Round(t * 1e3, 1)));
    }

    /// <summary>Steps of the irregular cell's first spikes by the textbook form of exponential Euler in plain doubles, long before rounding parts the two.</summary>
    private static List<int> IrregularSpikes(int count)
    {
        const double h = 1e-4, el = -70e-3, vth = -50e-3, delta = 2e-3, r = 500e6, tauM = 9.9e-3, tauW = 100e-3, a = -0.5e-9, b = 7e-12;
        var (v, w) = (el, 0.0);
        List<int> spikes = [];
        for (var step = 0; spikes.Count < count; step++)
        {
            var current = step is >= 10000 and < 20010 ? 100e-12 : 0;
            var limitV = el + (delta * Math.Exp((v - vth) / delta)) + (r * (current - w));
            var limitW = a * (v - el);
            (v, w) = (limitV + ((v - limitV) * Math.Exp(-h / tauM)), limitW + ((w - limitW) * Math.Exp(-h / tauW)));
            if (v > -20e-3)
            {
                spikes.Add(step);
                (v, w) = (-46e-3, w + b);
            }
        }

        return spikes;
    }
}
