using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>Benchmark 2 of Brette et al. (2007): 3,200 excitatory and 800 inhibitory cells that drive themselves, connection probability 2 %, current synapses.</summary>
internal sealed class Cuba : Workload
{
    public override string About => "Current-based network of 4,000 cells (Brette et al. 2007, benchmark 2)";

    public override Quantity Duration => 10 * s;

    public override IReadOnlyList<Population> Build(Network net, RunOptions options)
    {
        var cells = net.Add(Cells());
        net.Add(new Synapses(cells[..3200], cells, onPre: "ge += 1.62*mV")).Connect(p: 0.02);
        net.Add(new Synapses(cells[3200..], cells, onPre: "gi -= 9*mV")).Connect(p: 0.02);
        return [new("cells", cells, 4.7, 6.6, "ANNarchy 5.0.3: 5.61 Hz, Brian2 2.5.1: 5.56 Hz; here 5.66 ± 0.24 Hz over 20 seeds, four standard deviations")];
    }

    /// <summary>Cells that leak to a potential above their threshold.</summary>
    internal static NeuronGroup Cells()
    {
        var (tau_m, tau_e, tau_i, E_L, V_t, V_r) = (20 * ms, 5 * ms, 10 * ms, -49 * mV, -50 * mV, -60 * mV);
        NeuronGroup cells = new(
            4000,
            $"""
            dv/dt  = (ge + gi - (v - {E_L}))/{tau_m} : volt (unless refractory)
            dge/dt = -ge/{tau_e} : volt
            dgi/dt = -gi/{tau_i} : volt
            """,
            threshold: $"v > {V_t}", reset: $"v = {V_r}", refractory: "5*ms", method: "exact")
        { Name = "cells" };
        cells["v"] = $"{V_r} + rand()*({V_t} - {V_r})";
        return cells;
    }
}
