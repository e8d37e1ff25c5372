#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Potjans, T. C. and Diesmann, M. (2014). The cell-type specific cortical microcircuit: relating structure and activity in a full-scale spiking network
// model. Cereb. Cortex 24, 785-806. What lies under 1 mm² of cortex: four layers of excitatory (E) and inhibitory (I) cells, 77,169 cells and 299 million
// synapses (--scale 1). Each population has a rate of its own, from 1 to 9 Hz, although all cells are alike: connections alone make the difference.
using System.Globalization;
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "microcircuit", "The cortex under 1 mm²: eight populations, each with a rate of its own (Potjans and Diesmann 2014).", 1 * s, own:
[
    RunOption.Value("scale", "0.1", "Numbers of cells, and of synapses of a cell, over those of the paper, 0.1 to 1"),
    RunOption.Choice("drive", "Input from outside: Poisson processes, or their mean, with which smaller networks fall silent", "poisson", "dc"),
    RunOption.Choice("weights", "How weights are kept: as they are, or rounded to 16 bits, which takes a third less memory", "exact", "compact"),
]);
var (scale, isNoisy) = (double.Parse(options.Value("scale"), CultureInfo.InvariantCulture), options.Value("drive") == "poisson");

// Initial potentials [mV] lie close to the steady state. Rates [Hz] at full scale, like these, are those of the reference implementation for NEST (Senk et
// al. 2026); rates of a tenth are those of a run of NEST 3.9.
Population[] populations =
[
    new("L2/3E", Size: 20683, Inputs: 1600, Start: -68.28, Spread: 5.36, Rate: 0.903, RateOfTenth: 0.45),
    new("L2/3I", Size: 5834, Inputs: 1500, Start: -63.16, Spread: 4.57, Rate: 2.965, RateOfTenth: 2.18),
    new("L4E", Size: 21915, Inputs: 2100, Start: -63.33, Spread: 4.74, Rate: 4.414, RateOfTenth: 3.92),
    new("L4I", Size: 5479, Inputs: 1900, Start: -63.45, Spread: 4.94, Rate: 5.876, RateOfTenth: 4.98),
    new("L5E", Size: 4850, Inputs: 2000, Start: -63.11, Spread: 4.94, Rate: 7.569, RateOfTenth: 7.05),
    new("L5I", Size: 1065, Inputs: 1900, Start: -61.66, Spread: 4.55, Rate: 8.633, RateOfTenth: 7.62),
    new("L6E", Size: 14395, Inputs: 2900, Start: -66.72, Spread: 5.46, Rate: 1.105, RateOfTenth: 0.81),
    new("L6I", Size: 2948, Inputs: 2100, Start: -61.43, Spread: 4.48, Rate: 7.829, RateOfTenth: 7.01),
];

// Probability of a connection onto a cell of the row from one of the column (table 5).
double[][] probabilities =
[
    [0.1009, 0.1689, 0.0437, 0.0818, 0.0323, 0, 0.0076, 0],
    [0.1346, 0.1371, 0.0316, 0.0515, 0.0755, 0, 0.0042, 0],
    [0.0077, 0.0059, 0.0497, 0.1350, 0.0067, 0.0003, 0.0453, 0],
    [0.0691, 0.0029, 0.0794, 0.1597, 0.0033, 0, 0.1057, 0],
    [0.1004, 0.0622, 0.0505, 0.0057, 0.0831, 0.3726, 0.0204, 0],
    [0.0548, 0.0269, 0.0257, 0.0022, 0.0600, 0.3158, 0.0086, 0],
    [0.0156, 0.0066, 0.0211, 0.0166, 0.0572, 0.0197, 0.0396, 0.2252],
    [0.0364, 0.0010, 0.0034, 0.0005, 0.0277, 0.0080, 0.0658, 0.1443],
];

using var net = options.NewNetwork();
var (tau_m, tau_s, E_L, C, J, inputRate) = (10 * ms, 0.5 * ms, -65 * mV, 250 * pF, 87.8 * pA, 8 * Hz);
int[] ends = [.. populations.Select((_, k) => populations[..(k + 1)].Sum(p => Scaled(p.Size, scale)))];
var cells = net.Add(new NeuronGroup(
    ends[^1],
    $"""
    dv/dt = ({E_L} - v)/{tau_m} + (I + I_0)/{C} : volt (unless refractory)
    dI/dt = -I/{tau_s} : amp
    I_0 : amp (constant)
    strength : amp (constant)         # mean weight of the synapses that the cell makes
    latency : second (constant)       # their mean delay
    population : integer (constant)
    """,
    threshold: "v > -50*mV", reset: $"v = {E_L}", refractory: 2 * ms, method: "exact") { Name = "cells" });
Subgroup[] parts = [.. ends.Select((end, k) => cells[(k == 0 ? 0 : ends[k - 1])..end])];

// A synapse from L4E to L2/3E is twice as strong as others. Weights vary by a tenth of their mean, delays by half of it.
var synapses = net.Add(new Synapses(
    cells, cells, "w : amp", onPre: "I_post += w", weights: options.Value("weights") == "compact" ? WeightStorage.Compact : WeightStorage.Exact));
foreach (var (target, part) in parts.Index())
{
    for (var source = 0; source < parts.Length; source++)
    {
        if (Scaled(SynapsesOf(target, source), scale * scale) is var count and > 0) { synapses.ConnectFixedTotal(count, from: parts[source], to: part); }
    }

    var (isExcitatory, p) = (target % 2 == 0, populations[target]);
    part["population"] = target;
    part["strength"] = (isExcitatory ? 1 : -4) * J / Math.Sqrt(scale);
    part["latency"] = isExcitatory ? 1.5 * ms : 0.75 * ms;
    part["v"] = $"({p.Start} + {p.Spread}*randn())*mV";
    part["I_0"] = ConstantCurrent(target);
    if (isNoisy) { net.Add(new PoissonInput(part, "I", Scaled(p.Inputs, scale), inputRate, J / Math.Sqrt(scale))); }
}

synapses["w"] = "strength_pre*(1 + int(population_pre == 2 and population_post == 0))*clip(1 + 0.1*randn(), 0, 2)";
synapses.Delay = $"clip(latency_pre*(1 + 0.5*randn()), {options.Dt}, 10*ms)";

// The first half second is not looked at.
net.Run(0.5 * s, options.Progress);
var spikes = parts.Select(part => net.Add(new SpikeMonitor(part))).ToArray();
net.Run(options.Duration, options.Progress);

double[] rates = [.. spikes.Zip(parts, (monitor, part) => monitor.Count / (part.Count * options.Duration.Si))];
options.Publish(net.Report("microcircuit") with
{
    Populations = [.. populations.Select((p, k) => new PopulationReport(p.Name, parts[k].Count, rates[k], MeanCv(spikes[k])))],
});

// Cells counted from the surface of the cortex down, a tenth of a second of them.
Panel raster = new() { YLabel = "cell", XLimits = (0.5, 0.6), YLimits = (0, cells.Count), Height = 3 };
foreach (var (k, monitor) in spikes.Index())
{
    raster.Raster(monitor.Times, monitor.Indices, k % 2 == 0 ? Palette.Blue : Palette.Vermilion, k switch { 0 => "excitatory", 1 => "inhibitory", _ => null }, offset: parts[k].Start);
}

double[] places = [.. Enumerable.Range(0, populations.Length + 1).Select(k => (double)k)];
new Figure { Title = "Cortical microcircuit", ShareX = false, Height = 900 }
    .Add(raster)
    .Add(new Panel { XLabel = "population: 2/3E, 2/3I, 4E, 4I, 5E, 5I, 6E, 6I", YLabel = "rate [Hz]", XLimits = (0, 8) }
        .Steps(places, rates, "here")
        .Scatter([.. populations.Select((_, k) => k + 0.5)], [.. populations.Select(p => p.Rate)], "NEST, full scale", diameter: 8)
        .Scatter([.. populations.Select((_, k) => k + 0.5)], [.. populations.Select(p => p.RateOfTenth)], "NEST, a tenth", diameter: 8))
    .Save(options.OutputFile("microcircuit.png"));

// At full scale within 10 % of NEST. At a tenth within 20 %: from seed to seed rates vary by up to 5 % (12 seeds). Networks between the two lie between.
foreach (var (p, rate) in populations.Zip(rates))
{
    var (lowest, highest) = (scale >= 1 ? 0.9 * p.Rate : 0.8 * p.RateOfTenth, scale <= 0.1 ? 1.2 * p.RateOfTenth : 1.1 * p.Rate);
    Check.That(rate > lowest && rate < highest, FormattableString.Invariant(
        $"{p.Name} fires at {lowest:F2} to {highest:F2} Hz (NEST: {p.RateOfTenth} Hz at a tenth, {p.Rate} Hz at full scale): {rate:F2} Hz"));
}

return Check.Exit();

static int Scaled(double number, double scale) => (int)Math.Round(number * scale);

// So many synapses that the probability of one or more between two cells is that of the table (equation 1).
double SynapsesOf(int target, int source) =>
    Math.Log(1 - probabilities[target][source]) / Math.Log(1 - (1 / ((double)populations[target].Size * populations[source].Size)));

// In a smaller network fewer, stronger synapses keep the variance of the input, and a current makes up for what its mean lacks (van Albada et al. 2015).
Quantity ConstantCurrent(int target)
{
    var fromOutside = populations[target].Inputs * inputRate;
    var fromWithin = 0 * Hz;
    for (var source = 0; source < populations.Length; source++)
    {
        var strength = source % 2 == 1 ? -4 : source == 2 && target == 0 ? 2 : 1;
        fromWithin += strength * SynapsesOf(target, source) / populations[target].Size * populations[source].Rate * Hz;
    }

    var lacking = 1 - Math.Sqrt(scale);
    return J * tau_s * (((isNoisy ? lacking : 1) * fromOutside) + (lacking * fromWithin));
}

static double MeanCv(SpikeMonitor monitor) =>
    monitor.Trains().Select(times => SpikeTrainStatistics.IntervalCv(times)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average();

/// <param name="Inputs">Connections from outside to each cell.</param>
internal sealed record Population(string Name, int Size, int Inputs, double Start, double Spread, double Rate, double RateOfTenth);
