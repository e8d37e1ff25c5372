#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Naud, R., Marcille, N., Clopath, C. and Gerstner, W. (2008). Firing patterns in the adaptive exponential integrate-and-fire model.
// Biol. Cybern. 99, 335-347. Table 1 and figure 4: eight patterns of one model under a step of current.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "naud-2008-adex-patterns", "Eight firing patterns of the AdEx cell.", 0.5 * s, defaultDt: 0.02 * ms);

// Table 1: C [pF], gL [nS], EL [mV], a [nS], tau_w [ms], b [pA], Vr [mV], I [pA]; VT = -50 mV and the slope 2 mV in all of them.
(string Name, double C, double GL, double EL, double A, double TauW, double B, double Vr, double I)[] table =
[
    ("tonic spiking", 200, 10, -70, 2, 30, 0, -58, 500),
    ("adaptation", 200, 12, -70, 2, 300, 60, -58, 500),
    ("initial burst", 130, 18, -58, 4, 150, 120, -50, 400),
    ("regular bursting", 200, 10, -58, 2, 120, 100, -46, 210),
    ("delayed accelerating", 200, 12, -70, -10, 300, 0, -58, 300),
    ("delayed regular bursting", 100, 10, -65, -10, 90, 30, -47, 110),
    ("transient spiking", 100, 10, -65, 10, 90, 100, -47, 180),
    ("irregular spiking", 100, 12, -60, -11, 130, 30, -48, 160),
];

using var net = options.NewNetwork();
var cells = net.Add(new NeuronGroup(
    table.Length,
    """
    dv/dt = (-gL*(v - EL) + gL*2*mV*exp((v + 50*mV)/(2*mV)) - w + I)/C : volt
    dw/dt = (a*(v - EL) - w)/tau_w : amp
    C : farad
    gL : siemens
    EL : volt
    a : siemens
    tau_w : second
    b : amp
    Vr : volt
    I : amp
    """,
    threshold: "v > 0*mV", reset: "v = Vr; w += b", method: "exponential_euler") { Name = "cells" });
(cells["C"], cells["gL"], cells["EL"]) = (table.Select(c => c.C).ToArray() * pF, table.Select(c => c.GL).ToArray() * nS, table.Select(c => c.EL).ToArray() * mV);
(cells["a"], cells["tau_w"]) = (table.Select(c => c.A).ToArray() * nS, table.Select(c => c.TauW).ToArray() * ms);
(cells["b"], cells["Vr"], cells["I"]) = (table.Select(c => c.B).ToArray() * pA, table.Select(c => c.Vr).ToArray() * mV, table.Select(c => c.I).ToArray() * pA);
cells["v"] = "EL";
var spikes = net.Add(new SpikeMonitor(cells));
var traces = net.Add(new StateMonitor(cells, ["v"]));

net.Run(options.Duration, options.Progress);

options.Publish(net.Report("naud-2008-adex-patterns"));
Figure figure = new() { Title = "Firing patterns of the AdEx cell", Height = 1100 };
foreach (var (k, c) in table.Index())
{
    var potential = traces.Of("v", k, mV);
    foreach (var time in spikes.TimesOf(k)) { potential[(int)Math.Round(time / options.Dt.Si)] = 20; }
    figure.Add(new Panel { Title = c.Name, YLabel = "v [mV]", YLimits = (-80, 25) }.Line(traces.Times, potential, color: Palette.Series(k)));
}

figure.Save(options.OutputFile("naud-2008-adex-patterns.png"));
var x = table.Select((_, k) => SpikeTrainStatistics.Intervals(spikes.TimesOf(k))).ToArray();
Check.That(x[0][^10..].Max() < 1.01 * x[0][^10..].Min() && x[0][^1] < 1.2 * x[0][0], "tonic spiking: equal intervals from the start");
Check.That(x[1].Zip(x[1].Skip(1)).All(i => i.First < i.Second) && x[1][^1] > 5 * x[1][0], "adaptation: each interval is longer than the one before, by more than five times in the end");
Check.That(x[2][..2].Max() < 0.01 && x[2][2..].Min() > 0.05, "initial burst: three spikes within 20 ms, then single ones");
Check.That(BurstsOf(x[3]).All(n => n == 2) && BurstsOf(x[3]).Length >= 2, "regular bursting: pairs of spikes");
Check.That(x[4].Zip(x[4].Skip(1)).All(i => i.First > i.Second - 1e-4) && x[4][^1] < 0.6 * x[4][0], "delayed accelerating: each interval is shorter than the one before");
Check.That(spikes.TimesOf(5)[0] > 0.05 && BurstsOf(x[5]).All(n => n == 4), "delayed regular bursting: nothing for 50 ms, then bursts of four");
Check.That(spikes.TimesOf(6) is [< 0.1], "transient spiking: one spike, then rest");
Check.That(SpikeTrainStatistics.IntervalCv(spikes.TimesOf(7)) > 0.4 && x[7].Max() > 2 * x[7].Order().ElementAt(x[7].Length / 2), "irregular spiking: intervals of any length, without noise");
return Check.Exit();

// Spikes of each burst but the first and the last; a long interval parts two bursts.
static int[] BurstsOf(double[] intervals)
{
    int[] ends = [.. intervals.Index().Where(i => i.Item > intervals.Max() / 2).Select(i => i.Index)];
    return [.. ends.Zip(ends.Skip(1), (a, b) => b - a)];
}
