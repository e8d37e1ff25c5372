#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Vogels, T. P., Sprekeler, H., Zenke, F., Clopath, C. and Gerstner, W. (2011). Inhibitory plasticity balances excitation and inhibition in
// sensory pathways and memory networks. Science 334, 1569-1573. Figure 4: plastic inhibitory synapses start without weight and bring a network
// of 8,000 + 2,000 cells from fast, synchronous firing to an asynchronous and irregular state of low rate. Learning is some
// hundred times faster here than in the paper, which takes hours.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "vogels-2011", "Inhibitory plasticity brings a network to an irregular state of low rate.", 10 * s);
using var net = options.NewNetwork();

// Cells (supplement).
var (g_L, C, E_L, E_e, E_i, V_t, I) = (10 * nS, 200 * pF, -60 * mV, 0 * mV, -80 * mV, -50 * mV, 200 * pA);
var cells = net.Add(new NeuronGroup(
    10_000,
    $"""
    dv/dt  = ({g_L}*({E_L} - v) + ge*({E_e} - v) + gi*({E_i} - v) + {I})/{C} : volt (unless refractory)
    dge/dt = -ge/({5 * ms}) : siemens
    dgi/dt = -gi/({10 * ms}) : siemens
    """,
    threshold: $"v > {V_t}", reset: $"v = {E_L}", refractory: "5*ms") { Name = "cells" });
var (excitatory, inhibitory) = (cells[..8000], cells[8000..]);
cells["v"] = $"{E_L} + rand()*({V_t} - {E_L})";

// Plasticity: spikes that come close together, in whatever order, make inhibition stronger; each inhibitory spike alone makes it weaker.
// A cell is in balance when it fires at the rate rho.
var (tau, rho, w_e, eta) = (20 * ms, 3 * Hz, 0.3 * 10 * nS, 1 * nS);
net.Add(new Synapses(excitatory, cells, onPre: $"ge += {w_e}")).Connect(p: 0.02);
net.Add(new Synapses(inhibitory, inhibitory, onPre: $"gi += 10*{w_e}")).Connect(p: 0.02);
var plastic = net.Add(new Synapses(
    inhibitory, excitatory,
    $"""
    w : siemens
    dx/dt = -x/{tau} : 1 (event-driven)
    dy/dt = -y/{tau} : 1 (event-driven)
    """,
    onPre: $"x += 1; w = clip(w + {eta}*(y - 2*{rho}*{tau}), 0*nS, 100*nS); gi_post += w",
    onPost: $"y += 1; w = clip(w + {eta}*x, 0*nS, 100*nS)")).Connect(p: 0.02);
var spikes = net.Add(new SpikeMonitor(excitatory[..400]));
var rate = net.Add(new PopulationRateMonitor(excitatory));

net.Run(options.Duration, options.Progress);

options.Publish(net.Report("vogels-2011"));
var (end, part) = (options.Duration.Si, 0.3);
var rates = rate.Rates(5 * ms);
int bins = (int)(part / 5e-3);
new Figure { Title = "Inhibitory plasticity", ShareX = false, Height = 1200 }
    .Add(Raster("A twentieth of the excitatory cells, at the start", (0, part)))
    .Add(Raster("and at the end", (end - part, end)))
    .Add(new Panel { Title = "Rate of the excitatory cells, in bins of 5 ms", YLabel = "rate [Hz]", XLimits = (0, end), YLimits = (0, 60) }.Line([.. rates.Select((_, k) => (k + 0.5) * 5e-3)], rates).HorizontalLine(rho.Si, "rho"))
    .Add(new Panel { Title = "Weights of the plastic synapses at the end", XLabel = "w [nS]", YLabel = "synapses" }.Histogram([.. plastic["w"].ToArray().Select(w => w * 1e9)], 100, color: Palette.Green))
    .Save(options.OutputFile("vogels-2011.png"));

var (early, late) = (rates[..bins], rates[^bins..]);
var variations = Enumerable.Range(0, 400).Select(k => SpikeTrainStatistics.IntervalCv([.. spikes.TimesOf(k).Where(t => t > end / 2)])).Where(double.IsFinite).ToArray();
Check.That(early.Average() > 20, FormattableString.Invariant($"without inhibition the cells fire fast: {early.Average():F1} Hz in the first {part} s"));
Check.That(late.Average() is > 2 and < 9, FormattableString.Invariant($"inhibition brings them to a few Hz: {late.Average():F1} Hz in the last {part} s"));
Check.That(Synchrony(late) < 0.3 * Synchrony(early), FormattableString.Invariant($"asynchronous: the rate of all varies by {Synchrony(late):F2} of its mean, {Synchrony(early):F2} at first"));
Check.That(variations.Average() > 0.8, FormattableString.Invariant($"irregular: the coefficient of variation of the intervals is {variations.Average():F2}"));
return Check.Exit();

Panel Raster(string title, (double, double) window) => new Panel { Title = title, YLabel = "neuron", XLimits = window, YLimits = (0, 400) }.Raster(spikes.Times, spikes.Indices);

static double Synchrony(double[] rates) => Math.Sqrt(rates.Average(r => r * r) - (rates.Average() * rates.Average())) / rates.Average();
