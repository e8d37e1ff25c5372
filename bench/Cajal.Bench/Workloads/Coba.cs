using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>Vogels and Abbott (2005): 3,200 excitatory and 800 inhibitory cells, connection probability 2 %, conductance synapses, about 20 Hz.</summary>
internal sealed class Coba : Workload
{
    public override string About => "Conductance-based network of 4,000 cells (Vogels and Abbott 2005), delay 0.8 ms";

    public override Quantity Duration => 10 * s;

    public override IReadOnlyList<Population> Build(Network net, RunOptions options)
    {
        var (taum, taue, taui, Vt, Vr, El, Ee, Ei, gl) = (20 * ms, 5 * ms, 10 * ms, -50 * mV, -60 * mV, -60 * mV, 0 * mV, -80 * mV, 10 * nS);
        var (we, wi, delay) = (6 * nS, 67 * nS, 0.8 * ms);
        var cells = net.Add(new NeuronGroup(
            4000,
            $"""
            dv/dt = (-(v-{El}) - (ge/{gl})*(v-{Ee}) - (gi/{gl})*(v-{Ei}))/{taum} : volt (unless refractory)
            dge/dt = -ge/{taue} : siemens
            dgi/dt = -gi/{taui} : siemens
            """,
            threshold: $"v > {Vt}", reset: $"v = {Vr}", refractory: "5*ms", method: "exponential_euler")
        { Name = "cells" });

        // Spread as widely as in the steady state: where cells begin more alike, every third network soon falls silent.
        cells["v"] = "-75*mV + 25*mV*rand()";
        cells["ge"] = "60*nS*rand()";
        cells["gi"] = "400*nS*rand()";
        net.Add(new Synapses(cells[..3200], cells, onPre: $"ge += {we}", delay: delay)).Connect(p: 0.02);
        net.Add(new Synapses(cells[3200..], cells, onPre: $"gi += {wi}", delay: delay)).Connect(p: 0.02);
        return [new("cells", cells, 14.4, 24.4, "Brian2 2.5.1: 19.7 Hz; here 19.4 ± 1.2 Hz over 17 seeds, four standard deviations")];
    }
}
