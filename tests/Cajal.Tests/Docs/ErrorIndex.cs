using System.Runtime.CompilerServices;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Docs;

/// <summary>Mistakes that users make, each with the code that makes it; the messages are what the code says when it runs.</summary>
internal sealed class ErrorIndex
{
    private readonly List<(string Kind, string Mistake, string Code, Func<string> Said)> _rows = [];
    private string _kind = "";

    public ErrorIndex()
    {
        Declarations();
        Names();
        Expressions();
        Groups();
        Values();
        ProjectionsAndInputs();
        Networks();
        Warnings();
    }

    /// <summary>A table for each kind of mistake, in Markdown.</summary>
    public string ToMarkdown() => string.Join("\n", _rows.GroupBy(r => r.Kind).Select(kind =>
        $"## {kind.Key}\n\n| Mistake | For example | What Cajal says |\n|---|---|---|\n"
        + string.Concat(kind.Select(r => $"| {r.Mistake} | {Cell(r.Code)} | {Escaped(r.Said()).Replace("<", "&lt;", StringComparison.Ordinal)} |\n"))));

    private void Declarations()
    {
        _kind = "Declarations and units";
        Model("No unit", "dv/dt = -v/tau");
        Model("Two units", "dv/dt = -v/tau : volt : amp");
        Model("A scaled unit in a declaration", "v : mvolt");
        Model("No unit of that name", "v : voltage");
        Model("A number in a unit", "v : 1.0*volt");
        Model("A type of another language", "flag : bool");
        Model("A variable declared twice", "v : volt\nv : amp");
        Model("Subexpressions in a circle", "a = b1 : 1\nb1 = a : 1");
        Model("A flag that does not suit", "v : volt (unless refractory)");
        Model("A flag that does not exist", "v : volt (const)");
        Model("Flags that exclude each other", "x = 1 : 1 (constant over dt, summed)");
        Model("A rate without a time constant", "dv/dt = -v : volt");
        Model("A sum of different units", "I : amp\nv : volt\nx = v + I : volt");
        Model("A subexpression of another unit than declared", "v : volt\nx = 2*v : 1");
        Row("A threshold of another unit", () => new NeuronGroup(1, "v : 1", "v > -20*mV"));
        Row("A reset of another unit", () => new NeuronGroup(1, "v : volt", "v > 0*mV", "v = 3"));
        Row("Code of a synapse of another unit", (net, cells) => new Synapses(cells, cells, onPre: "v += 1*nS"));
        Model("A unit in an exponential", "v : volt\nx = exp(v) : 1");
        Model("A wrong number of arguments", "x = exp(1, 2) : 1");
        Model("A differential equation of an integer", "dn/dt = 1/second : integer");
    }

    private void Names()
    {
        _kind = "Names";
        foreach (var name in (string[])["t", "dt", "i", "N", "xi_1", "mV", "exp", "pi", "lambda", "_x", "x_pre", "not_refractory"])
        {
            Model($"A variable named `{name}`", $"{name} : 1");
        }
        Row("A name that nobody defines", (net, cells) => Run(new NeuronGroup(1, "dv/dt = (El - v)/taum : volt\ntau : second\nEL : volt")));
        Model("A name that only some models have", "x = lastspike : second");
        Row("A function that does not exist", () => Run(new NeuronGroup(1, "x = sine(2) : 1", "x > 0")));
        Row("A variable called", () => new NeuronGroup(1, "v : 1\nx = v(1 - v) : 1"));
        Row("A constant given and declared too", () => new NeuronGroup(1, "tau : second", constants: new() { ["tau"] = 3 * ms }));
        Row("One name with two values in one object", () => new NeuronGroup(1, Text(1), Text(2)));
        Row("A forgotten `$`", () => new NeuronGroup(1, "dv/dt = -v/{tau} : 1"));
        Row("A constant with the name of a unit", (net, cells) => net.Constants["mV"] = 3);
        Row("A word with a letter of another alphabet", () => new NeuronGroup(1, "dτ/dt = 1 : 1"));
    }

    private void Expressions()
    {
        _kind = "Expressions and code";
        Expression("A power by `^`", "3^2");
        Expression("A bit operator", "a & b");
        Expression("A bit operator", "a | b");
        Expression("An index", "v[3]");
        Expression("An attribute", "v.x");
        Expression("A tuple", "(a, b)");
        Expression("A chain of comparisons", "a < b < c");
        Expression("A choice", "a if b else c");
        Expression("Two operands without an operator", "2mV");
        Expression("A number past all bounds", "1e999");
        Code("Two assignments in one", "v = w = 0");
        Code("A comparison as a statement", "v == 0");
        Code("An assignment to a subexpression", "s = 0");
        Code("An assignment to the time", "t = 0*ms");
        Code("An assignment to a shared variable", "p += 1");
        Row("An assignment to a constant parameter", () => new NeuronGroup(1, "c : 1 (constant)", threshold: "c > 1", reset: "c = 0"));
        Code("A target that is misspelt", "vv = 0");
        Code("A change of what has no value yet", "q += 1");
        Code("A real number for an integer", "n = 0.5");
        Model("A random number in a subexpression", "x = rand() : 1");
        Model("Plain xi twice", "dx/dt = (xi + xi)/second**0.5 : 1");
        Model("xi outside a differential equation", "x = xi : 1");
        Model("A division by xi", "dx/dt = 1/xi : 1");
        Row("A timed array without its arguments", () => new NeuronGroup(1, $"x = {Stimulus} : 1"));
        Row("A timed array with one argument too many", () => new NeuronGroup(1, $"x = {Stimulus}(t, i) : 1"));
        Row("A timed array with one argument missing", () => new NeuronGroup(1, $"x = {Image}(t) : 1"));
    }

    private void Groups()
    {
        _kind = "Groups of neurons";
        Row("No neurons", () => new NeuronGroup(0, "v : 1"));
        Row("A threshold that is a number", () => new NeuronGroup(1, "v : volt", threshold: -50 * mV));
        Row("A threshold that is no condition", () => new NeuronGroup(1, "v : volt", "v"));
        Row("A reset without a threshold", () => new NeuronGroup(1, "v : 1", reset: "v = 0"));
        Row("A refractory period that is no time", () => new NeuronGroup(1, "v : 1", "v > 1", refractory: 5 * Hz));
        Row("`unless refractory` without a refractory period", () => new NeuronGroup(1, "dv/dt = -v/ms : 1 (unless refractory)", "v > 1"));
        Row("A flag of synapses", () => new NeuronGroup(1, "dv/dt = -v/ms : 1 (event-driven)"));
        Row("A method that does not exist", () => new NeuronGroup(1, "v : 1", method: "eulr"));
        Row("A method that cannot integrate the equations", () => Run(new NeuronGroup(1, "dv/dt = -v**2/ms : 1", method: "exact")));
        Row("A part beyond the end", (net, cells) => cells[5..11]);
        Row("An empty part", (net, cells) => cells[5..5]);
    }

    private void Values()
    {
        _kind = "Values";
        Row("A variable that is misspelt", (net, cells) => cells["vv"] = 1 * mV);
        Row("A value without its unit", (net, cells) => cells["v"] = 3);
        Row("A value of another unit", (net, cells) => cells["v"] = 3 * ms);
        Row("Too few values", (net, cells) => cells["v"] = (new double[3]) * mV);
        Row("A value for a subexpression", (net, cells) => cells["s"] = 1);
        Row("An index beyond the end", (net, cells) => cells["v"][10] = 1 * mV);
        Row("An expression of another unit", (net, cells) => cells["v"] = "rand()");
        Row("A condition on a shared variable", (net, cells) => net.Add(new NeuronGroup(3, "p : 1 (shared)"))["p"]["i > 1"] = 2);
        Row("A linked variable that is linked to nothing", () => Run(new NeuronGroup(3, "x : volt (linked)")));
        Row("A link to a variable of another unit", (net, cells) => new NeuronGroup(10, "x : amp (linked)").Link("x", cells, "v"));
        Row("A link to a group of another size", (net, cells) => new NeuronGroup(3, "x : volt (linked)").Link("x", cells, "v"));
        Row("A link of a variable that has values", (net, cells) => new NeuronGroup(10, "x : volt").Link("x", cells, "v"));
        Row("A link to an element that there is not", (net, cells) => new NeuronGroup(2, "x : volt (linked)").Link("x", cells, "v", [0, 10]));
        Row("Values before there is a network", () => new NeuronGroup(1, "v : 1")["v"].ToArray());
    }

    private void ProjectionsAndInputs()
    {
        _kind = "Synapses and inputs";
        Row("A variable of synapses named like one of neurons", (net, cells) => new Synapses(cells, cells, "v : 1"));
        Row("A variable of synapses named like what they have", (net, cells) => new Synapses(cells, cells, "delay : second"));
        Row("Code for spikes of neurons that never spike", (net, cells) => new Synapses(new NeuronGroup(1, "x : 1"), cells, onPre: "v += 1*mV"));
        Row("Weights before there are synapses", (net, cells) => net.Add(new Synapses(cells, cells, "w : 1"))["w"] = 1);
        Row("A run without synapses", (net, cells) => { net.Add(new Synapses(cells, cells, onPre: "v += 1*mV")); net.Run(1 * ms); });
        Row("A source beyond the end", (net, cells) => Project(net, cells).Connect([10], [0]));
        Row("A probability beyond 1", (net, cells) => Project(net, cells).Connect(p: 2));
        Row("More targets than there are", (net, cells) => Project(net, cells).ConnectFixedOutDegree(11, multapses: false));
        Row("More sources than there are without the neuron itself", (net, cells) => Project(net, cells).ConnectFixedInDegree(10, multapses: false, autapses: false));
        Row("More synapses than a projection holds", (net, cells) => Project(net, cells).ConnectFixedTotal(3_000_000_000));
        Row("A number of synapses below 0", (net, cells) => Project(net, cells).ConnectFixedTotal(-1));
        Row("No target but the source itself", (net, cells) => Project(net, cells).ConnectFixedOutDegree(1, autapses: false, from: cells[..1], to: cells[..1]));
        Row("Pairs left out that there are not yet", (net, cells) => Project(net, cells).Connect(p: 0.1, except: [Project(net, cells)]));
        Row("Pairs left out of other groups", (net, cells) => Project(net, cells).Connect(p: 0.1, except: [net.Add(new Synapses(cells, net.Add(new NeuronGroup(3, "")))).Connect()]));
        Row("Sources of another group", (net, cells) => Project(net, cells).Connect(p: 0.1, from: new NeuronGroup(5, "")));
        Row("A condition that is a number", (net, cells) => Project(net, cells).Connect("i + j"));
        Row("The number of synapses while they are made", (net, cells) => Project(net, cells).Connect("N_incoming < 3"));
        Row("A sum that does not say where it goes", (net, cells) => new Synapses(cells, cells, "I = 1 : 1 (summed)"));
        Row("A sum for a variable that the neurons do not have", (net, cells) => new Synapses(cells, cells, "I_post = 1 : 1 (summed)"));
        Row("A sum for a variable that is no parameter", (net, cells) => new Synapses(cells, cells, "s_post = 1 : 1 (summed)"));
        Row("Two sums for one variable by different clocks", (net, cells) => { Sum(net, cells, 0.1 * ms); Sum(net, cells, 0.2 * ms); net.Run(1 * ms); });
        Row("A generator with a condition", (net, cells) => Project(net, cells).Connect("k for k in range(10)"));
        Row("A target that is no integer", (net, cells) => Project(net, cells).Connect(j: "i/2"));
        Row("A target beyond the end", (net, cells) => Project(net, cells).Connect(j: "i + 1"));
        Row("A range of a real number", (net, cells) => Project(net, cells).Connect(j: "k for k in range(42.0)"));
        Row("A sample of more than there are", (net, cells) => Project(net, cells).Connect(j: "k for k in sample(N_post, size=N_post + 1)"));
        Row("A loop without end", (net, cells) => Project(net, cells).Connect(j: "k for k in range(2**30)"));
        Row("A step of 0", (net, cells) => Project(net, cells).Connect(j: "k for k in range(0, 10, 0)"));
        Row("Synapses of a pair counted from the end", (net, cells) => Project(net, cells).Connect(n: 2).Matching(0, 0, ^1..));
        Row("A number of synapses that is no integer", (net, cells) => Project(net, cells).Connect(n: 1.5));
        Row("Code for an event that is misspelt", (net, cells) => Projection(cells).AddPathway("late", "v += 1*mV", onEvent: "spkie"));
        Row("Code for events of synapses", (net, cells) => new Synapses(cells, Project(net, cells), onPost: "v_pre += 1*mV"));
        Row("A pathway that is not there", (net, cells) => Projection(cells).Pathway("late"));
        Row("Event-driven and clock-driven mixed", (net, cells) => new Synapses(cells, cells, "dx/dt = (y - x)/ms : 1 (event-driven)\ndy/dt = -y/ms : 1 (clock-driven)", onPre: "x += 1"));
        Row("An event-driven equation that is not linear", (net, cells) => { net.Add(new Synapses(cells, cells, "dx/dt = -x**2/ms : 1 (event-driven)", onPre: "x += 1")).Connect(); net.Run(1 * ms); });
        Row("An event-driven equation with a threshold for an expression", (net, cells) => { net.Add(new Synapses(cells, cells, "dx/dt = -int(2*x > 1)/ms : 1 (event-driven)", onPre: "x += 1")).Connect(); net.Run(1 * ms); });
        Row("An event-driven equation that asks for equality", (net, cells) => { net.Add(new Synapses(cells, cells, "dx/dt = -int(x == 1)/ms : 1 (event-driven)", onPre: "x += 1")).Connect(); net.Run(1 * ms); });
        Row("An event-driven equation with a function that draws random numbers", (net, cells) => { net.Add(new Synapses(cells, cells, "dx/dt = -int(x > noisy(1))/ms : 1 (event-driven)", onPre: "x += 1", constants: new() { ["noisy"] = ModelFunction.Of("y : 1", "y + rand()") })).Connect(); net.Run(1 * ms); });
        Row("A mean over blocks of a population of another group", (net, cells) => new BlockMeanMonitor(new Synapses(cells, cells, "w : 1"), ["w"], from: [new NeuronGroup(5, "")]));
        Row("A negative delay", (net, cells) => new Synapses(cells, cells, onPre: "v += 1*mV", delay: -1 * ms));
        Row("A delay of another unit", (net, cells) => new Synapses(cells, cells, onPre: "v += 1*mV", delay: 1 * mV));
        Row("A negative time of a spike", () => new SpikeGeneratorGroup(2, [0], new double[] { -1 } * ms));
        Row("A spike of an element that there is not", () => new SpikeGeneratorGroup(2, [2], new double[] { 1 } * ms));
        Row("Two spikes of one element in one step", () => Run(new SpikeGeneratorGroup(1, [0, 0], new double[] { 1, 1.01 } * ms)));
        Row("A period that ends before a spike", () => new SpikeGeneratorGroup(2, [0], new double[] { 3 } * ms, period: 2 * ms));
        Row("A period that is no multiple of the step", () => Run(new SpikeGeneratorGroup(2, [0], new double[] { 1 } * ms, period: 2.55 * ms)));
        Row("Input for a variable that is not there", (net, cells) => new PoissonInput(cells, "w", 10, 5 * Hz, 1 * mV));
        Row("Input of another unit", (net, cells) => new PoissonInput(cells, "v", 10, 5 * Hz, 1 * nS));
        Row("Input of more than one spike a step", (net, cells) => { net.Add(new PoissonInput(cells, "v", 10, 20 * kHz, 1 * mV)); net.Run(1 * ms); });
        Row("Input for what has no variables", () => new PoissonInput(new PoissonGroup(3, 5 * Hz), "v", 10, 5 * Hz, 1 * mV));
        Row("A rate without its unit", () => new PoissonGroup(3, 5));
        Row("No elements", () => new PoissonGroup(0, 5 * Hz));
    }

    private void Networks()
    {
        _kind = "Networks and runs";
        Row("A negative duration", (net, cells) => net.Run(-1 * ms));
        Row("A duration without its unit", (net, cells) => net.Run(1));
        Row("A step that does not fit the time", (net, cells) => { net.Run(10.1 * ms); net.Dt = 0.2 * ms; });
        Row("An object in two networks", (net, cells) => new Network().Add(cells));
        Row("One name for two objects", (net, cells) => net.Add(new NeuronGroup(1, "v : 1") { Name = "neurons" }));
        Row("Synapses of a group that was not added", () => Run(Projection(new NeuronGroup(1, "v : volt", "v > 0*mV"))));
        Row("A state that was never stored", (net, cells) => { net.Store("init"); net.Restore("intit"); });
        Row("A state stored before an object was added", (net, cells) => { net.Store(); net.Add(new PoissonGroup(1, 5 * Hz)); net.Restore(); });
        Row("Values that are no longer numbers", () => Run(new NeuronGroup(1, "dv/dt = (v**2 + 1)**9/ms : 1")));
    }

    private void Warnings()
    {
        _kind = "What may be meant";
        Warning("A threshold without reset and refractory period", net => net.Add(new NeuronGroup(1, "dv/dt = -v/ms : 1", "v > 1")));
        Warning("A constant of the network with the name of a variable", net => { net.Add(new NeuronGroup(1, "tau : second")); net.Constants["tau"] = 3 * ms; });
        Warning("Constants of one name in two places", net => { net.Add(new NeuronGroup(1, "x = tau : second", constants: new() { ["tau"] = 3 * ms })); net.Constants["tau"] = 4 * ms; });
        Warning("A rate of more than one spike a step", net => net.Add(new PoissonGroup(1, 20 * kHz)));
    }

    private static TimedArray Stimulus => new(new double[] { 1, 2 }, 1 * ms);

    private static TimedArray Image => new(new double[] { 1, 2, 3, 4 }, 2, 1 * ms);

    private static ModelText Text(double E) => $"v = {E} : 1";

    private static Synapses Projection(NeuronGroup cells) => new(cells, cells, onPre: "v += 1*mV");

    private static Synapses Project(Network net, NeuronGroup cells) => net.Add(Projection(cells));

    private static Synapses Sum(Network net, NeuronGroup cells, Quantity dt) =>
        net.Add(new Synapses(cells, cells, "u_post = v_pre : volt (summed)") { Dt = dt }).Connect();

    private static Network Run(SimulationObject made)
    {
        using Network net = new() { Warned = null };
        net.Add(made);
        net.Run(1 * ms);
        return net;
    }

    private void Model(string mistake, string equations) => Add(mistake, equations, () => new NeuronGroup(1, equations));

    private void Expression(string mistake, string expression) => Add(mistake, expression, () => new NeuronGroup(1, $"a, b, c, v : 1\nx = {(ModelText)expression} : 1"));

    private void Code(string mistake, string reset) =>
        Add(mistake, reset, () => Run(new NeuronGroup(1, "v, w : 1\ns = v : 1\np : 1 (shared)\nn : integer", "v > 1", reset)));

    private void Row(string mistake, Func<object?> make, [CallerArgumentExpression(nameof(make))] string code = "") =>
        Add(mistake, code["() => ".Length..], make);

    private void Row(string mistake, Func<Network, NeuronGroup, object?> make, [CallerArgumentExpression(nameof(make))] string code = "")
    {
        Add(mistake, code["(net, cells) => ".Length..].TrimStart('{', ' ').TrimEnd('}', ' '), () =>
        {
            using Network net = new() { Warned = null };
            return make(net, net.Add(new NeuronGroup(10, "v, u : volt\ns = v/mV : 1", "v > -50*mV", "v = -60*mV")));
        });
    }

    private void Row(string mistake, Action<Network, NeuronGroup> make, [CallerArgumentExpression(nameof(make))] string code = "") =>
        Row(mistake, (net, cells) => { make(net, cells); return null; }, code);

    /// <summary>What may well be meant runs, and is said once.</summary>
    private void Warning(string mistake, Action<Network> make, [CallerArgumentExpression(nameof(make))] string code = "") =>
        _rows.Add((_kind, mistake, code["net => ".Length..].TrimStart('{', ' ').TrimEnd('}', ' '), () =>
        {
            List<string> said = [];
            using Network net = new() { Warned = said.Add };
            make(net);
            net.Run(1 * ms);
            return Assert.Single(said);
        }
    ));

    private void Add(string mistake, string code, Func<object?> make) => _rows.Add((_kind, mistake, code, () => Message(make)));

    /// <summary>The message without its excerpt, which the example shows already.</summary>
    private static string Message(Func<object?> make)
    {
        var error = Assert.ThrowsAny<ModelException>(make);
        var said = error is EquationException e ? $"{e.Problem} {e.Remedy}" : error.Message;
        return said.Trim();
    }

    private static string Cell(string code) => string.Join("<br>", code.Split('\n').Select(line => $"`{Escaped(line)}`"));

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal).Replace("\n", " ", StringComparison.Ordinal);
}
