using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>
/// Brunel (2000), model A, in its asynchronous irregular state: 10,000 excitatory and 2,500 inhibitory cells, connection probability 10 %, synapses that
/// jump, delay 1.5 ms, 1,000 Poisson inputs of 20 Hz to each cell.
/// </summary>
internal sealed class Brunel : Workload
{
    public override string About => "Sparse network of 12,500 cells and 15.6 million synapses (Brunel 2000, model A)";

    public override IReadOnlyList<Population> Build(Network net, RunOptions options)
    {
        BrunelNetwork theory = new(G: 5, Eta: 2);
        var cells = net.Add(Cells(theory, 12500));
        net.Add(new PoissonInput(cells, "v", theory.ExcitatoryInputs, theory.Eta * theory.ThresholdRate, theory.J));
        net.Add(new Synapses(cells[..10000], cells, onPre: $"v += {theory.J}", delay: theory.Delay)).Connect(p: 0.1);
        net.Add(new Synapses(cells[10000..], cells, onPre: $"v -= {theory.G}*{theory.J}", delay: theory.Delay)).Connect(p: 0.1);
        return [new("cells", cells, 32.5, 42.5, "mean-field theory: 37.95 Hz, NEST 3.9: 37.9 Hz, Brian2 2.5.1: 36.5 Hz; here 37.4 ± 1.6 Hz over 6 seeds, three standard deviations")];
    }

    /// <summary>Cells of the network, at random potentials.</summary>
    internal static NeuronGroup Cells(BrunelNetwork theory, int count)
    {
        NeuronGroup cells = new(
            count, $"dv/dt = -v/{theory.Tau} : volt (unless refractory)",
            threshold: $"v > {theory.Threshold}", reset: $"v = {theory.Reset}", refractory: theory.Refractory, method: "exact")
        { Name = "cells" };
        cells["v"] = $"rand()*{theory.Threshold}";
        return cells;
    }
}
