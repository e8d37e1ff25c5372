#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:project ../src/Cajal.Store/Cajal.Store.csproj
#:property PublishAot=false

// Brette, R. et al. (2007). Simulation of networks of spiking neurons: a review of tools and strategies. J. Comput. Neurosci. 23, 349-398.
// Benchmark 2 (CUBA): integrate-and-fire cells whose synapses inject currents, after Vogels and Abbott (2005).
using Cajal;
using Cajal.Plots;
using Cajal.Store;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "cuba", "Benchmark 2 of Brette et al. (2007): 4,000 integrate-and-fire cells with current synapses.", 1 * s, own: RunFile.Options);
using var net = options.NewNetwork();

var (tau_m, tau_e, tau_i, E_L, V_t, V_r) = (20 * ms, 5 * ms, 10 * ms, -49 * mV, -50 * mV, -60 * mV);
var cells = net.Add(new NeuronGroup(
    4000,
    $"""
    dv/dt  = (ge + gi - (v - {E_L}))/{tau_m} : volt (unless refractory)
    dge/dt = -ge/{tau_e} : volt
    dgi/dt = -gi/{tau_i} : volt
    """,
    threshold: $"v > {V_t}", reset: $"v = {V_r}", refractory: "5*ms") { Name = "cells" });
var (excitatory, inhibitory) = (cells[..3200], cells[3200..]);
cells["v"] = $"{V_r} + rand()*({V_t} - {V_r})";
net.Add(new Synapses(excitatory, cells, onPre: "ge += 1.62*mV")).Connect(p: 0.02);
net.Add(new Synapses(inhibitory, cells, onPre: "gi -= 9*mV")).Connect(p: 0.02);
var excitatorySpikes = net.Add(new SpikeMonitor(excitatory[..320]));
var inhibitorySpikes = net.Add(new SpikeMonitor(inhibitory[..80]));

using var file = RunFile.Of(options, net, "cuba");
net.Run(options.Duration, options.Progress);

var report = net.Report("cuba");
options.Publish(report);
new Figure { Title = "CUBA: current synapses", Height = 560 }
    .Add(new Panel { YLabel = "neuron (a tenth of all)", YLimits = (0, 400), Height = 3 }
        .Raster(excitatorySpikes.Times, excitatorySpikes.Indices, Palette.Blue, "excitatory")
        .Raster(inhibitorySpikes.Times, inhibitorySpikes.Indices, Palette.Vermilion, "inhibitory", offset: 320))
    .Save(options.OutputFile("cuba.png"));

// 5.61 Hz in ANNarchy 5.0.3. Over 20 seeds the rate here is 5.66 +- 0.24 Hz, for half a second and for one; four standard deviations.
var rate = report.Populations[0].RateHz;
Check.That(rate is > 4.7 and < 6.6, FormattableString.Invariant($"the mean rate is 4.7 to 6.6 Hz: {rate:F2} Hz"));
return Check.Exit();
