using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>The AdEx network's texts, as in the notebook.</summary>
internal static class Models
{
    private static readonly Quantity Vth = -50 * mV, El = -70 * mV, Vcut = -20 * mV, deltaT = 2 * mV, Rin = 500 * Mohm;
    private static readonly Quantity E_e = 0 * mV, E_i = -80 * mV, tau_e = 5 * ms, tau_i = 10 * ms;
    private static readonly Quantity tau_ps = 0.8 * s, tau_ns = 1.5 * s, tau_stdp = 20 * ms;
    private static readonly Quantity w_e = 1 * nS, w_i = 20 * nS;
    private const double p_s0 = 0.6, Apre0 = 0.01, Apost0 = -Apre0 * 1.05;

    private static readonly ModelText ShortTerm = $"""
        dp_s/dt = ({p_s0}-p_s)/{tau_ps} : 1 (event-driven)    # release probability
        dn_s/dt = (1-n_s)/{tau_ns}   : 1    (event-driven)    # fraction of resources available
        """;

    private static readonly ModelText Stdp = $"""
        dApre/dt = -Apre/{tau_stdp} : 1 (event-driven)    # STDP
        dApost/dt = -Apost/{tau_stdp} : 1(event-driven)   # STDP
        w_syn: 1
        """;

    private static readonly ModelText Release = $"""
        p_s += {p_s0}*(1-p_s) # facilitation
        r_s = p_s*n_s       # probability of release
        n_s -= r_s          # depletion
        """;

    public static NeuronGroup AdexCells(int count)
    {
        NeuronGroup cells = new(
            count,
            $"""
            dv/dt = (-(v-{El}) + {deltaT}*exp((v-{Vth})/{deltaT}) + {Rin}*(Isyn + Ibias + Iapp - w))/tau_m : volt
            dw/dt = (a*(v-{El}) - w)/tau_w: amp  # adaptation variable
            a : siemens
            b : amp
            tau_m : second
            tau_w : second
            Vreset: volt
            stim_amp : 1
            Ibias : amp
            Iapp = stim_amp*input_current(t): amp
            Isyn =  - g_e*(v-{E_e}) - g_i*(v-{E_i}) : amp
            dg_e/dt = -g_e/{tau_e} : siemens
            dg_i/dt = -g_i/{tau_i} : siemens
            """,
            threshold: $"v > {Vcut}", reset: "v = Vreset; w += b", method: "exponential_euler");
        cells["v"] = El;
        return cells;
    }

    public static void SetParameters(NeuronGroup cells, Array2 table)
    {
        (string Name, Quantity Unit)[] columns = [("a", nS), ("b", pA), ("tau_m", ms), ("tau_w", ms), ("Vreset", mV), ("stim_amp", 1)];
        for (var c = 0; c < columns.Length; c++) { cells[columns[c].Name] = table.Column(c) * columns[c].Unit; }
    }

    public static Synapses InputSynapses(Subgroup source, Subgroup target) =>
        new(source, target, ShortTerm, onPre: Release + $"g_e_post += 10*{w_e}*r_s");

    public static Synapses ExcitatorySynapses(Subgroup source, Subgroup target) => Plastic(source, target, w_e, "g_e_post += w_syn*r_s*nS");

    public static Synapses InhibitorySynapses(Subgroup source, Subgroup target) => Plastic(source, target, w_i, "g_i_post += w_syn*r_s*nS");

    private static Synapses Plastic(Subgroup source, Subgroup target, Quantity w, string deliver) => new(
        source, target, ShortTerm + Stdp,
        onPre: Release + $"""
            Apre += {Apre0}
            w_syn = clip(w_syn+Apost, (1-stdp_value)*{w}/nS, {w}/nS)
            """ + deliver,
        onPost: $"""
            Apost += {Apost0}
            w_syn = clip(w_syn+Apre,(1-stdp_value)*{w}/nS,{w}/nS)
            """);
}
