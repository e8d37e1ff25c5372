using Cajal.Tests.Model;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Recording;

public sealed class SpikeMonitorTests
{
    private const double Rounding = 1e-15;

    [Fact]
    public void Spikes_of_a_part_are_numbered_from_its_first_element()
    {
        using Network network = new();
        var source = network.Add(new SpikeGeneratorGroup(10, [0, 4, 5, 5, 6], new double[] { 0.1, 0.2, 0.2, 0.7, 0.3 } * ms));
        var part = network.Add(new SpikeMonitor(source[4..6]));
        network.Run(1 * ms);

        // Elements 4 and 5 of the group are 0 and 1 of the part; 0 and 6 are not in it.
        Assert.Equal([0, 1, 1], part.Indices);
        Assert.Equal([2, 2, 7], part.Steps);
        Assert.Equal([1, 2], part.CountsByElement());
        Assert.Equal(3, part.Count);
    }

    [Fact]
    public void Times_of_one_element_are_the_starts_of_its_steps()
    {
        using Network network = new() { Dt = 0.5 * ms };
        var source = network.Add(new SpikeGeneratorGroup(2, [1, 0, 1], new double[] { 1.2, 2, 3 } * ms));
        var spikes = network.Add(new SpikeMonitor(source));
        network.Run(5 * ms);

        // 1.2 ms lies in the step that starts at 1 ms.
        Assert.Equal([0.001, 0.003], spikes.TimesOf(1), (a, b) => Math.Abs(a - b) < Rounding);
        Assert.Equal([0.002], spikes.TimesOf(0), (a, b) => Math.Abs(a - b) < Rounding);
        Assert.Equal([0.001, 0.002, 0.003], spikes.Times, (a, b) => Math.Abs(a - b) < Rounding);
    }

    [Fact]
    public void A_run_in_pieces_records_what_one_run_does()
    {
        static int[] Steps(params double[] pieces)
        {
            using Network network = new() { Seed = 5 };
            var spikes = network.Add(new SpikeMonitor(network.Add(new PoissonGroup(20, 100 * Hz))));
            foreach (var piece in pieces) { network.Run(piece * ms); }
            return [.. spikes.Steps.ToArray().Select(s => (int)s)];
        }

        var whole = Steps(100);
        Assert.NotEmpty(whole);
        Assert.Equal(whole, Steps(30, 0, 0.04, 69.96));
    }

    [Fact]
    public void Times_stay_when_the_step_changes_between_runs()
    {
        using Network network = new();
        var spikes = network.Add(new SpikeMonitor(network.Add(new SpikeGeneratorGroup(1, [0, 0], new double[] { 1, 12 } * ms))));
        network.Run(10 * ms);
        network.Dt = 0.5 * ms;
        network.Run(10 * ms);

        Assert.Equal([0.001, 0.012], spikes.Times, (a, b) => Math.Abs(a - b) < Rounding);
        Assert.Equal([0.001, 0.012], spikes.TimesOf(0), (a, b) => Math.Abs(a - b) < Rounding);
        // The report begins anew with the step: one spike in 10 ms.
        Assert.Equal(1, network.Report("").Spikes);
    }

    [Fact]
    public void Restoring_takes_back_the_spikes()
    {
        using Network network = new();
        var spikes = network.Add(new SpikeMonitor(network.Add(new SpikeGeneratorGroup(1, [0, 0], new double[] { 1, 6 } * ms))));
        network.Run(5 * ms);
        network.Store();
        network.Run(5 * ms);
        Assert.Equal([10, 60], spikes.Steps);
        network.Restore();

        Assert.Equal([10], spikes.Steps);
    }

    [Fact]
    public void Mistakes_are_named()
    {
        var (network, cells) = Mistake.Net();
        using var _ = network;
        var spikes = network.Add(new SpikeMonitor(cells));

        Mistake.Says("'spike_monitor' records the elements 0 to 9, so none of number 10.", () => spikes.TimesOf(10));
        Mistake.Says("'spike_monitor' has to be in a network before its events are read: var x = network.Add(new ...).", () => new SpikeMonitor(cells).Times);
        Mistake.Says("'spike_monitor_2' records 'neurons', which is not part of this network. Add the group first.", () => network.Add(new SpikeMonitor(Mistake.Cells())));
        Mistake.Says("""
            'neurons' never spikes, so there is nothing to record. Give the group a threshold, as in threshold: "v > -50*mV".
            """, () => new SpikeMonitor(new NeuronGroup(1, "v : 1")));
    }
}
