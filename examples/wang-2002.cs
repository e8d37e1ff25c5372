#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Wang, X.-J. (2002). Probabilistic decision making by slow reverberation in cortical circuits. Neuron 36, 955-968.
// Two populations, A and B, excite themselves through slow NMDA receptors and each other's rivals through interneurons; a noisy stimulus that
// favours one of them by its coherence is integrated until one wins. --trials 10 draws and checks the psychometric curve too.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

const int N_A = 240, N_E = 1600, N_I = 400;      // A and B have 240 cells each, the unselective population 1120
const double WPlus = 1.7, WMinus = 1 - (N_A / (double)N_E * (WPlus - 1) / (1 - (N_A / (double)N_E)));
var options = RunOptions.Parse(
    args, "wang-2002", "A decision between two alternatives: winner takes all, and more often right for a clearer stimulus.", 1.5 * s,
    own: [RunOption.Value("trials", "1", "Trials for each coherence")]);

using var net = options.NewNetwork();

// Cells (experimental procedures): every one has its own membrane and receptors. Gating variables count open channels: s_x of external AMPA
// receptors, s_a of recurrent ones, s_g of GABA receptors; S_n is the weighted sum of all presynaptic NMDA gates, which saturate.
var cells = net.Add(new NeuronGroup(
    N_E + N_I,
    """
    dv/dt = (g_L*(-70*mV - v) - (g_x*s_x + g_a*s_a + g_n*S_n/(1 + exp(-0.062*v/mV)/3.57))*v - g_g*s_g*(v + 70*mV))/C : volt (unless refractory)
    ds_x/dt = -s_x/(2*ms) : 1
    ds_a/dt = -s_a/(2*ms) : 1
    ds_g/dt = -s_g/(5*ms) : 1
    ds_n/dt = -s_n/(100*ms) + 0.5/ms*x_n*(1 - s_n) : 1
    dx_n/dt = -x_n/(2*ms) : 1
    S_n : 1
    stimulus : Hz
    C : farad
    g_L : siemens
    g_x : siemens
    g_a : siemens
    g_n : siemens
    g_g : siemens
    pause : second
    pool : integer   # 0 A, 1 B, 2 all others
    """,
    threshold: "v > -50*mV", reset: "v = -55*mV; x_n += 1", refractory: "pause", method: "exponential_euler") { Name = "cells" });
var (pyramidal, interneurons) = (cells[..N_E], cells[N_E..]);
(cells["v"], cells["pool"]) = ("-70*mV + 20*mV*rand()", $"int(i >= {N_A}) + int(i >= {2 * N_A})");
(pyramidal["C"], pyramidal["g_L"], pyramidal["pause"], interneurons["C"], interneurons["g_L"], interneurons["pause"]) = (0.5 * nF, 25 * nS, 2 * ms, 0.2 * nF, 20 * nS, 1 * ms);
(pyramidal["g_x"], pyramidal["g_a"], pyramidal["g_n"], pyramidal["g_g"]) = (2.1 * nS, 0.05 * nS, 0.165 * nS, 1.3 * nS);
(interneurons["g_x"], interneurons["g_a"], interneurons["g_n"], interneurons["g_g"]) = (1.62 * nS, 0.04 * nS, 0.13 * nS, 1.0 * nS);

// Connections are all to all. Within A and within B they are stronger, into A and B from elsewhere weaker. NMDA receptors: the sum over 1,600
// synapses is exactly a sum over three populations. AMPA and GABA receptors do not saturate: each spike adds its weight.
var populations = net.Add(new NeuronGroup(3, "S : 1; mean : Hz; rate : Hz; pool : integer") { Name = "populations" });
populations["pool"] = "i";
ModelText weight = $"int(pool_post == 2) + int(pool_post < 2)*({WMinus} + ({WPlus} - {WMinus})*int(pool_pre == pool_post))";
net.Add(new Synapses(pyramidal, populations, "S_post = s_n_pre : 1 (summed)")).Connect($"j == int(i >= {N_A}) + int(i >= {2 * N_A})");
var nmda = net.Add(new Synapses(populations, cells, """
    w : 1
    S_n_post = w*S_pre : 1 (summed)
    stimulus_post = int(pool_pre == pool_post)*rate_pre : Hz (summed)
    """)).Connect();
var ampa = net.Add(new Synapses(pyramidal, cells, "w : 1", onPre: "s_a_post += w", delay: 0.5 * ms)).Connect();
nmda["w"].Set(weight);
ampa["w"].Set(weight);
net.Add(new Synapses(interneurons, cells, onPre: "s_g_post += 1", delay: 0.5 * ms)).Connect();

// Input: a background of 2,400 Hz to every cell; to A and B, from 0.2 s on, a rate about 40 Hz that the coherence c shifts apart, drawn anew every 50 ms.
var (onset, mu) = (0.2 * s, 40 * Hz);
populations.RunRegularly($"rate = int(i < 2 and t >= {onset})*(mean + 4*Hz*randn())", dt: 50 * ms);
cells.RunRegularly("s_x += poisson((2400*Hz + stimulus)*dt)", dt: options.Dt);
var spikes = net.Add(new SpikeMonitor(pyramidal[..(2 * N_A)]));
var rates = new[] { cells[..N_A], cells[N_A..(2 * N_A)] }.Select(part => net.Add(new PopulationRateMonitor(part))).ToArray();
net.Store();

var trials = int.Parse(options.Value("trials"), System.Globalization.CultureInfo.InvariantCulture);
double[] coherences = [-0.512, -0.128, 0.128, 0.512];
var shareOfA = new double[coherences.Length];
Figure figure = new() { ShareX = false, Height = 1300 };
var bin = 20 * ms;
foreach (var (k, c) in coherences.Index())
{
    for (var trial = 0; trial < trials; trial++)
    {
        net.Restore();
        populations["mean"] = new[] { 1 + c, 1 - c, 0 } * mu;
        net.Run(options.Duration, options.Progress);
        var (a, b) = (Last(0), Last(1));
        shareOfA[k] += a > b ? 1.0 / trials : 0;
        if (trial == 0) { Draw(c); }
        if (Math.Abs(c) > 0.5)
        {
            Check.That(a > b == c > 0 && Math.Max(a, b) > 15 && Math.Min(a, b) < 5, FormattableString.Invariant($"coherence {c * 100} %: the favoured population wins, {Math.Max(a, b):F0} Hz against {Math.Min(a, b):F0} Hz"));
        }
    }
}

double[] percent = [.. coherences.Select(c => 100 * c)];
if (trials > 1)
{
    figure.Add(new Panel { Title = $"Choices of A, {trials} trials for each coherence", XLabel = "coherence [%]", YLabel = "share", YLimits = (-0.05, 1.05) }
        .Line(percent, shareOfA, color: Palette.Grey).Scatter(percent, shareOfA, color: Palette.Ink, diameter: 7));
}

figure.Save(options.OutputFile("wang-2002.png"));
options.Publish(net.Report("wang-2002"));
if (trials >= 10)
{
    var right = (1 - shareOfA[1] + shareOfA[2]) / 2;
    Check.That(right > 0.6, FormattableString.Invariant($"a weak stimulus of 12.8 % is seen more often right than wrong: {right:P0}"));
}

return Check.Exit();

// Rate of a population in the last 0.2 s [Hz].
double Last(int population) => rates[population].Rates(200 * ms)[^1];

void Draw(double coherence)
{
    if (coherence < 0) { return; }
    Panel curves = new() { Title = FormattableString.Invariant($"Coherence {coherence * 100} %"), YLabel = "rate [Hz]" };
    foreach (var (k, color) in ((int, Color)[])[(0, Palette.Blue), (1, Palette.Vermilion)])
    {
        var values = rates[k].Rates(bin);
        curves.Line([.. values.Select((_, n) => (n + 0.5) * bin.Si)], values, k == 0 ? "A" : "B", color);
    }

    figure.Add(new Panel { Title = curves.Title, YLabel = "cell of A, B", YLimits = (0, 2 * N_A) }.Raster(spikes.Times, spikes.Indices).HorizontalLine(N_A).VerticalLine(onset.Si));
    figure.Add(curves.VerticalLine(onset.Si));
}
