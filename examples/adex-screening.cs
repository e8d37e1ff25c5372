#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// A Monte-Carlo search of cells: 10,000 adaptive exponential integrate-and-fire cells (Brette and Gerstner 2005) with random parameters
// under a step of 100 pA; which of them behave, and which of those resemble interneurons and pyramidal cells.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(
    args, "adex-screening", "Picks interneurons and pyramidal cells from 10,000 random AdEx cells.", 5 * s,
    own: [RunOption.Value("cells", "10000", "Number of random cells")]);
var count = int.Parse(options.Value("cells"), System.Globalization.CultureInfo.InvariantCulture);
var (Vth, El, Vcut, deltaT, Rin) = (-50 * mV, -70 * mV, -20 * mV, 2 * mV, 500 * Mohm);
var step = new TimedArray(Enumerable.Range(0, 2002).Select(k => k is >= 1000 and <= 2000 ? 100.0 : 0.0).ToArray() * pA, 1 * ms);

using var net = options.NewNetwork();
var cells = net.Add(new NeuronGroup(
    count,
    $"""
    dv/dt = (-(v-{El}) + {deltaT}*exp((v-{Vth})/{deltaT}) + {Rin}*(Ibias + {step}(t) - w))/tau_m : volt
    dw/dt = (a*(v-{El}) - w)/tau_w : amp
    a : siemens
    b : amp
    tau_m : second
    tau_w : second
    Vreset : volt
    Ibias : amp
    """,
    threshold: $"v > {Vcut}", reset: "v = Vreset; w += b", method: "exponential_euler") { Name = "cells" });
cells["v"] = El;
cells["a"] = "-1*nS + 4*nS*rand()";
cells["b"] = "5*pA + 45*pA*rand()";
cells["tau_m"] = "5*ms + 195*ms*rand()";
cells["tau_w"] = "30*ms + 70*ms*rand()";
cells["Vreset"] = "-60*mV + 15*mV*rand()";
cells["Ibias"] = "5*pA*randn()";
var spikes = net.Add(new SpikeMonitor(cells));
var potentials = net.Add(new StateMonitor(cells, ["v"]));

// The criterion looks at every potential, 4 GB of them: they are recorded piece by piece, and of each piece only the verdict is kept.
var piece = 50 * ms;
var bounded = new bool[count];
Array.Fill(bounded, true);
for (var done = 0 * s; done < options.Duration; done += piece)
{
    net.Run(done + piece < options.Duration ? piece : options.Duration - done);
    for (var sample = 0; sample < potentials.Samples; sample++)
    {
        var v = potentials.Sample("v", sample);
        for (var k = 0; k < v.Length; k++) { bounded[k] &= Math.Abs(v[k]) <= 0.2; }
    }

    potentials.Clear();
}

// Verdicts
var trains = Enumerable.Range(0, count).Select(_ => new List<double>()).ToArray();
foreach (var (index, time) in spikes.Indices.ToArray().Zip(spikes.Times)) { trains[index].Add(time); }
double[] rates = [.. trains.Select(t => t.Count > 2 ? (t.Count - 1) / (t[^1] - t[0]) : 0)];
var (a, tauM, tauW) = (cells["a"].ToArray(), cells["tau_m"].ToArray(), cells["tau_w"].ToArray());
double[] ratio = [.. tauM.Zip(tauW, (m, w) => m / w)];
double[] aR = [.. a.Select(x => x * Rin.Si)];
double[] omega = [.. Enumerable.Range(0, count).Select(k => 4 * (aR[k] - (2 * (1 - (ratio[k] * ratio[k])) / ratio[k])) / tauW[k])];

// A restless cell still spikes a second after the step; every other one of them is given up.
var restless = 0;
bool[] valid = [.. Enumerable.Range(0, count).Select(k => bounded[k] && rates[k] is >= 5 and <= 300 && !(trains[k].Exists(t => t > 3) && restless++ % 2 == 0))];
int[] interneurons = [.. Enumerable.Range(0, count).Where(k => valid[k] && rates[k] > 50 && omega[k] > 25)];
int[] pyramidal = [.. Enumerable.Range(0, count).Where(k => valid[k] && rates[k] <= 25 && omega[k] <= 0)];

new Figure { Height = 560 }.Add(new Panel { Title = "Random AdEx cells", XLabel = "tau_m / tau_w", YLabel = "a R" }
    .Scatter([.. pyramidal.Select(k => ratio[k])], [.. pyramidal.Select(k => aR[k])], "pyramidal", Palette.Vermilion, alpha: 0.3)
    .Scatter([.. interneurons.Select(k => ratio[k])], [.. interneurons.Select(k => aR[k])], "interneurons", Palette.Blue))
    .Save(options.OutputFile("adex-screening.png"));
new Figure { Height = 560 }.Add(new Panel { Title = "Random AdEx cells under 100 pA", YLabel = "cell" }.Raster(spikes.Times, spikes.Indices, Palette.Ink))
    .Save(options.OutputFile("adex-screening-raster.png"));

if (!options.Quiet)
{
    Console.Error.WriteLine(FormattableString.Invariant(
        $"{valid.Count(v => v)} of {count} cells are valid; {interneurons.Length} resemble interneurons, {pyramidal.Length} pyramidal cells"));
}

options.Publish(net.Report("adex-screening"));
Check.That(bounded.All(b => b), "no potential leaves +-200 mV");
var early = spikes.Times.Count(t => t < 1);
Check.That(early < 0.001 * count * count, FormattableString.Invariant($"{early} spikes before the step"));
if (options.Duration.Si >= 2.5)
{
    // A resonant cell fires fast and adapts by a large a*R; a slow one does not. The classes do not overlap in the plane of the picture.
    Check.That(interneurons.Length > 0 && pyramidal.Length > 0, "both classes are found");
    Check.That(interneurons.All(k => aR[k] > 2 * (1 - (ratio[k] * ratio[k])) / ratio[k]), "interneurons lie above the curve aR = 2 (1 - r^2)/r");
}

return Check.Exit();
