using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>
/// 2,000 pyramidal cells and 500 interneurons, adaptive exponential integrate-and-fire, with short-term and spike-timing dependent plasticity in all
/// 375,000 synapses under weak Poisson input: the last protocol of examples/adex-network.cs, without recordings.
/// </summary>
internal sealed class Adex : Workload
{
    private const int Ninh = 500, Nexc = 4 * Ninh;
    private const double p_s0 = 0.6, Apre0 = 0.01, Apost0 = -Apre0 * 1.05;

    private static readonly Quantity tau_ps = 0.8 * s, tau_ns = 1.5 * s, tau_stdp = 20 * ms;

    private static ModelText ShortTerm => $"""
        dp_s/dt = ({p_s0}-p_s)/{tau_ps} : 1 (event-driven)
        dn_s/dt = (1-n_s)/{tau_ns} : 1 (event-driven)
        """;

    private static ModelText Stdp => $"""
        dApre/dt = -Apre/{tau_stdp} : 1 (event-driven)
        dApost/dt = -Apost/{tau_stdp} : 1 (event-driven)
        w_syn : 1
        """;

    private static ModelText Release => $"""
        p_s += {p_s0}*(1-p_s)
        r_s = p_s*n_s
        n_s -= r_s
        """;

    public override string About => "The AdEx network of examples/adex-network.cs with all its synapses";

    public override Quantity Duration => 10 * s;

    public override IReadOnlyList<Population> Build(Network net, RunOptions options)
    {
        var cells = net.Add(Cells());
        Sample(cells[..Nexc], 0.05, tauM: 200, tauW: 100, b: 5);
        Sample(cells[Nexc..], 0.01, tauM: 20, tauW: 30, b: 60);
        var poisson = net.Add(new PoissonGroup(25, "rand()*20*Hz"));

        var input = net.Add(new Synapses(poisson, cells[..Nexc], ShortTerm, onPre: Release + $"g_e_post += 10*{1 * nS}*r_s"));
        var excitation = net.Add(Plastic(cells[..Nexc], cells, 1 * nS, "g_e_post += w_syn*r_s*nS"));
        var inhibition = net.Add(Plastic(cells[Nexc..], cells, 20 * nS, "g_i_post += w_syn*r_s*nS"));
        input.Connect(p: 0.01);
        excitation.Connect(p: 0.05).Delay = "10*ms + 0.1*randn()*ms";
        inhibition.Connect(p: 0.1).Delay = "10*ms + 0.1*randn()*ms";
        foreach (var synapses in (Synapses[])[input, excitation, inhibition]) { (synapses["p_s"], synapses["n_s"]) = (p_s0, 1.0); }
        cells["stim_amp"][..(Nexc / 2)] = 35.0;
        return
        [
            new("pyramidal", cells[..Nexc], 0.039, 0.061, "in 10 s; here 0.050 ± 0.002 Hz over 9 seeds, five standard deviations"),
            new("interneurons", cells[Nexc..], 0.008, 0.042, "in 10 s; here 0.025 ± 0.0034 Hz over 9 seeds, five standard deviations"),
        ];
    }

    private static NeuronGroup Cells()
    {
        var (Vth, El, Vcut, deltaT, Rin) = (-50 * mV, -70 * mV, -20 * mV, 2 * mV, 500 * Mohm);
        var (E_e, E_i, tau_e, tau_i) = (0 * mV, -80 * mV, 5 * ms, 10 * ms);
        var step = new TimedArray(Enumerable.Range(0, 6002).Select(k => k is >= 1000 and <= 6000 ? 1.0 : 0.0).ToArray() * pA, 1 * ms);
        NeuronGroup cells = new(
            Nexc + Ninh,
            $"""
            dv/dt = (-(v-{El}) + {deltaT}*exp((v-{Vth})/{deltaT}) + {Rin}*(Isyn + Ibias + Iapp - w))/tau_m : volt
            dw/dt = (a*(v-{El}) - w)/tau_w : amp
            a : siemens
            b : amp
            tau_m : second
            tau_w : second
            Vreset : volt
            stim_amp : 1
            Ibias : amp
            Iapp = stim_amp*{step}(t) : amp
            Isyn = -g_e*(v-{E_e}) - g_i*(v-{E_i}) : amp
            dg_e/dt = -g_e/{tau_e} : siemens
            dg_i/dt = -g_i/{tau_i} : siemens
            """,
            threshold: $"v > {Vcut}", reset: "v = Vreset; w += b", method: "exponential_euler")
        { Name = "cells" };
        cells["v"] = El;
        return cells;
    }

    private static void Sample(Subgroup group, double sigma, double tauM, double tauW, double b)
    {
        group["tau_m"] = $"{tauM}*ms*(1 + {sigma}*randn())";
        group["tau_w"] = $"{tauW}*ms*(1 + {sigma}*randn())";
        group["b"] = $"{b}*pA*(1 + {sigma}*randn())";
        group["Vreset"] = $"-55*mV*(1 + {sigma}*randn())";
    }

    private static Synapses Plastic(Subgroup source, Subgroup target, Quantity largest, string deliver) => new(
        source, target, ShortTerm + Stdp,
        onPre: Release + $"""
            Apre += {Apre0}
            w_syn = clip(w_syn+Apost, 0.9*{largest}/nS, {largest}/nS)
            """ + deliver,
        onPost: $"""
            Apost += {Apost0}
            w_syn = clip(w_syn+Apre, 0.9*{largest}/nS, {largest}/nS)
            """);
}
