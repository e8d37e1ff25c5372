using static Cajal.Units.SI;

namespace Cajal.Tests.Fuzzing;

/// <summary>The texts of a network: neurons, a projection of them onto themselves, and an input. A null text is left out.</summary>
internal sealed record ModelTexts(
    string Equations, string? Threshold = null, string? Reset = null, string? Refractory = null, string? Method = null, string? Value = null,
    string? Synapses = null, string? OnPre = null, string? OnPost = null, string? Pairs = null, string? Delay = null, string Rates = "10*Hz")
{
    /// <summary>Models of the literature, written as their users write them.</summary>
    public static ModelTexts[] Corpus { get; } =
    [
        // Vogels and Abbott 2005, as in the benchmark of Brette et al. 2007.
        new(
            """
            dv/dt = (ge + gi - (v + 49*mV))/tau : volt (unless refractory)
            dge/dt = -ge/tau_e : volt
            dgi/dt = -gi/(10*ms) : volt
            """,
            "v > -50*mV", "v = -60*mV", "5*ms", null, "-60*mV + rand()*10*mV", "w : volt", "ge += w", null, "i != j", "1*ms"),
        // Hodgkin and Huxley 1952, after Traub and Miles 1991.
        new(
            """
            dv/dt = (gl*(El - v) - g_na*(m*m*m)*h*(v - 50*mV) - g_kd*6*usiemens*(n*n*n*n)*(v + 90*mV) + I)/Cm : volt
            dm/dt = alpha_m*(1 - m) - beta_m*m : 1
            dn/dt = alpha_n*(1 - n) - beta_n*n : 1
            dh/dt = alpha_h*(1 - h) - beta_h*h : 1
            alpha_m = 0.32*(mV**-1)*4*mV/exprel((13*mV - v + VT)/(4*mV))/ms : Hz
            beta_m = 0.28*(mV**-1)*5*mV/exprel((v - VT - 40*mV)/(5*mV))/ms : Hz
            alpha_h = 0.128*exp((17*mV - v + VT)/(18*mV))/ms : Hz
            beta_h = 4./(1 + exp((40*mV - v + VT)/(5*mV)))/ms : Hz
            alpha_n = 0.032*(mV**-1)*5*mV/exprel((15*mV - v + VT)/(5*mV))/ms : Hz
            beta_n = 0.5*exp((10*mV - v + VT)/(40*mV))/ms : Hz
            gl = 10*nS : siemens
            g_na = 20*usiemens : siemens (shared)
            g_kd, El0 : 1 (constant)
            El = El0*mV - 60*mV : volt
            VT : volt
            Cm = 200*pF : farad
            I : amp
            """,
            "v > -40*mV", null, "v > -40*mV", "exponential_euler", "El + (randn()*5 - 5)*mV", null, "I_post += 0.1*nA", null, "abs(i - j) <= 1", "rand()*ms"),
        // Brette and Gerstner 2005; the notebook of the seed adds short-term plasticity and STDP (Song, Miller and Abbott 2000).
        new(
            """
            dv/dt = (-(v - El) + 2*mV*exp((v - Vth)/(2*mV)) + Rin*(Isyn - w))/tau_m : volt
            dw/dt = (a*(v - El) - w)/tau_w : amp  # adaptation
            Isyn = -g_e*(v - 0*mV) : amp
            dg_e/dt = -g_e/(5*ms) : siemens
            a = 1e-9*siemens : siemens (shared)
            b, Ibias : amp
            tau_m = (20 + i)*ms : second
            tau_w = 144*ms : second (shared)
            El, Vth : volt
            Rin = 1/(30*nS) : ohm
            """,
            "v > -40*mV", "v = El; w += b", null, "euler", "-70*mV",
            """
            dp_s/dt = (0.6 - p_s)/(0.8*second) : 1 (event-driven)    # release probability
            dApre/dt = -Apre/(20*ms) : 1 (event-driven)
            dApost/dt = -Apost/(20*ms) : 1(event-driven)
            w_syn : 1
            """,
            """
            p_s += 0.6*(1 - p_s) # facilitation
            will_release = (rand() < p_s)
            g_e_post += w_syn*p_s*nS*int(will_release)
            Apre += 0.01
            w_syn = clip(w_syn + Apost, 0, 1)
            """,
            "Apost -= 0.0105; w_syn = clip(w_syn + Apre, 0, 1)", "i < j and rand() < 0.8", "10*ms + 0.1*randn()*ms", "rand()*25*Hz"),
        // Izhikevich 2003.
        new(
            """
            dv/dt = (0.04/ms/mV)*v**2 + (5/ms)*v + 140*mV/ms - u + I/nF : volt
            du/dt = a*(b*v - u) : volt/second
            I = 10*nF*mV/ms*sin(2*pi*50*Hz*t)*int(t > 1*ms) : amp
            a = 0.02/ms : Hz (shared)
            b = 0.2/ms : Hz
            d : volt/second
            """,
            "v >= 30*mV", "v = -65*mV\nu += d", "(1 + i % 3)*ms", "rk4", "-65*mV + i*mV", "q : integer\nh : boolean", "q += 1; h = q > 2; v_post += 1*mV*int(h)",
            null, "(i // 2) == (j // 2)", "timestep(1*ms, dt)*0.1*ms"),
        // Ornstein and Uhlenbeck 1930, with shared and integer parameters.
        new(
            """
            dx/dt = mu/tau - x/tau + sigma*sqrt(2/tau)*xi : 1
            dy/dt = (x - y)/(3*ms) : 1
            mu, sigma : 1 (shared)
            spikes : integer
            late = not (x < 0 or y > 1e-3) and t >= 2*dt : boolean
            """,
            "late", "spikes += 1; x -= floor(x)", "lastspike + 2*ms > t and not not_refractory", "euler", "0.5",
            "dz/dt = -z/(7*ms) : 1 (clock-driven)\nlast : second", "last = lastupdate0 * 1; z += x_post - x_pre", null, null, null, "(1 + cos(2*pi*4*Hz*t))*i*Hz"),
    ];

    /// <summary>The texts by number; the equations are the first.</summary>
    public static int Count => 11;

    /// <summary>One of the texts; empty when it is left out.</summary>
    public string this[int text] => text switch
    {
        0 => Equations,
        1 => Threshold,
        2 => Reset,
        3 => Refractory,
        4 => Value,
        5 => Synapses,
        6 => OnPre,
        7 => OnPost,
        8 => Pairs,
        9 => Delay,
        _ => Rates,
    } ?? "";

    /// <summary>These texts with another one in a place.</summary>
    public ModelTexts With(int text, string value) => text switch
    {
        0 => this with { Equations = value },
        1 => this with { Threshold = value },
        2 => this with { Reset = value },
        3 => this with { Refractory = value },
        4 => this with { Value = value },
        5 => this with { Synapses = value },
        6 => this with { OnPre = value },
        7 => this with { OnPost = value },
        8 => this with { Pairs = value },
        9 => this with { Delay = value },
        _ => this with { Rates = value },
    };

    /// <summary>Reads, checks, lowers and compiles all texts for the reference backend, and runs two steps.</summary>
    /// <exception cref="ModelException">A text is not right.</exception>
    public void Run(string backend = "reference", Action<string, string>? explain = null)
    {
        using Network network = new() { Backend = backend, Warned = null, Explain = explain };
        network.Constants["tau"] = 10 * ms;
        network.Constants["tau_e"] = 5 * ms;
        network.Constants["lastupdate0"] = 0 * ms;
        var cells = network.Add(new NeuronGroup(3, Equations, Threshold, Reset, Refractory, Method));
        var state = cells.Declarations.FirstOrDefault(d => d.Kind == Cajal.Equations.DeclarationKind.Differential)?.Name;
        if (Value is not null && state is not null) { cells[state] = Value; }
        var input = network.Add(new PoissonGroup(2, Rates));
        var synapses = network.Add(new Synapses(Threshold is null ? input : cells, cells, Synapses, OnPre, OnPost));
        if (Pairs is null) { synapses.Connect(); } else { synapses.Connect(Pairs); }
        if (Delay is not null) { synapses.Delay = Delay; }
        network.Run(2 * network.Dt);
    }
}
