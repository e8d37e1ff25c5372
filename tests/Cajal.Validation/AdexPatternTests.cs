using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>Seven firing patterns of the AdEx cell under 100 pA from 1.000 to 2.001 s; oracle: the same cells in Brian2, exponential Euler, dt 0.1 ms.</summary>
public sealed class AdexPatternTests
{
    [Theory]
    [InlineData("cpu", Precision.Double)]
    [InlineData("reference", Precision.Double)]
    public void The_seven_classes_spike_31_12_80_123_125_43_and_80_times(string backend, Precision precision)
    {
        using Network net = new() { Precision = precision, Backend = backend };
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

        Assert.Equal([31, 12, 80, 123, 125, 43, 80], spikes.CountsByElement());
        Assert.Equal([1014.3, 1033.8, 1066.5, 1098.9], spikes.TimesOf(0)[..4].Select(t => Math.Round(t * 1e3, 1)));
        Assert.Equal([1141.1, 1214.5, 1289.7, 1365.8], spikes.TimesOf(1)[..4].Select(t => Math.Round(t * 1e3, 1)));
    }
}
