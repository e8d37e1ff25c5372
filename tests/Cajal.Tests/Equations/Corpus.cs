namespace Cajal.Equations;

/// <summary>Model texts of a published teaching notebook: AdEx neurons, short-term plasticity (Tsodyks and Markram 1997), STDP.</summary>
internal static class Corpus
{
    public static string[] Equations { get; } =
    [
        """

        dv/dt = (-(v-El) + deltaT*exp((v-Vth)/deltaT) + Rin*(Isyn + Ibias + Iapp - w))/tau_m : volt 
        dw/dt = (a*(v-El) - w)/tau_w: amp  # adaptation variable
        a : siemens
        b : amp
        tau_m : second
        tau_w : second
        Vreset: volt
        stim_amp : 1
        Ibias : amp
        Iapp = stim_amp*input_current(t,i): amp

        """,
        """

        Isyn =  - g_e*(v-E_e) - g_i*(v-E_i) : amp
        dg_e/dt = -g_e/tau_e : siemens
        dg_i/dt = -g_i/tau_i : siemens

        """,
        """

        dp_s/dt = (p_s0-p_s)/tau_ps : 1 (event-driven)    # release probability
        dn_s/dt = (1-n_s)/tau_ns   : 1    (event-driven)    # fraction of resources available

        """,
        """

        dApre/dt = -Apre/tau_stdp : 1 (event-driven)    # STDP
        dApost/dt = -Apost/tau_stdp : 1(event-driven)   # STDP
        w_syn: 1

        """,
    ];

    public static string[] Code { get; } =
    [
        "v=Vreset; w += b",
        """

        p_s += p_s0*(1-p_s) # facilitation
        r_s = p_s*n_s       # probability of release
        n_s -= r_s          # depletion

        """,
        """

        p_s += p_s0*(1-p_s) # facilitation
        r_s = p_s*n_s       # probability of release
        will_release = (rand() < r_s)
        n_s = clip(n_s-will_release/pool_size,0,1)          # depletion

        """,
        "\nApre += Apre0\n",
        "\nw_syn = clip(w_syn+Apost, (1-stdp_value)*w_e/nS, w_e/nS) \ng_e_post += w_syn*r_s*nS\n",
        "\nw_syn = clip(w_syn+Apost, (1-stdp_value)*w_e/nS, w_e/nS) \ng_e_post += w_syn*will_release*nS\n",
        "\nw_syn = clip(w_syn+Apre,(1-stdp_value)*w_i/nS,w_i/nS)\n",
        "\nn_s -= r_s          # depletion\ng_e_post += 10*w_e*r_s",
    ];

    public static string[] Expressions { get; } = ["v>Vcut", "rand()*25*Hz", "10*ms + 0.1*randn()*ms", "randn()*5*pA"];

    public static SourceText Source(string text) => new(text, "the equations");
}
