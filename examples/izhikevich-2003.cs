#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Izhikevich, E. M. (2003). Simple model of spiking neurons. IEEE Trans. Neural Netw. 14, 1569-1572.
// Figure 2: four firing patterns; figure 3: 800 + 200 cells under noise, fully connected, fall into rhythms of about 10 and 40 Hz.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "izhikevich-2003", "Firing patterns and cortical rhythms of Izhikevich's simple model.", 6 * s, defaultDt: 0.5 * ms);
using var net = options.NewNetwork();

// Equations 1 to 3. The paper counts in mV and ms; the input I and the white noise are currents over a capacitance.
const string Equations = """
    dv/dt = 0.04*v**2/ms/mV + 5*v/ms + 140*mV/ms - u + I + sigma*xi : volt
    du/dt = a*(b*v - u) : volt/second
    a : Hz
    b : Hz
    c : volt
    d : volt/second
    r : 1
    I : volt/second
    sigma : volt/second**0.5
    """;
NeuronGroup Cells(string name, int count) => net.Add(new NeuronGroup(
    count, Equations, threshold: "v >= 30*mV", reset: "v = c; u += d", method: "euler") { Name = name });

// Figure 2: the same step of current into four kinds of cells.
(string Name, double A, double B, double C, double D)[] kinds =
    [("regular spiking", 0.02, 0.2, -65, 8), ("intrinsically bursting", 0.02, 0.2, -55, 4), ("chattering", 0.02, 0.2, -50, 2), ("fast spiking", 0.1, 0.2, -65, 2)];
var patterns = Cells("patterns", kinds.Length);
patterns["a"] = kinds.Select(k => k.A).ToArray() / ms;
patterns["b"] = kinds.Select(k => k.B).ToArray() / ms;
patterns["c"] = kinds.Select(k => k.C).ToArray() * mV;
patterns["d"] = kinds.Select(k => k.D).ToArray() * mV / ms;
patterns["I"] = 10 * mV / ms;

// Figure 3: no two cells are alike; r makes excitatory ones from regular spiking to chattering, inhibitory ones from low-threshold to fast spiking.
var network = Cells("network", 1000);
var (excitatory, inhibitory) = (network[..800], network[800..]);
network["r"] = "rand()";
(excitatory["a"], excitatory["b"], excitatory["c"], excitatory["d"]) = ("0.02/ms", "0.2/ms", "(-65 + 15*r**2)*mV", "(8 - 6*r**2)*mV/ms");
(inhibitory["a"], inhibitory["b"], inhibitory["c"], inhibitory["d"]) = ("(0.02 + 0.08*r)/ms", "(0.25 - 0.05*r)/ms", -65 * mV, 2 * mV / ms);
(excitatory["sigma"], inhibitory["sigma"]) = ("5*mV/sqrt(ms)", "2*mV/sqrt(ms)");
var excitation = net.Add(new Synapses(excitatory, network, "w : volt", onPre: "v += w"));
var inhibition = net.Add(new Synapses(inhibitory, network, "w : volt", onPre: "v -= w"));
excitation.Connect()["w"] = "0.5*mV*rand()";
inhibition.Connect()["w"] = "1*mV*rand()";

foreach (var group in (NeuronGroup[])[patterns, network]) { (group["v"], group["u"]) = (-65 * mV, "b*v"); }
var traces = net.Add(new StateMonitor(patterns, ["v"]));
var patternSpikes = net.Add(new SpikeMonitor(patterns));
var excitatorySpikes = net.Add(new SpikeMonitor(excitatory));
var inhibitorySpikes = net.Add(new SpikeMonitor(inhibitory));
var population = net.Add(new PopulationRateMonitor(network));

net.Run(options.Duration, options.Progress);

options.Publish(net.Report("izhikevich-2003"));
var spectrum = PowerSpectrum.Of(population.Rates(1 * ms), 1 * ms, 4 * Hz);
Figure figure = new() { Title = "Simple model of spiking neurons", ShareX = false, Height = 1300 };
foreach (var (k, kind) in kinds.Index())
{
    var potential = traces.Of("v", k, mV);
    foreach (var time in patternSpikes.TimesOf(k)) { potential[(int)Math.Round(time / options.Dt.Si)] = 30; }
    figure.Add(new Panel { Title = kind.Name, YLabel = "v [mV]", XLimits = (0, 0.3), YLimits = (-90, 35) }.Line(traces.Times, potential, color: Palette.Series(k)));
}

figure.Add(new Panel { Title = "800 excitatory and 200 inhibitory cells", YLabel = "neuron", XLimits = (0, 1), YLimits = (0, 1000), Height = 3 }
    .Raster(excitatorySpikes.Times, excitatorySpikes.Indices, Palette.Blue, "excitatory")
    .Raster(inhibitorySpikes.Times, inhibitorySpikes.Indices, Palette.Vermilion, "inhibitory", offset: 800));
figure.Add(new Panel { Title = "Spectrum of the network's rate", XLabel = "frequency [Hz]", YLabel = "density [Hz2/Hz]", XLimits = (0, 100), Height = 1.5 }.Line(spectrum.Frequencies, spectrum.Density));
figure.Save(options.OutputFile("izhikevich-2003.png"));

double Density(double from, double to) => spectrum.Power(from * Hz, to * Hz) / (to - from);
var gamma = spectrum.Peak(25 * Hz, 100 * Hz);
Check.That(Density(5, 15) > 1.2 * Density(20, 30), FormattableString.Invariant($"a slow rhythm at about 10 Hz, {Density(5, 15) / Density(20, 30):F1} times stronger than 20 to 30 Hz"));
Check.That(Density(35, 50) > 1.2 * Density(20, 30) && gamma >= 30 * Hz && gamma <= 50 * Hz, FormattableString.Invariant($"a fast rhythm at about 40 Hz: {gamma}, {Density(35, 50) / Density(20, 30):F1} times stronger than 20 to 30 Hz"));
var intervals = kinds.Select((_, k) => SpikeTrainStatistics.Intervals(patternSpikes.TimesOf(k))).ToArray();
Check.That(intervals[0][0] < 0.6 * intervals[0][^1], "regular spiking: the first interval is the shortest, then the cell adapts");
Check.That(intervals[1][..2].Max() < 0.25 * intervals[1][^1], "intrinsically bursting: a burst, then single spikes");
Check.That(intervals[2].Max() > 8 * intervals[2].Min() && intervals[2].Count(t => t > 0.02) > 3, "chattering: bursts again and again");
Check.That(intervals[3][^1] < 0.012 && intervals[3][^1] < 0.3 * intervals[0][^1], "fast spiking: short intervals, hardly any adaptation");
return Check.Exit();
