#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// The tutorial of PyMoNNtorch (create and simulate a simple network; monitoring the simulation), in its order and with its names.
using Cajal;
using Cajal.Plots;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "pymonntorch-tutorial", "A network of behaviours: noise, decay and recurrent synapses.", 1 * s, defaultDt: 1 * ms);
var iterations = (long)Math.Round(options.Duration.Si / options.Dt.Si);

using var net = options.NewNetwork();
var ng = net.Add(new NeuronGroup(1000)
{
    Behaviors =
    {
        [1] = new BasicBehavior(),
        [2] = new InputBehavior(),
        [9] = new Recorder("voltage", "torch.mean(voltage)"),
        [10] = new EventRecorder("spike"),
    },
});
net.Add(new SynapseGroup(ng, ng) { Tag = "GLUTAMATE" });
net.Initialize();
net.SimulateIterations(iterations);

// Voltage of the first 10 neurons.
var (voltage, mean) = (net.Recorded("voltage"), net.Recorded("torch.mean(voltage)"));
double[] t = [.. voltage.Iterations.Select(i => (double)i)];
Panel traces = new() { Title = "Voltage of first 10 neurons", XLabel = "iterations", YLabel = "voltage" };
for (var neuron = 0; neuron < 10; neuron++) { traces.Line(t, voltage.Column(neuron), width: 0.7); }
traces.Line(t, mean.Column(), "mean", Palette.Ink).HorizontalLine(ng.Behaviors.Get<BasicBehavior>().Threshold, "threshold", Palette.Ink);
new Figure { Height = 360 }.Add(traces).Save(options.OutputFile("voltage.svg"));

// Raster plot.
var spikes = net.RecordedEvents("spike");
double[] spikeTimes = [.. spikes.Iterations.ToArray().Select(i => (double)i)];
new Figure { Height = 360 }.Add(new Panel { Title = "Raster plot", XLabel = "iterations", YLabel = "neuron index" }.Raster(spikeTimes, spikes.Indices)).Save(options.OutputFile("raster.svg"));

// Five runs of the original with 1000 iterations: mean voltage 0.4786 with a deviation of 0.0022 between runs, 0.00155 spikes a neuron and iteration, the first hundred left out.
var settled = mean.Column().Skip(100).Average();
var rate = spikes.Iterations.ToArray().Count(i => i > 100) / 1000.0 / (iterations - 100);
if (!options.Quiet) { Console.Error.WriteLine(FormattableString.Invariant($"mean voltage {settled:F4}, {rate:F5} spikes a neuron and iteration")); }
options.Publish(net.Report("pymonntorch-tutorial"));
Check.That(settled is > 0.4786 - 0.013 and < 0.4786 + 0.013, "the mean voltage is that of the original");
Check.That(rate is > 0.00155 - 0.0003 and < 0.00155 + 0.0003, "the rate is that of the original");
return Check.Exit();

/// <summary>Threshold, reset, decay, and noise for one neuron in ten.</summary>
internal sealed class BasicBehavior : Behavior<NeuronGroup>
{
    public double Threshold { get; } = 2.0;

    public override void Initialize(NeuronGroup neurons)
    {
        neurons["voltage"] = neurons.Vector("zeros");
        neurons["spike"] = neurons.Vector("zeros");
    }

    public override void Forward(NeuronGroup neurons)
    {
        var voltage = neurons["voltage"];
        var firing = voltage >= Threshold;
        neurons["spike"] = firing;
        voltage[firing] = 0.0; // reset
        voltage *= 0.9; // voltage decay
        voltage += neurons.Vector("uniform", density: 0.1);
        neurons.Emit(firing); // for the report
    }
}

/// <summary>Adds what the spikes of this iteration bring.</summary>
internal sealed class InputBehavior : Behavior<NeuronGroup>
{
    public override void Initialize(NeuronGroup neurons)
    {
        foreach (var synapse in neurons.Afferent("GLUTAMATE"))
        {
            synapse["W"] = synapse.Matrix("uniform", density: 0.1);
            synapse["enabled"] = synapse["W"] > 0;
        }
    }

    public override void Forward(NeuronGroup neurons)
    {
        foreach (var synapse in neurons.Afferent("GLUTAMATE"))
        {
            neurons["voltage"] += synapse["W"].MatVec(synapse.Source["spike"]) / synapse.Source.Count * 10;
        }
    }
}
