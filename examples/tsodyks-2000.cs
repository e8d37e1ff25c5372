#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Tsodyks, M., Uziel, A. and Markram, H. (2000). Synchrony generation in recurrent networks with frequency-dependent synapses.
// J. Neurosci. 20, RC50. A network of 400 + 100 cells whose excitatory synapses depress: every second or so nearly all cells
// fire within 20 ms, a population spike, after which the excitatory synapses are exhausted and recover.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "tsodyks-2000", "Population spikes of a network with depressing synapses.", 8 * s);
using var net = options.NewNetwork();

// Cells: potentials are counted from rest, and currents as the potential that they would hold (equation 1).
var (tau, tau_I) = (30 * ms, 3 * ms);
var cells = net.Add(new NeuronGroup(
    500,
    $"""
    dv/dt = (I + I_b - v)/{tau} : volt (unless refractory)
    dI/dt = -I/{tau_I} : volt
    I_b : volt
    pause : second
    """,
    threshold: "v > 15*mV", reset: "v = 13.5*mV", refractory: "pause") { Name = "cells" });
var (excitatory, inhibitory) = (cells[..400], cells[400..]);
(excitatory["pause"], inhibitory["pause"]) = (3 * ms, 2 * ms);
// The background lies in a range of 5 % of the threshold and about it, so that some cells fire by themselves (its middle is 0.05 mV lower than
// in the paper: population spikes then come with any seed).
(cells["I_b"], cells["v"]) = ("(14.95 + 0.75*(rand() - 0.5))*mV", "15*mV*rand()");

// Synapses (equations 3 and 4): x recovered, y active, the rest inactive; u is the part of x that a spike activates. The current A*y of all
// synapses of a cell decays alike, so that their sum is one variable of the cell.
ModelText depression = $"""
    dx/dt = (1 - x - y)/tau_rec : 1 (event-driven)
    dy/dt = -y/{tau_I} : 1 (event-driven)
    A : volt
    U : 1
    tau_rec : second
    """;
ModelText facilitation = """
    du/dt = -u/tau_facil : 1 (event-driven)
    tau_facil : second
    """;
const string Release = "I_post += A*u*x; y += u*x; x -= u*x";
Depressing(excitatory, excitatory, 1.8 * mV);
Depressing(inhibitory, excitatory, -5.4 * mV);
Facilitating(excitatory, inhibitory, 7.2 * mV);
Facilitating(inhibitory, inhibitory, -7.2 * mV);
var excitatorySpikes = net.Add(new SpikeMonitor(excitatory));
var inhibitorySpikes = net.Add(new SpikeMonitor(inhibitory));
var population = net.Add(new PopulationRateMonitor(cells));

net.Run(options.Duration, options.Progress);

options.Publish(net.Report("tsodyks-2000"));
var width = 5 * ms;
var rates = population.Rates(width);
double[] times = [.. rates.Select((_, k) => (k + 0.5) * width.Si)];

// A population spike: a rate of four times the mean or more, after the start; its time is that of its highest bin, and no other is within 0.1 s.
var mean = rates.Average();
double[] events = [.. times.Where((t, k) => t > 0.5 && rates[k] > 4 * mean && rates[k] >= rates[Math.Max(k - 20, 0)..Math.Min(k + 21, rates.Length)].Max())];
int Participants(double time) => excitatorySpikes.Times.Zip(excitatorySpikes.Indices.ToArray()).Where(x => Math.Abs(x.First - time) < 0.02).Select(x => x.Second).Distinct().Count();

Figure figure = new() { ShareX = false, Height = 1050 };
figure.Add(Raster("400 excitatory and 100 inhibitory cells", (0, options.Duration.Si)));
figure.Add(new Panel { YLabel = "rate of all [Hz]", XLimits = (0, options.Duration.Si) }.Line(times, rates));
if (events.Length > 0) { figure.Add(Raster("A population spike", (events[0] - 0.05, events[0] + 0.05))); }
figure.Save(options.OutputFile("tsodyks-2000.png"));

Check.That(events.Length >= options.Duration.Si / 4 && events.Length <= 2 * options.Duration.Si, $"a population spike every 0.5 to 4 s: at {string.Join(", ", events.Select(t => FormattableString.Invariant($"{t:F2}")))} s");
Check.That(events.All(t => Participants(t) > 200), $"more than half of the excitatory cells fire in it, within 40 ms: {string.Join(", ", events.Select(Participants))} of 400");
var quiet = events.SelectMany(t => times.Index().Where(x => x.Item > t + 0.02 && x.Item < t + 0.1).Select(x => rates[x.Index])).Average();
Check.That(quiet < 0.92 * mean, FormattableString.Invariant($"after it the network is exhausted: {quiet:F1} Hz, {mean:F1} Hz on average"));
return Check.Exit();

Panel Raster(string title, (double, double) window) => new Panel { Title = title, YLabel = "neuron", XLimits = window, YLimits = (0, 500), Height = 2.5 }
    .Raster(excitatorySpikes.Times, excitatorySpikes.Indices, Palette.Blue, "excitatory")
    .Raster(inhibitorySpikes.Times, inhibitorySpikes.Indices, Palette.Vermilion, "inhibitory", offset: 400);

Synapses Depressing(Subgroup source, Subgroup target, Quantity A) =>
    Connect(new(source, target, depression, onPre: "u = U; " + Release), A, "clip(0.5*(1 + 0.5*randn()), 0.1, 0.9)", 800 * ms);

void Facilitating(Subgroup source, Subgroup target, Quantity A) =>
    Connect(new(source, target, depression + facilitation, onPre: "u += U*(1 - u); " + Release), A, "clip(0.04*(1 + 0.5*randn()), 0.001, 0.07)", 100 * ms)
        ["tau_facil"] = $"{1000 * ms}*clip(1 + 0.5*randn(), 0.005, 10)";

// A tenth of all pairs; each synapse has its own parameters, with a standard deviation of half of their mean.
Synapses Connect(Synapses synapses, Quantity A, string U, Quantity tau_rec)
{
    net.Add(synapses).Connect(p: 0.1);
    synapses["x"] = 1.0;
    synapses["U"] = U;
    synapses["A"] = $"{A}*clip(1 + 0.5*randn(), 0.2, 2)";
    synapses["tau_rec"] = $"{tau_rec}*clip(1 + 0.5*randn(), 0.01, 10)";
    return synapses;
}
