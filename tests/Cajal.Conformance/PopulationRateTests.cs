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
}
