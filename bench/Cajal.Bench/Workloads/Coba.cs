using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>Vogels and Abbott (2005): 3,200 excitatory and 800 inhibitory cells, connection probability 2 %, conductance synapses, about 20 Hz.</summary>
internal static class Coba
{
    public static Network Build(RunOptions options)
    {
        var net = options.NewNetwork();
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
        cells["v"] = "-60*mV + 5*mV*(randn() - 1)";
        cells["ge"] = "clip(1.5*randn() + 4, 0, 100)*10*nS";
        cells["gi"] = "clip(12*randn() + 20, 0, 200)*10*nS";
        net.Add(new Synapses(cells[..3200], cells, onPre: $"ge += {we}", delay: delay)).Connect(p: 0.02);
        net.Add(new Synapses(cells[3200..], cells, onPre: $"gi += {wi}", delay: delay)).Connect(p: 0.02);
        return net;
    }
}
