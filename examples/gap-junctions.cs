#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Electrical synapses synchronise fast-spiking interneurons: the cells of Wang, X.-J. and Buzsaki, G. (1996), Gamma oscillation by synaptic
// inhibition in a hippocampal interneuronal network model, J. Neurosci. 16, 6402-6413, with gap junctions in place of inhibition, as in
// Traub, R. D. et al. (2001), Gap junctions between interneuron dendrites can enhance synchrony, J. Neurosci. 21, 9478-9486.
using Cajal;
using Cajal.Plots;
using static Cajal.Units.SI;

const int Cells = 50;
var options = RunOptions.Parse(args, "gap-junctions", "Gap junctions open halfway through the run, and cells that differ fire in step.", 1 * s, defaultDt: 0.02 * ms);
var opening = options.Duration / 2;

using var net = options.NewNetwork();

// Currents are densities [uA/cm2] and conductances [mS/cm2], over the capacitance of 1 uF/cm2; u is the potential in mV.
var cells = net.Add(new NeuronGroup(
    Cells,
    """
    dv/dt = (I + I_gap - 0.1*(u + 65) - 35*m_inf**3*h*(u - 55) - 9*n**4*(u + 90))*mV/ms : volt
    dh/dt = 5*(0.07*exp(-(u + 58)/20)*(1 - h) - h/(1 + exp(-(u + 28)/10)))/ms : 1
    dn/dt = 5*(0.1/exprel(-(u + 34)/10)*(1 - n) - 0.125*exp(-(u + 44)/80)*n)/ms : 1
    m_inf = a_m/(a_m + 4*exp(-(u + 60)/18)) : 1
    a_m = 1/exprel(-(u + 35)/10) : 1
    u = v/mV : 1
    I : 1
    I_gap : 1
    """,
    threshold: "v > 0*mV", refractory: "v > 0*mV", method: "exponential_euler") { Name = "cells" });
(cells["v"], cells["h"], cells["n"]) = ("(-70 + 15*rand())*mV", 0.8, 0.1);
cells["I"] = "1 + 0.1*randn()";   // no two cells have the same rate

// Every pair of cells; each junction lets a current flow from the higher potential to the lower.
net.Add(new Synapses(cells, cells, $"I_gap_post = 0.2/{Cells}*int(t >= {opening})*(v_pre - v_post)/mV : 1 (summed)")).Connect("i != j");
var spikes = net.Add(new SpikeMonitor(cells));
var traces = net.Add(new StateMonitor(cells, ["v"], dt: 0.1 * ms));

net.Run(options.Duration, options.Progress);

options.Publish(net.Report("gap-junctions"));
double[][] potentials = [.. Enumerable.Range(0, Cells).Select(k => traces.Of("v", k, mV))];
var half = traces.Samples / 2;
var (before, after) = (Synchrony.Chi([.. potentials.Select(v => v[(half / 2)..half])]), Synchrony.Chi([.. potentials.Select(v => v[(half + (half / 2))..])]));
new Figure { Title = "Gap junctions open halfway", Height = 700 }
    .Add(new Panel { YLabel = "cell", YLimits = (0, Cells), Height = 2 }.Raster(spikes.Times, spikes.Indices).VerticalLine(opening.Si))
    .Add(new Panel { YLabel = "mean v [mV]" }.Line(traces.Times, [.. Enumerable.Range(0, traces.Samples).Select(k => potentials.Average(v => v[k]))]).VerticalLine(opening.Si))
    .Save(options.OutputFile("gap-junctions.png"));

Check.That(before < 0.3, FormattableString.Invariant($"cells of different rates are not in step: synchrony {before:F2}"));
Check.That(after > 0.8, FormattableString.Invariant($"with open junctions they are: synchrony {after:F2}"));
return Check.Exit();
