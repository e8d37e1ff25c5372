using Cajal.Equations;
using static Cajal.Units.SI;

namespace Cajal.Tests.Fuzzing;

/// <summary>The texts of a network: neurons, a projection of them onto themselves, and inputs. A null text is left out.</summary>
/// <param name="Targets">What gives the targets of a source, instead of <paramref name="Pairs"/>.</param>
/// <param name="Event">Condition of the event "high" of the neurons.</param>
/// <param name="EventCode">What runs for a neuron at that event, or at a spike where there is none.</param>
/// <param name="Pathway">What runs for a synapse at that event of its target.</param>
/// <param name="Weight">What an input adds to the first state variable.</param>
/// <param name="Function">The value of the function "f" of one number, "x".</param>
/// <param name="Updater">Formulas of a method of the user's own, instead of <paramref name="Method"/>.</param>
/// <param name="Regular">What runs for every neuron and synapse by the clock.</param>
internal sealed record ModelTexts(
    string Equations, string? Threshold = null, string? Reset = null, string? Refractory = null, string? Method = null, string? Value = null,
    string? Synapses = null, string? OnPre = null, string? OnPost = null, string? Pairs = null, string? Delay = null, string Rates = "10*Hz",
    string? Targets = null, string? Event = null, string? EventCode = null, string? Pathway = null, string? Weight = null, string? Function = null,
    string? Updater = null, string? Regular = null)
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
            dL/dt = 10*Hz*int(L > 0.4 and L < 1) - 14.7*Hz*int(L <= 0.4 and 0 < L) : 1 (event-driven)    # bistable
            w_syn : 1
            """,
            """
            p_s += 0.6*(1 - p_s) # facilitation
            will_release = (rand() < p_s)
            g_e_post += w_syn*p_s*nS*int(will_release)
            Apre += 0.01
            L = clip(L + 0.25*w_syn, 0, 1)
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
        // Kuramoto 1975, on a ring, with links and values held over a step.
        new(
            """
            dtheta/dt = (omega + coupling/2)*gain + noise*Hz : 1
            omega : 1 (constant)
            coupling : 1
            gain : hertz (linked)
            noise = 0.1*randn() : 1 (constant over dt)
            order = cos(theta)*f(noise) : 1 (constant over dt)
            """,
            "theta > 2*pi", "theta -= 2*pi", null, "rk2", "rand()*2*pi",
            "strength : 1\ncoupling_post = strength*sin(theta_pre - theta_post) : 1 (summed)\nscale : 1 (shared, linked)", "strength += 0.01*scale*order_post", null, null, "0.2*ms",
            Targets: "k for k in range(i - 2, i + 3) if k != i and k >= 0 and k < N_post", Function: "clip(x, -1, 1)**2 + 1", Regular: "x = 1; q = 2*x; x = q"),
        // Van der Pol 1926, stiff, with an event at each upward turn.
        new(
            """
            dx/dt = y/ms : 1
            dy/dt = (mu*(1 - x**2)*y - x + s)/ms : 1
            ds/dt = -s/tau_e : 1
            mu : 1 (constant)
            turns : integer
            """,
            "x > 1.5", null, "x > 0", "rosenbrock", "2 + f(rand())",
            "w : 1", "s_post += w", "w *= 0.9", Event: "y > 0 and x < 0", EventCode: "turns += 1", Pathway: "w += 0.1*turns_post; s_post += w", Weight: "0.01*(1 + x**2)",
            Targets: "k for k in sample(0, N_post, size=1 + i % 2)", Function: "x*x"),
        // Stochastic growth after Verhulst 1838, by Milstein's formulas.
        new(
            """
            dx/dt = x*(1 - x)/tau + 0.1*x*xi_x*tau**-0.5 : 1
            dz/dt = (x - z)/tau + 0.05*xi_z*tau**-0.5 : 1
            births : 1
            """,
            "x > 0.9", "x = 0.1", "dt", null, "0.1 + 0.8*rand()",
            "c : 1", "c += 1", null, Event: "z > 0.5", EventCode: "births += poisson(2)", Pathway: "c -= int(births_post > 1)*f(c)", Weight: "x*(1 - x)",
            Targets: "(i + 1) % N_post", Function: "exp(-x)",
            Updater: "support = x + sqrt(dt)*g(x, t)\nx_new = x + dt*f(x, t) + g(x, t)*dW + (g(support, t) - g(x, t))*dW**2/(2*sqrt(dt))", Regular: "n = binomial(3, 0.5); n += 1; m = n*2; n = m"),
    ];

    /// <summary>The texts by number; the equations are the first.</summary>
    public static int Count => 19;

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
        10 => Rates,
        11 => Targets,
        12 => Event,
        13 => EventCode,
        14 => Pathway,
        15 => Weight,
        16 => Function,
        17 => Updater,
        _ => Regular,
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
        10 => this with { Rates = value },
        11 => this with { Targets = value },
        12 => this with { Event = value },
        13 => this with { EventCode = value },
        14 => this with { Pathway = value },
        15 => this with { Weight = value },
        16 => this with { Function = value },
        17 => this with { Updater = value },
        _ => this with { Regular = value },
    };

    /// <summary>Reads, checks, lowers and compiles all texts for the reference backend, and runs two steps.</summary>
    /// <exception cref="ModelException">A text is not right.</exception>
    public void Run(string backend = "reference", Action<string, string>? explain = null)
    {
        using Network network = new() { Backend = backend, Warned = null, Explain = explain };
        network.Constants["tau"] = 10 * ms;
        network.Constants["tau_e"] = 5 * ms;
        network.Constants["lastupdate0"] = 0 * ms;
        Constants functions = [];
        if (Function is not null) { functions["f"] = ModelFunction.Of("x : 1", Function); }
        OrderedDictionary<string, ModelText> events = [];
        if (Event is not null) { events["high"] = Event; }
        var happening = Event is null ? SpikeSource.SpikeEvent : "high";

        var cells = network.Add(new NeuronGroup(3, Equations, Threshold, Reset, Refractory, Integration, functions, events));
        foreach (var d in Linked(cells.Declarations)) { cells.Link(d.Name, SourceOf(d, network), d.Name); }
        if (EventCode is not null) { cells.RunOnEvent(happening, EventCode); }
        var state = cells.Declarations.FirstOrDefault(d => d.Kind == DeclarationKind.Differential)?.Name;
        if (Value is not null && state is not null) { cells[state] = Value; }
        var input = network.Add(new PoissonGroup(2, Rates));
        if (Weight is not null && state is not null) { network.Add(new PoissonInput(cells, state, 10, 100 * Hz, Weight)); }

        var synapses = network.Add(new Synapses(Threshold is null ? input : cells, cells, Synapses, OnPre, OnPost, constants: functions));
        foreach (var d in Linked(synapses.Code.Declarations)) { synapses.Link(d.Name, SourceOf(d, network), d.Name); }
        if (Pathway is not null) { synapses.AddPathway("late", Pathway, End.Target, onEvent: happening); }
        if (Targets is not null) { synapses.Connect(j: Targets, skipIfInvalid: true); }
        else if (Pairs is not null) { synapses.Connect(Pairs); }
        else { synapses.Connect(); }
        if (Delay is not null) { synapses.Delay = Delay; }
        if (Regular is not null)
        {
            cells.RunRegularly(Regular);
            synapses.RunRegularly(Regular);
        }

        network.Run(2 * network.Dt);
    }

    /// <summary>The method, with fewer inner steps than the usual where it chooses them: each takes its time.</summary>
    private IntegrationMethod? Integration => Updater is not null ? new ExplicitUpdater(Updater)
        : Method is "rk45" or "rosenbrock" or "implicit" ? new AdaptiveMethod(Method) { MaxSteps = 100 }
        : Method;

    private static IEnumerable<Declaration> Linked(IEnumerable<Declaration> declarations) => declarations.Where(d => d.Flags.HasFlag(VariableFlags.Linked));

    /// <summary>A group of one neuron with the parameter to which a variable can be linked.</summary>
    private static NeuronGroup SourceOf(Declaration linked, Network network) =>
        network.Add(new NeuronGroup(1, linked.Name + " : " + UnitText.Of(linked.Type, linked.Dimension)) { Name = $"source_of_{network.Objects.Count}" });
}
