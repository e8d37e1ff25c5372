#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Every kind of picture, one call each, and a report as one page: of a random network with learning synapses, and of one FitzHugh-Nagumo cell.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "plots", "Every kind of picture of a small network.", 1 * s);
using var net = options.NewNetwork();
var cells = net.Add(new NeuronGroup(1000, """
    dv/dt  = (I + ge + gi - v)/(20*ms) : volt (unless refractory)
    dge/dt = -ge/(5*ms) : volt
    dgi/dt = -gi/(10*ms) : volt
    I : volt
    """, threshold: "v > 20*mV", reset: "v = 10*mV", refractory: "2*ms") { Name = "cells" });
cells["v"] = "rand()*20*mV";
cells["I"] = "19*mV + 4*mV*rand()";
var plastic = net.Add(new Synapses(cells[..800], cells, """
    w : volt
    dpre/dt = -pre/(20*ms) : 1 (event-driven)
    dpost/dt = -post/(20*ms) : 1 (event-driven)
    """,
    onPre: "ge += w; pre += 1; w = clip(w - 0.05*mV*post, 0*mV, 1*mV)",
    onPost: "post += 1; w = clip(w + 0.05*mV*pre, 0*mV, 1*mV)", delay: 1.5 * ms)).Connect(p: 0.1);
plastic["w"] = "0.5*mV*rand()";
var inhibitory = net.Add(new Synapses(cells[800..], cells, onPre: "gi -= 2*mV", delay: 0.8 * ms)).Connect("abs(4*i - j + 400) < 200 and rand() < 0.2");
// FitzHugh (1961), Biophys. J. 1, 445: one cell that goes round its limit cycle.
var fitzHugh = net.Add(new NeuronGroup(1, """
    dv/dt = (v - v**3/3 - w + 0.5)/ms : 1
    dw/dt = 0.08*(v + 0.7 - 0.8*w)/ms : 1
    """));
var spikes = net.Add(new SpikeMonitor(cells));
var rates = net.Add(new PopulationRateMonitor(cells));
var potentials = net.Add(new StateMonitor(cells, ["v"], record: [0, 1, 2]));
var plane = net.Add(new StateMonitor(fitzHugh, ["v", "w"]));

net.Run(options.Duration, options.Progress);
var report = net.Report("plots");
options.Publish(report);

var network = new Figure { Title = "A network of 1,000 cells" }.Add(Plot.Raster(spikes, "spikes")).Add(Plot.Rate(rates)).Add(Plot.Traces(potentials, "v"));
network.Save(options.OutputFile("plots-network.png"));
double[] inputs = [.. Enumerable.Range(0, 41).Select(k => 10e-3 + (k * 0.5e-3))];   // V
Dictionary<string, Panel> panels = new()
{
    ["intervals"] = Plot.Intervals(spikes),
    ["weights"] = Plot.Weights(plastic, "w"),
    ["weight-matrix"] = Plot.WeightMatrix(plastic, "w"),
    ["connectivity"] = Plot.Connectivity(inhibitory),
    ["spectrum"] = Plot.Spectrum(PowerSpectrum.Of(rates.Rates(1 * ms), 1 * ms, 4 * Hz)),
    ["correlogram"] = Plot.Correlogram(SpikeCorrelation.Correlogram(spikes.TimesOf(0), spikes.TimesOf(0), 100 * ms, 2 * ms)),
    ["rate-curve"] = Plot.RateCurve(new QuantityArray(inputs, Dimension.Voltage), [.. inputs.Select(Rate)], "I"),
    ["phase-portrait"] = Plot.PhasePortrait(plane, "v", "w")
        .Nullcline((v, w) => v - (v * v * v / 3) - w + 0.5, "dv/dt = 0").Nullcline((v, w) => v + 0.7 - (0.8 * w), "dw/dt = 0")
        .Flow((v, w) => (v - (v * v * v / 3) - w + 0.5, 0.08 * (v + 0.7 - (0.8 * w)))),
};
foreach (var (name, panel) in panels)
{
    panel.Save(options.OutputFile($"plots-{name}.png"));
    panel.Save(options.OutputFile($"plots-{name}.svg"));
}

var trains = spikes.Trains();
new HtmlReport(report)
    .Add(PopulationStatistics.Of("excitatory", trains[..800], 0 * second, net.Time))
    .Add(PopulationStatistics.Of("inhibitory", trains[800..], 0 * second, net.Time))
    .Add(network)
    .Add(new Figure { ShareX = false }.Add(panels["intervals"]).Add(panels["spectrum"]))
    .Add(new Figure().Add(panels["weight-matrix"]))
    .Save(options.OutputFile("plots.html"));

var largest = panels.Keys.Max(name => new FileInfo(options.OutputFile($"plots-{name}.svg")).Length);
Check.That(largest < 500_000, $"no drawing is larger than 500 kB: {largest / 1000} kB");
return Check.Exit();

// Rate of one cell under a constant input [Hz]: the time from reset at 10 mV to threshold at 20 mV, and 2 ms of refractoriness.
static double Rate(double input) => input <= 20e-3 ? 0 : 1 / (2e-3 + (20e-3 * Math.Log((input - 10e-3) / (input - 20e-3))));
