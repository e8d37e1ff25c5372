#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Morris, C. and Lecar, H. (1981). Voltage oscillations in the barnacle giant muscle fiber. Biophys. J. 35, 193-213.
// The two classes of excitability, with the parameters of Rinzel, J. and Ermentrout, B. (1998), Analysis of neural excitability and oscillations,
// in: Methods in Neuronal Modeling, MIT Press: class I starts to fire at any low rate (saddle-node), class II at once at a high one (Hopf).
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "morris-lecar-1981", "Rate against current of the Morris-Lecar cell, and its phase plane.", 3 * s);
Excitability[] classes = [new("class I", 4, 0.0667, 12, 17.4, Palette.Blue), new("class II", 4.4, 0.04, 2, 30, Palette.Vermilion)];
const double GL = 2, GK = 8, EL = -60, ECa = 120, EK = -84, V1 = -1.2, V2 = 18;   // mS/cm2, mV
double[] currents = [.. Enumerable.Range(0, 141).Select(k => 30 + (0.5 * k))];     // uA/cm2

using var net = options.NewNetwork();
var density = uA / cm2;
var cells = net.Add(new NeuronGroup(
    classes.Length * currents.Length,
    $"""
    dv/dt = (I - {GL}*mS/cm**2*(v - {EL}*mV) - gCa*m_inf*(v - {ECa}*mV) - {GK}*mS/cm**2*w*(v - {EK}*mV))/(20*uF/cm**2) : volt
    dw/dt = phi*(w_inf - w)*cosh((v - V3)/(2*V4)) : 1
    m_inf = (1 + tanh((v - {V1}*mV)/({V2}*mV)))/2 : 1
    w_inf = (1 + tanh((v - V3)/V4))/2 : 1
    I : amp/metre**2
    gCa : siemens/metre**2
    phi : Hz
    V3 : volt
    V4 : volt
    """,
    threshold: "v > 0*mV", refractory: "v > 0*mV", method: "rk4") { Name = "cells" });
cells["v"] = -60 * mV;
foreach (var (k, c) in classes.Index())
{
    var part = cells[(k * currents.Length)..((k + 1) * currents.Length)];
    (part["I"], part["gCa"], part["phi"], part["V3"], part["V4"]) = (currents * density, c.GCa * mS / cm2, c.Phi / ms, c.V3 * mV, c.V4 * mV);
}


var spikes = net.Add(new SpikeMonitor(cells));
int[] shown = [IndexOf(0, 42), IndexOf(1, 96)];
var traces = net.Add(new StateMonitor(cells, ["v", "w"], record: shown));

net.Run(options.Duration, options.Progress);

options.Publish(net.Report("morris-lecar-1981"));

// The rate of the last interval; a cell that has stopped has none.
var rates = classes.Select((_, k) => currents.Select(i => spikes.TimesOf(IndexOf(k, i)) is [.., var before, var last] && last + (2 * (last - before)) > options.Duration.Si ? 1 / (last - before) : 0).ToArray()).ToArray();
Panel curves = new() { Title = "Rate against current", XLabel = "I [uA/cm2]", YLabel = "rate [Hz]", YLimits = (-1, 26), Height = 1.2 };
Figure figure = new() { ShareX = false, Width = 760, Height = 1150 };
figure.Add(curves);
double[] potentials = [.. Enumerable.Range(0, 2401).Select(k => -75 + (0.05 * k))];   // mV
foreach (var (k, c) in classes.Index())
{
    curves.Scatter(currents, rates[k], c.Name, c.Color);
    var current = currents[shown[k] % currents.Length];
    figure.Add(new Panel { Title = FormattableString.Invariant($"{c.Name} at {current} uA/cm2"), XLabel = "v [mV]", YLabel = "w", XLimits = (-75, 45), YLimits = (-0.03, 0.63) }
        .Line(potentials, [.. potentials.Select(v => (current - OtherCurrents(c, v)) / (GK * (v - EK)))], "dv/dt = 0", Palette.Grey)
        .Line(potentials, [.. potentials.Select(v => Open(v, c.V3, c.V4))], "dw/dt = 0", Palette.Green)
        .Line(traces.Of("v", shown[k], mV), traces.Of("w", shown[k]), "trajectory", c.Color));
}

figure.Save(options.OutputFile("morris-lecar-1981.png"));

// Class I: rest vanishes where the steady current has its local maximum (39.96 uA/cm2), and near it rates grow from 0 with the root of the distance.
// Class II: rest loses its stability where the trace of the Jacobian is 0 (93.86); the cycle is there from 88.3 on, where a jump of current reaches it.
var saddleNode = potentials.Where(v => v is > -50 and < -20).Max(v => SteadyCurrent(classes[0], v));
var hopf = SteadyCurrent(classes[1], potentials.First(v => v > -50 && Trace(classes[1], v) > 0));
var onsets = rates.Select(r => currents[Array.FindIndex(r, x => x > 0)]).ToArray();
double Rate(int k, double i) => rates[k][Array.IndexOf(currents, i)];
Check.That(Math.Abs(onsets[0] - saddleNode) <= 0.5, FormattableString.Invariant($"class I fires from the saddle-node at {saddleNode:F2} uA/cm2 on: {onsets[0]}"));
Check.That(onsets[1] > 88 && onsets[1] < hopf, FormattableString.Invariant($"class II fires between 88 uA/cm2 and the Hopf point at {hopf:F2}: {onsets[1]}"));
Check.That(rates[0].Where(r => r > 0).Min() < 2 && rates[1].Where(r => r > 0).Min() > 8, "class I fires at any low rate, class II not below 8 Hz");
var growth = Rate(0, 44) / Rate(0, 41);
Check.That(Math.Abs(growth / Math.Sqrt((44 - saddleNode) / (41 - saddleNode)) - 1) < 0.1, FormattableString.Invariant($"class I rates grow with the root of the distance: 41 to 44 uA/cm2 by {growth:F2}"));
return Check.Exit();

int IndexOf(int kind, double current) => (kind * currents.Length) + Array.IndexOf(currents, current);

static double Open(double v, double half, double width) => (1 + Math.Tanh((v - half) / width)) / 2;

double OtherCurrents(Excitability c, double v) => (GL * (v - EL)) + (c.GCa * Open(v, V1, V2) * (v - ECa));

double SteadyCurrent(Excitability c, double v) => OtherCurrents(c, v) + (GK * Open(v, c.V3, c.V4) * (v - EK));

double Trace(Excitability c, double v)
{
    const double C = 20, Step = 1e-4;   // uF/cm2, mV
    var slope = (OtherCurrents(c, v + Step) - OtherCurrents(c, v - Step)) / (2 * Step);
    return (-(slope + (GK * Open(v, c.V3, c.V4))) / C) - (c.Phi * Math.Cosh((v - c.V3) / (2 * c.V4)));
}

/// <summary>What tells the classes apart: calcium conductance [mS/cm2], rate of w [1/ms], half-activation and width of w [mV].</summary>
internal sealed record Excitability(string Name, double GCa, double Phi, double V3, double V4, Color Color);
