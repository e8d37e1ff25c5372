using Cajal.Elements;

namespace Cajal.Validation;

/// <summary>Single neurons and synapses against runs of MOOSE 4.1.0. Vm may differ by the rounding of each step, which is far below 1e-12.</summary>
public sealed class MooseCaseTests
{
    private const double Step = 50e-6;

    [Fact]
    public void A_neuron_with_constant_current_follows_moose_in_every_step()
    {
        using var data = NpzFile.Open("moose_lif.npz");
        using var moose = Compatible();
        var (cell, spikes, vm) = Recorded(moose);
        (cell.Rm, cell.Cm, cell.Em, cell.InitVm) = (1e8, 1e-10, -0.065, -0.065);
        (cell.Thresh, cell.VReset, cell.RefractoryPeriod, cell.Inject) = (-0.05, -0.07, 0.002, 1.6e-10);

        moose.Reinit();
        moose.Start(0.1);

        Assert.Equal([0.027800000000000002, 0.060250000000000005, 0.09275], spikes.Vector);
        RequireTrace(data["lif_const"].Values, vm.Vector);
    }

    [Fact]
    public void A_neuron_that_receives_given_spikes_follows_moose_in_every_step()
    {
        using var data = NpzFile.Open("moose_lif.npz");
        using var moose = Compatible();
        var (cell, spikes, vm) = Recorded(moose);
        (cell.Rm, cell.Cm, cell.Em, cell.InitVm) = (0.02, 1, 0, 0);
        (cell.Thresh, cell.VReset, cell.RefractoryPeriod) = (0.02, 0.01, 0.002);
        var synapses = moose.SimpleSynHandler("/synapses");
        moose.Connect(synapses, "activationOut", cell, "activation");
        synapses.NumSynapses = 2;
        Feed(moose, synapses.Synapse[0], "/first", 0.005, [0.001, 0.0015, 0.003, 0.00305, 0.004, 0.0045, 0.005, 0.006]);
        Feed(moose, synapses.Synapse[0], "/between", 0.005, [0.00302]);
        Feed(moose, synapses.Synapse[1], "/second", -0.002, [0.002, 0.0075]);

        moose.Reinit();
        moose.Start(0.012);

        Assert.Equal([0.00305, 0.005050000000000001], spikes.Vector);
        RequireTrace(data["lif_delta"].Values, vm.Vector);
    }

    // MOOSE was given the spikes of the neuron by a table that works before the synapses. Here a neuron of our own spikes; synapses hear it in the step after.
    [Fact]
    public void A_plastic_weight_follows_moose()
    {
        double[] pre = [0.005, 0.03, 0.05], post = [0.01, 0.025, 0.05];
        using var moose = Compatible();
        var (cell, spikes, _) = Recorded(moose);
        (cell.Rm, cell.Cm, cell.Em, cell.InitVm, cell.Thresh) = (0.02, 1, 0, 0, 0.5);
        var drive = moose.SimpleSynHandler("/drive");
        moose.Connect(drive, "activationOut", cell, "activation");
        drive.NumSynapses = 1;
        Feed(moose, drive.Synapse[0], "/driver", 1, [.. post.Select(t => t - Step)]);
        var plastic = moose.STDPSynHandler("/plastic");
        (plastic.APlus0, plastic.AMinus0, plastic.TauPlus, plastic.TauMinus) = (0.001, -0.001, 0.01, 0.01);
        (plastic.WeightMin, plastic.WeightMax) = (0, 0.01);
        moose.Connect(plastic, "activationOut", cell, "activation");
        moose.Connect(cell, "spikeOut", plastic, "addPostSpike");
        plastic.NumSynapses = 1;
        Feed(moose, plastic.Synapse[0], "/source", 0.005, pre);

        moose.Reinit();
        Assert.Equal(0.005, plastic.Synapse[0].Weight.Value);
        foreach (var (time, weight) in (ReadOnlySpan<(double, double)>)[(0.01, 0.005605770436490728), (0.025, 0.005740428479416741), (0.03, 0.004999999999999999), (0.05, 0.00604593770018045)])
        {
            moose.Start(time - moose.Time);
            Assert.Equal(weight, plastic.Synapse[0].Weight.Value, 1e-12 * weight);
        }

        Assert.Equal([.. post.Select(t => t - Step)], spikes.Vector.Select(t => Math.Round(t, 12)));
    }

    private static ElementTree Compatible() => new() { RefractoryInput = RefractoryInput.Accumulate, TimeComparison = TimeComparison.FloatingPoint };

    private static (LIF Cell, Table Spikes, Table Vm) Recorded(ElementTree moose)
    {
        var (cell, spikes, vm) = (moose.LIF("/cell"), moose.Table("/spikes"), moose.Table("/vm"));
        moose.Connect(cell, "spikeOut", spikes, "input");
        moose.Connect(vm, "requestOut", cell, "getVm");
        moose.SetClock(8, Step);
        return (cell, spikes, vm);
    }

    private static void Feed(ElementTree moose, Synapse synapse, string path, double weight, double[] times)
    {
        var source = moose.TimedSpikes(path);
        source.SpikeTimes = times;
        synapse.Weight = weight;
        moose.Connect(source, "spikeOut", synapse, "addSpike");
    }

    private static void RequireTrace(double[] reference, double[] trace)
    {
        Assert.Equal(reference.Length, trace.Length);
        for (var k = 0; k < trace.Length; k++) { Assert.Equal(reference[k], trace[k], 1e-12 * Math.Max(Math.Abs(reference[k]), 1e-3)); }
    }
}
