using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Rates of populations. Oracle of all: spikes divided by neurons and width of the bin.</summary>
public sealed class PopulationRateTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void A_step_in_which_all_neurons_spike_has_the_rate_one_over_dt_and_half_of_it_when_half_do(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(10, "", threshold: "i < 5"));
        var all = net.Add(new PopulationRateMonitor(cells));
        var firing = net.Add(new PopulationRateMonitor(cells[..5]));
        net.Run(1 * ms);
        Agreement.Close([.. Enumerable.Repeat(1e4, 10)], firing.Rates(), Precision.Double, 4);
        Agreement.Close([.. Enumerable.Repeat(5e3, 10)], all.Rates(), Precision.Double, 4);
        Agreement.Close([.. Enumerable.Range(0, 10).Select(n => n * 1e-4)], all.Times, Precision.Double, 2);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Steps_that_fill_no_whole_bin_are_left_out(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0, 0, 0], new[] { 5.0, 15, 21 } * ms));
        var rate = net.Add(new PopulationRateMonitor(source));
        net.Run(25 * ms);
        Agreement.Close([100, 100], rate.Rates(10 * ms), Precision.Double, 4);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Bins_begin_where_recording_began(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new SpikeGeneratorGroup(1, [0, 0, 0], new[] { 2.0, 13.9, 14 } * ms));
        net.Run(4 * ms);
        var rate = net.Add(new PopulationRateMonitor(source));
        net.Run(20 * ms);
        Assert.Equal(200, rate.Counts.Length);
        Agreement.Close([100, 100], rate.Rates(10 * ms), Precision.Double, 4);
        Agreement.Close(4e-3, rate.Times[0], Precision.Double, 2);
    }

    // Oracle: one spike in step 10 of one neuron, of dt = 0.1 ms: its rate 1/dt spreads over the window.
    [Theory, ClassData(typeof(Configurations))]
    public void A_flat_window_spreads_a_spike_over_an_odd_number_of_steps(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var rate = net.Add(new PopulationRateMonitor(net.Add(new SpikeGeneratorGroup(1, [0], new[] { 1.0 } * ms))));
        net.Run(3 * ms);
        Agreement.Close([.. Enumerable.Range(0, 30).Select(n => n is >= 8 and <= 12 ? 0.2e4 : 0)], rate.SmoothRates("flat", 0.5 * ms), Precision.Double, 8);
        Agreement.Close([.. Enumerable.Range(0, 30).Select(n => n is >= 7 and <= 13 ? 1e4 / 7 : 0)], rate.SmoothRates("flat", 0.54 * ms), Precision.Double, 8);
        Agreement.Close([.. Enumerable.Range(0, 30).Select(n => n == 10 ? 1e4 : 0)], rate.SmoothRates("flat", 0.1 * ms), Precision.Double, 8);
        Agreement.Close([.. Enumerable.Range(0, 30).Select(n => n switch { 9 => 0.25e4, 10 => 0.5e4, 11 => 0.25e4, _ => 0 })], rate.SmoothRates([1, 2, 1]), Precision.Double, 8);
    }

    // Oracle: the window is exp(-k²/2σ²) for |k| up to 2σ, divided by its sum.
    [Theory, ClassData(typeof(Configurations))]
    public void A_Gaussian_window_reaches_two_standard_deviations_and_has_the_area_of_the_spike(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var rate = net.Add(new PopulationRateMonitor(net.Add(new SpikeGeneratorGroup(1, [0], new[] { 1.5 } * ms))));
        net.Run(3 * ms);
        var smooth = rate.SmoothRates("gaussian", 0.3 * ms);
        double[] window = [.. Enumerable.Range(-15, 30).Select(k => Math.Abs(k) <= 6 ? Math.Exp(-k * k / 18.0) : 0)];
        Agreement.Close([.. window.Select(w => 1e4 * w / window.Sum())], smooth, Precision.Double, 64);
        Agreement.Close(1e4, smooth.Sum(), Precision.Double, 64);
    }

    // Oracle: a window at the border of the recording loses what lies outside.
    [Theory, ClassData(typeof(Configurations))]
    public void Outside_the_recording_the_rate_counts_as_nothing(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(Networks.Metronomes(1));
        var rate = net.Add(new PopulationRateMonitor(cells));
        net.Run(0.5 * ms);
        Agreement.Close([2e4 / 3, 1e4, 1e4, 1e4, 2e4 / 3], rate.SmoothRates("flat", 0.3 * ms), Precision.Double, 8);
        Agreement.Close([0.75e4, 1e4, 1e4, 1e4, 0.25e4], rate.SmoothRates([3, 0, 1]), Precision.Double, 8);
    }
}
