using Cajal.Elements;

namespace Cajal.Validation;

/// <summary>The network of Subhasis Ray's MOOSE notebook (10 LIF neurons, seed 1) against a run of MOOSE 4.1.0 with the same connections and external spikes.</summary>
public sealed class MooseReferenceTests
{
    private const double J = 1e-3;
    private const int N = 10, External = 8;

    // Oracle: MOOSE itself. Its spikes are exact; Vm differs by the rounding of some 2000 steps, far below 1e-12.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_notebooks_network_spikes_as_in_moose_in_every_step(int threads)
    {
        using var data = NpzFile.Open("moose_N10.npz");
        using ElementTree moose = new() { RefractoryInput = RefractoryInput.Accumulate, TimeComparison = TimeComparison.FloatingPoint, Threads = threads };
        var (spikes, vm, fine) = Build(moose, data);

        moose.Reinit();
        moose.Start(0.05);
        moose.Start(0.05);

        var reference = data["spikes_time_index"];
        for (var neuron = 0; neuron < N; neuron++)
        {
            Assert.Equal([.. Enumerable.Range(0, reference.Rows).Where(r => reference[r, 1] == neuron).Select(r => reference[r])], spikes.Vec[neuron].Vector);
        }

        RequireTraces(data["vm_table_default_dt"], vm);
        RequireTraces(data["vm_table_dt50us"], fine);
    }

    private static void RequireTraces(Array2 reference, Table table)
    {
        for (var k = 0; k < reference.Columns; k++)
        {
            var trace = table.Vec[k].Vector;
            Assert.Equal(reference.Rows, trace.Length);
            for (var sample = 0; sample < trace.Length; sample++) { Assert.Equal(reference[sample, k], trace[sample], 1e-12 * Math.Max(Math.Abs(reference[sample, k]), 1e-3)); }
        }
    }

    private static (Table Spikes, Table Vm, Table FineVm) Build(ElementTree moose, NpzFile data)
    {
        moose.Neutral("/sim");
        moose.Neutral("/sim/model");
        moose.Neutral("/sim/data");
        var cells = moose.LIF("/sim/model/networkA", N);
        cells.Vec.Thresh = 20e-3;
        cells.Vec.Cm = 1;
        cells.Vec.Rm = 20e-3;
        cells.Vec.RefractoryPeriod = 2e-3;
        cells.Vec.InitVm = 0;
        cells.Vec.Em = 0;
        cells.Vec.VReset = 10e-3;

        var external = moose.TimedSpikes("/sim/model/ext_input", N * External);
        var given = data["ext_spikes"];
        for (var source = 0; source < N * External; source++)
        {
            external.Vec[source].SpikeTimes = [.. Enumerable.Range(0, given.Rows).Where(r => given[r, 1] == source).Select(r => given[r])];
        }

        var spikes = moose.Table("/sim/data/spike_tab", N);
        moose.Connect(cells, "spikeOut", spikes, "input", "OneToOne");
        var (vm, fine) = (moose.Table("/sim/data/vm_tab", N), moose.Table("/sim/data/fine_tab", N));
        moose.UseClock(2, "/sim/data/fine_tab");
        var recorded = data["vm_idx"];
        for (var k = 0; k < N; k++)
        {
            moose.Connect(vm.Vec[k], "requestOut", cells.Vec[(int)recorded[k]], "getVm");
            moose.Connect(fine.Vec[k], "requestOut", cells.Vec[(int)recorded[k]], "getVm");
        }

        var synapses = moose.SimpleSynHandler("/sim/model/synh", N);
        moose.Connect(synapses, "activationOut", cells, "activation", "OneToOne");
        var connections = data["connections"];
        synapses.Vec.NumSynapses = (connections.Rows / N) + External;
        var next = new int[N];
        for (var r = 0; r < connections.Rows; r++)
        {
            var post = (int)connections[r, 1];
            var synapse = synapses.Vec[post].Synapse[next[post]++];
            synapse.Weight = connections[r, 2];
            synapse.Delay = connections[r, 3];
            moose.Connect(cells.Vec[(int)connections[r]], "spikeOut", synapse, "addSpike");
        }

        for (var source = 0; source < N * External; source++)
        {
            var synapse = synapses.Vec[source / External].Synapse[next[source / External]++];
            synapse.Weight = J;
            moose.Connect(external.Vec[source], "spikeOut", synapse, "addSpike");
        }

        return (spikes, vm, fine);
    }
}
