#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:project ../src/Cajal.Store/Cajal.Store.csproj
#:property PublishAot=false

// Brette, R. et al. (2007). Simulation of networks of spiking neurons: a review of tools and strategies. J. Comput. Neurosci. 23, 349-398.
// Benchmark 3 (COBAHH): Hodgkin-Huxley cells (channels of Traub and Miles 1991) with conductance synapses.
using Cajal;
using Cajal.Plots;
using Cajal.Store;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "cobahh", "Benchmark 3 of Brette et al. (2007): 4,000 Hodgkin-Huxley cells with conductance synapses.", 1 * s, own: RunFile.Options);
using var net = options.NewNetwork();

// Densities of the paper times the area of a cell, 20,000 um^2.
var (C, g_L, g_Na, g_K) = (200 * pF, 10 * nS, 20 * uS, 6 * uS);
var (E_L, E_Na, E_K, E_e, E_i, V_T, tau_e, tau_i) = (-60 * mV, 50 * mV, -90 * mV, 0 * mV, -80 * mV, -63 * mV, 5 * ms, 10 * ms);
var cells = net.Add(new NeuronGroup(
    4000,
    $"""
    dv/dt = ({g_L}*({E_L}-v) + ge*({E_e}-v) + gi*({E_i}-v) + {g_Na}*m**3*h*({E_Na}-v) + {g_K}*n**4*({E_K}-v))/{C} : volt
    dm/dt = 0.32*4/exprel((13-u)/4)/ms*(1-m) - 0.28*5/exprel((u-40)/5)/ms*m : 1
    dh/dt = 0.128*exp((17-u)/18)/ms*(1-h) - 4/(1+exp((40-u)/5))/ms*h : 1
    dn/dt = 0.032*5/exprel((15-u)/5)/ms*(1-n) - 0.5*exp((10-u)/40)/ms*n : 1
    u = (v - {V_T})/mV : 1   # potential above the threshold's neighbourhood
    dge/dt = -ge/{tau_e} : siemens
    dgi/dt = -gi/{tau_i} : siemens
    """,
    threshold: "v > -20*mV", refractory: "v > -20*mV", method: "exponential_euler") { Name = "cells" });
var (excitatory, inhibitory) = (cells[..3200], cells[3200..]);
cells["v"] = "-65*mV + 5*mV*randn()";
cells["ge"] = "(4 + 1.5*randn())*10*nS";
cells["gi"] = "(20 + 12*randn())*10*nS";
net.Add(new Synapses(excitatory, cells, onPre: "ge += 6*nS")).Connect(p: 0.02);
net.Add(new Synapses(inhibitory, cells, onPre: "gi += 67*nS")).Connect(p: 0.02);
var excitatorySpikes = net.Add(new SpikeMonitor(excitatory[..320]));
var inhibitorySpikes = net.Add(new SpikeMonitor(inhibitory[..80]));
var trace = net.Add(new StateMonitor(cells, ["v"], record: [0]));

using var file = RunFile.Of(options, net, "cobahh");
net.Run(options.Duration, options.Progress);

var report = net.Report("cobahh");
options.Publish(report);
new Figure { Title = "COBAHH: Hodgkin-Huxley cells", Height = 560 }
    .Add(new Panel { YLabel = "neuron (a tenth of all)", YLimits = (0, 400), Height = 3 }
        .Raster(excitatorySpikes.Times, excitatorySpikes.Indices, Palette.Blue, "excitatory")
        .Raster(inhibitorySpikes.Times, inhibitorySpikes.Indices, Palette.Vermilion, "inhibitory", offset: 320))
    .Add(new Panel { YLabel = "v of cell 0 [V]" }.Line(trace.Times, trace.Of("v", 0)))
    .Save(options.OutputFile("cobahh.png"));

// 36.5 Hz in Brian2 2.5.1. Over 10 seeds the rate here is 35.6 +- 3.0 Hz, for half a second and for one; four standard deviations.
var rate = report.Populations[0].RateHz;
Check.That(rate is > 23 and < 48, FormattableString.Invariant($"the mean rate is 23 to 48 Hz: {rate:F2} Hz"));
return Check.Exit();
