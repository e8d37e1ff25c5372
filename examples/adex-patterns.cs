#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Seven firing patterns of one cell model, the adaptive exponential integrate-and-fire cell (Brette and Gerstner 2005; patterns after
// Naud et al. 2008), under a step of 100 pA from 1 to 2 s.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "adex-patterns", "Seven firing patterns of the AdEx cell.", 3 * s);
(string Name, double TauM, double A, double TauW, double B, double Vreset, int Spikes)[] classes =
[
    ("tonic", 20, 0, 30, 60, -55, 31),
    ("adapting", 200, 0, 100, 5, -55, 12),
    ("init. burst", 5, 0.5, 100, 7, -51, 80),
    ("bursting", 5, -0.5, 100, 7, -46, 123),
    ("irregular", 9.9, -0.5, 100, 7, -46, 125),
    ("transient", 10, 1, 100, 10, -60, 43),
    ("delayed", 5, -1, 100, 10, -60, 80),
];
var (Vth, El, Vcut, deltaT, Rin) = (-50 * mV, -70 * mV, -20 * mV, 2 * mV, 500 * Mohm);
var step = new TimedArray(Enumerable.Range(0, 2002).Select(k => k is >= 1000 and <= 2000 ? 100.0 : 0.0).ToArray() * pA, 1 * ms);

using var net = options.NewNetwork();
var cells = net.Add(new NeuronGroup(
    classes.Length,
    $"""
    dv/dt = (-(v-{El}) + {deltaT}*exp((v-{Vth})/{deltaT}) + {Rin}*({step}(t) - w))/tau_m : volt
    dw/dt = (a*(v-{El}) - w)/tau_w : amp
    a : siemens
    b : amp
    tau_m : second
    tau_w : second
    Vreset : volt
    """,
    threshold: $"v > {Vcut}", reset: "v = Vreset; w += b", method: "exponential_euler") { Name = "cells" });
cells["v"] = El;
cells["tau_m"] = classes.Select(c => c.TauM).ToArray() * ms;
cells["a"] = classes.Select(c => c.A).ToArray() * nS;
cells["tau_w"] = classes.Select(c => c.TauW).ToArray() * ms;
cells["b"] = classes.Select(c => c.B).ToArray() * pA;
cells["Vreset"] = classes.Select(c => c.Vreset).ToArray() * mV;
var spikes = net.Add(new SpikeMonitor(cells));
var traces = net.Add(new StateMonitor(cells, ["v"]));

net.Run(options.Duration, options.Progress);
Figure figure = new() { Title = "AdEx cells under 100 pA", Height = 900 };
for (var k = 0; k < classes.Length; k++)
{
    var potential = traces.Of("v", k, mV);
    foreach (var time in spikes.TimesOf(k)) { potential[(int)Math.Round(time / options.Dt.Si)] = 20; }
    figure.Add(new Panel { Title = classes[k].Name, YLabel = "v [mV]", XLimits = (0.95, 2.1), YLimits = (-90, 30) }.Line(traces.Times, potential, color: Palette.Series(k)));
}

figure.Save(options.OutputFile("adex-patterns.png"));
options.Publish(net.Report("adex-patterns"));

// Spike counts of the same cells in Brian2 (exponential Euler, dt 0.1 ms). The irregular cell is chaotic: rounding noise of 1e-16 in the
// textbook form of the method gives 124 to 128 spikes.
var whole = options.Duration.Si >= 2.1 && options.Precision == Precision.Double && Math.Abs(options.Dt.Si - 1e-4) < 1e-12;
foreach (var (c, count) in classes.Zip(spikes.CountsByElement()))
{
    Check.That(whole ? Math.Abs(count - c.Spikes) <= (c.Name == "irregular" ? 3 : 0) : count <= c.Spikes + 1, $"{c.Name}: {count} spikes{(whole ? $", {c.Spikes} expected" : "")}");
}

return Check.Exit();
