#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// "Neuronal Populations": leaky integrate-and-fire neurons, synapses of three schemes and input as PyMoNNtorch behaviours, here wired as a network of
// an excitatory and an inhibitory population. See docs/ports/pymonntorch.md for the document line by line.
using Cajal;
using Cajal.Plots;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "pymonntorch-lif-populations", "Two populations of LIF neurons under three connection schemes.", 0.3 * s, defaultDt: 1 * ms);
var iterations = (int)Math.Round(options.Duration.Si / options.Dt.Si);

// The weights of a scheme make up for the number of synapses that it leaves.
(ConnectionScheme Scheme, string Title, double Coefficient, double Density)[] schemes =
[
    (ConnectionScheme.Full, "Full", 3, 1),
    (ConnectionScheme.FixedCouplingProbability, "Fixed Coupling Probability", 15, 0.2),
    (ConnectionScheme.FixedInDegree, "Fixed Number of Presynaptic Partners", 8, 10),
];
Figure figure = new() { Height = 700 };
foreach (var (scheme, title, coefficient, density) in schemes)
{
    using var net = options.NewNetwork();
    var exc = Population(net, "exc", 80);
    var inh = Population(net, "inh", 20);
    foreach (var target in (NeuronGroup[])[exc, inh])
    {
        net.Add(new SynapseGroup(exc, target) { Tag = "GLUTAMATE" });
        net.Add(new SynapseGroup(inh, target) { Tag = "GABA" });
    }

    net.SimulateIterations(iterations);

    Panel raster = new() { Title = title, XLabel = "iterations", YLabel = "neuron", XLimits = (0, iterations) };
    foreach (var (group, offset, color) in ((NeuronGroup, int, Color)[])[(exc, 0, Palette.Blue), (inh, 80, Palette.Vermilion)])
    {
        var events = group.Behaviors.Get<EventRecorder>().Recordings[0];
        raster.Raster([.. events.Iterations.ToArray().Select(i => (double)i)], events.Indices, color, group.Name, offset);
    }

    figure.Add(raster);
    if (scheme == ConnectionScheme.Full) { options.Publish(net.Report("pymonntorch-lif-populations")); }

    // 300 iterations of the original with such input gave 638 and 750 spikes for the first two schemes. Its third one leaves more excitatory partners than
    // asked for; here ten of each population balance, and neurons spike by their input.
    var spikes = net.Report(title).Spikes;
    Check.That(spikes > 100 * iterations / 100 && spikes < 100 * iterations / 30, $"{title}: {spikes} spikes are one in 30 to 100 iterations for each neuron");

    NeuronGroup Population(Network network, string name, int size) => network.Add(new NeuronGroup(size)
    {
        Name = name,
        Behaviors =
        {
            [1] = new Input(iterations),
            [2] = new Synapse(scheme, "uniform", coefficient, density),
            [3] = new LIF { Tau = 10, VRest = -65, VReset = -70, Threshold = -50, R = 1 },
            [9] = new Recorder("v", "I"),
            [10] = new EventRecorder("spikes"),
        },
    });
}

figure.Save(options.OutputFile("raster.svg"));
return Check.Exit();

/// <summary>tau * dv/dt = v_rest - v + R * I; if v >= threshold then v = v_reset.</summary>
internal sealed class LIF : Behavior<NeuronGroup>
{
    public Parameter Tau { get; set; } = 10;

    public Parameter VRest { get; set; } = -65;

    public Parameter VReset { get; set; } = -70;

    public Parameter Threshold { get; set; } = -50;

    public Parameter R { get; set; } = 1;

    public override void Initialize(NeuronGroup neurons)
    {
        neurons["v"] = neurons.Vector("ones") * VRest;
        neurons["spikes"] = neurons.Vector("zeros");
    }

    public override void Forward(NeuronGroup neurons)
    {
        Fire(neurons);
        var v = neurons["v"];
        v += VoltageChange(neurons) / Tau;
    }

    private VariableView VoltageChange(NeuronGroup neurons)
    {
        var deltaV = VRest - neurons["v"];
        var inputCurrent = R * neurons["I"];
        return deltaV + inputCurrent;
    }

    private void Fire(NeuronGroup neurons)
    {
        var v = neurons["v"];
        neurons["spikes"] = v >= Threshold;
        v[neurons["spikes"]] = VReset;
        neurons.Emit(neurons["spikes"]);
    }
}

/// <summary>Excitatory and inhibitory synaptic connections of one of three schemes.</summary>
internal sealed class Synapse(ConnectionScheme scheme, string mode, double coef, double density) : Behavior<NeuronGroup>
{
    public override void Initialize(NeuronGroup neurons)
    {
        foreach (var s in neurons.Afferent("All"))
        {
            s["W"] = scheme switch
            {
                ConnectionScheme.Full => coef * s.Matrix(mode),
                ConnectionScheme.FixedCouplingProbability => coef * s.Matrix(mode, density: density),
                _ => FixedPrePartners(s),
            };
        }
    }

    public override void Forward(NeuronGroup neurons)
    {
        foreach (var s in neurons.Afferent("GLUTAMATE")) { neurons["I"] += PresynapticInputs(s); }
        foreach (var s in neurons.Afferent("GABA")) { neurons["I"] -= PresynapticInputs(s); }
    }

    private static VariableView PresynapticInputs(SynapseGroup synapse) => synapse["W"].MatVec(synapse.Source["spikes"]);

    /// <summary>Keeps exactly as many sources for each neuron as asked for: those with the smallest of a row of random numbers.</summary>
    private Matrix FixedPrePartners(SynapseGroup s)
    {
        var (weights, chances) = (coef * s.Matrix(mode), s.Matrix("uniform"));
        for (var neuron = 0; neuron < weights.Rows; neuron++)
        {
            foreach (var source in Enumerable.Range(0, weights.Columns).OrderBy(source => chances[neuron, source]).Skip((int)density)) { weights[neuron, source] = 0.0; }
        }

        return weights;
    }
}

/// <summary>External current: for each iteration and neuron one number, around a mean that goes up and down with a period of 50 iterations.</summary>
internal sealed class Input(int iterations) : Behavior<NeuronGroup>
{
    private readonly VariableView[] _input = new VariableView[iterations];

    public override void Initialize(NeuronGroup neurons)
    {
        for (var k = 0; k < iterations; k++) { _input[k] = neurons.Vector("normal(12, 4)") + (4 * Math.Sin(2 * Math.PI * k / 50)); }
        ResetInputs(neurons);
    }

    public override void Forward(NeuronGroup neurons)
    {
        ResetInputs(neurons);
        neurons["I"] += _input[neurons.Network!.Iteration - 1];
    }

    private static void ResetInputs(NeuronGroup neurons) => neurons["I"] = neurons.Vector("zeros");
}
