using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>Benchmark 3 of Brette et al. (2007): 3,200 excitatory and 800 inhibitory Hodgkin-Huxley cells, connection probability 2 %, conductance synapses.</summary>
internal sealed class CobaHh : Workload
{
    public override string About => "Network of 4,000 Hodgkin-Huxley cells (Brette et al. 2007, benchmark 3)";

    public override IReadOnlyList<Population> Build(Network net, RunOptions options)
    {
        var (C, g_L, g_Na, g_K) = (200 * pF, 10 * nS, 20 * uS, 6 * uS);
        var (E_L, E_Na, E_K, E_e, E_i, V_T, tau_e, tau_i) = (-60 * mV, 50 * mV, -90 * mV, 0 * mV, -80 * mV, -63 * mV, 5 * ms, 10 * ms);
        var cells = net.Add(new NeuronGroup(
            4000,
            $"""
            dv/dt = ({g_L}*({E_L}-v) + ge*({E_e}-v) + gi*({E_i}-v) + {g_Na}*m**3*h*({E_Na}-v) + {g_K}*n**4*({E_K}-v))/{C} : volt
            dm/dt = 0.32*4/exprel((13-u)/4)/ms*(1-m) - 0.28*5/exprel((u-40)/5)/ms*m : 1
            dh/dt = 0.128*exp((17-u)/18)/ms*(1-h) - 4/(1+exp((40-u)/5))/ms*h : 1
            dn/dt = 0.032*5/exprel((15-u)/5)/ms*(1-n) - 0.5*exp((10-u)/40)/ms*n : 1
            u = (v - {V_T})/mV : 1
            dge/dt = -ge/{tau_e} : siemens
            dgi/dt = -gi/{tau_i} : siemens
            """,
            threshold: "v > -20*mV", refractory: "3*ms", method: "exponential_euler")
        { Name = "cells" });
        cells["v"] = "-65*mV + 5*mV*randn()";
        cells["ge"] = "(4 + 1.5*randn())*10*nS";
        cells["gi"] = "(20 + 12*randn())*10*nS";
        net.Add(new Synapses(cells[..3200], cells, onPre: "ge += 6*nS")).Connect(p: 0.02);
        net.Add(new Synapses(cells[3200..], cells, onPre: "gi += 67*nS")).Connect(p: 0.02);
        return [new("cells", cells, 23, 48, "Brian2 2.5.1: 36.5 Hz; here 35.6 ± 3.0 Hz over 10 seeds, four standard deviations")];
    }
}
