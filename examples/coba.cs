#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:project ../src/Cajal.Store/Cajal.Store.csproj
#:property PublishAot=false

// Brette, R. et al. (2007). Simulation of networks of spiking neurons: a review of tools and strategies. J. Comput. Neurosci. 23, 349-398.
// Benchmark 1 (COBA): integrate-and-fire cells whose synapses open conductances, after Vogels and Abbott (2005), with their constant current of
// 200 pA, 20 mV over the leak, in place of an initial stimulus.
using Cajal;
using Cajal.Plots;
using Cajal.Store;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "coba", "Benchmark 1 of Brette et al. (2007): 4,000 integrate-and-fire cells with conductance synapses.", 1 * s, own: RunFile.Options);
using var net = options.NewNetwork();

var (tau_m, tau_e, tau_i, E_L, E_e, E_i, V_t, V_r) = (20 * ms, 5 * ms, 10 * ms, -60 * mV, 0 * mV, -80 * mV, -50 * mV, -60 * mV);
var (g_L, I) = (10 * nS, 200 * pA);
var cells = net.Add(new NeuronGroup(
    4000,
    $"""
    dv/dt  = ({E_L} - v + (ge*({E_e} - v) + gi*({E_i} - v) + {I})/{g_L})/{tau_m} : volt (unless refractory)
    dge/dt = -ge/{tau_e} : siemens
    dgi/dt = -gi/{tau_i} : siemens
    """,
    threshold: $"v > {V_t}", reset: $"v = {V_r}", refractory: "5*ms") { Name = "cells" });
var (excitatory, inhibitory) = (cells[..3200], cells[3200..]);
cells["v"] = $"{V_r} + rand()*({V_t} - {V_r})";
net.Add(new Synapses(excitatory, cells, onPre: "ge += 6*nS")).Connect(p: 0.02);
net.Add(new Synapses(inhibitory, cells, onPre: "gi += 67*nS")).Connect(p: 0.02);
var excitatorySpikes = net.Add(new SpikeMonitor(excitatory[..320]));
var inhibitorySpikes = net.Add(new SpikeMonitor(inhibitory[..80]));

using var file = RunFile.Of(options, net, "coba");
net.Run(options.Duration, options.Progress);

var report = net.Report("coba");
options.Publish(report);
new Figure { Title = "COBA: conductance synapses", Height = 560 }
    .Add(new Panel { YLabel = "neuron (a tenth of all)", YLimits = (0, 400), Height = 3 }
        .Raster(excitatorySpikes.Times, excitatorySpikes.Indices, Palette.Blue, "excitatory")
        .Raster(inhibitorySpikes.Times, inhibitorySpikes.Indices, Palette.Vermilion, "inhibitory", offset: 320))
    .Save(options.OutputFile("coba.png"));

// 20.48 Hz in ANNarchy 5.0.3. Over 20 seeds the rate here is 21.8 +- 1.4 Hz, for half a second and for one; four standard deviations.
var rate = report.Populations[0].RateHz;
Check.That(rate is > 16 and < 28, FormattableString.Invariant($"the mean rate is 16 to 28 Hz: {rate:F2} Hz"));
return Check.Exit();
