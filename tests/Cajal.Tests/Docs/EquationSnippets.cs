using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Docs;

/// <summary>The programs of docs/equations.md, in the order of the page, which holds the bodies of these methods.</summary>
internal static class EquationSnippets
{
    public static void Group(Network net)
    {
        var (tau, El) = (10 * ms, -70 * mV);
        var cells = net.Add(new NeuronGroup(100, $"""
            dv/dt = (El - v + R*I)/{tau} : volt (unless refractory)
            I = 0.2*nA*sin(2*pi*f*t) : amp
            R : ohm
            f : hertz
            """, threshold: "v > -50*mV", reset: $"v = {El}", refractory: 5 * ms, constants: new() { ["El"] = El }));
        cells["R"] = 100 * Mohm;
        cells["f"] = "10*Hz + rand()*5*Hz";
    }

    public static void LinkedVariables(Network net)
    {
        var background = net.Add(new NeuronGroup(1, "drate/dt = (10*Hz - rate)/second : Hz"));
        var cells = net.Add(new NeuronGroup(100, "rate : Hz (linked)\ndx/dt = rate - x/(5*ms) : 1"));
        cells.Link("rate", background, "rate");
    }

    public static void Functions(Network net)
    {
        var open = ModelFunction.Of("v, VT : volt", "1/(1 + exp((VT - v)/(2*mV)))");
        var rounded = ModelFunction.Of("x : 1", "1", x => Math.Round(x, 2));
        var stimulus = new TimedArray(new[] { 0, 0.2, 0.1 } * nA, 10 * ms);
        var patterns = BinaryPattern.Prototypes(2, size: 100, codingLevel: 0.1, seed: 1);
        var trial = new StimulusProtocol(100, seed: 1).Delay(50 * ms).Present(patterns[0], 200 * ms, 0.3 * nA, flips: 0.05).Delay(500 * ms).Present(patterns[1], 200 * ms, 0.3 * nA);
        net.Add(new NeuronGroup(100, $"""
            dx/dt = ({open}(v, -50*mV) - x)/(5*ms) : 1
            v : volt
            I = {stimulus}(t)*{rounded}(x) + {trial}(t, i) : amp
            """));
    }

    public static void Values(Network net)
    {
        var (El, columns) = (-70 * mV, 10);
        var cells = net.Add(new NeuronGroup(100, "v : volt\nrow, column : integer"));
        cells["v"] = El;
        cells["v"]["i >= 50"] = $"{El} + rand()*mV";
        cells["row"] = $"i // {columns}";
        cells["column"] = $"i % {columns}";
    }

    public static void ByTheClock(Network net)
    {
        var cells = net.Add(new NeuronGroup(100, "I : amp"));
        cells.RunRegularly("I = 0.1*nA*rand()", dt: 10 * ms);
        cells.RunAt("I = 0*amp", new[] { 25.0, 45 } * ms);
    }

    public static void Events(Network net)
    {
        var cells = net.Add(new NeuronGroup(100, "dv/dt = -v/(10*ms) : 1\nlows : integer", events: new() { ["low"] = "v < 0.1" }));
        cells.RunOnEvent("low", "v = 1; lows += 1");
        net.Add(new EventMonitor(cells, "low"));
    }

    public static void Methods(Network net)
    {
        net.Add(new NeuronGroup(100, "dx/dt = -x**3/ms : 1", method: new AdaptiveMethod("rk45")
        {
            RelativeTolerance = 1e-6,
            AbsoluteTolerances = { ["x"] = 1e-9 },
        }));
        net.Add(new NeuronGroup(100, "dx/dt = -x**3/ms : 1", method: new ExplicitUpdater("""
            k = dt*f(x, t)
            x_new = x + dt*f(x + k/2, t + dt/2)
            """)));
    }

    public static void Connections(Network net)
    {
        var cells = net.Add(new NeuronGroup(100, "dv/dt = -v/(10*ms) : volt", threshold: "v > 10*mV", reset: "v = 0*mV"));
        var synapses = net.Add(new Synapses(cells, cells, "w : volt", onPre: "v += w"));
        synapses.Connect("i != j", p: 0.1);
        synapses.Connect(p: 0.2, from: cells[..80], to: cells[80..]);
        synapses.ConnectFixedInDegree(10, autapses: false);
        synapses.ConnectFixedTotal(500, multapses: false, from: cells[80..]);
        synapses.Connect(j: "i + k for k in range(-2, 3) if k != 0", skipIfInvalid: true);
        synapses.Connect(j: "k for k in sample(N_post, size=5)");
        synapses.Connect([0, 1], [5, 6]);
        net.Add(new Synapses(cells, cells, onPre: "v -= 1*mV")).Connect("i != j", p: 0.1, except: [synapses]);
        synapses["w"] = "1*mV*exp(-abs(i - j)/10)";
        synapses["w"][0, 5] = 2 * mV;
    }

    public static void Pathways(Network net)
    {
        var cells = net.Add(new NeuronGroup(100, "dv/dt = -v/(10*ms) : volt", threshold: "v > 10*mV", reset: "v = 0*mV"));
        var synapses = net.Add(new Synapses(cells, cells, "w : 1", onPre: "v += w*mV", onPost: "w += 0.01", multisynapticIndex: "k"));
        synapses.AddPathway("recovery", "w *= 0.99", delay: 5 * ms);
        synapses.Connect("i == j", n: 3);
        synapses.Delay = "(1 + k)*ms";
        synapses.Pathway("post").Delay = 2 * ms;
    }

    public static void Inputs(Network net)
    {
        var cells = net.Add(new NeuronGroup(100, "dv/dt = -v/(10*ms) : volt"));
        net.Add(new PoissonInput(cells, "v", 1000, 5 * Hz, "0.1*mV*(1 - v/(20*mV))"));
        var noise = net.Add(new PoissonGroup(50, "10*Hz*(1 + sin(2*pi*5*Hz*t))"));
        var pulses = net.Add(new SpikeGeneratorGroup(2, [0, 1], new[] { 1.0, 2 } * ms, period: 10 * ms));
        net.Add(new Synapses(noise, cells, onPre: "v += 0.5*mV")).Connect(p: 0.2);
        net.Add(new Synapses(pulses, cells, onPre: "v += 1*mV")).Connect(j: "2*i");
    }
}
