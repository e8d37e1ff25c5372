#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Song, S., Miller, K. D. and Abbott, L. F. (2000). Competitive Hebbian learning through spike-timing-dependent synaptic plasticity.
// Nature Neurosci. 3, 919-926. A cell with 1,000 plastic excitatory and 200 fixed inhibitory inputs: competition for the timing of its
// spikes drives each weight to one of the bounds, and the rate to a moderate value.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "song-2000-stdp", "Plasticity by spike timing makes weights compete: they end at one of two bounds.", 400 * s, defaultDt: 0.2 * ms);
using var net = options.NewNetwork();

// The cell (methods): conductances are in units of the leak.
var (tau_m, tau_g, V_rest, E_e, E_i, V_t, V_r) = (20 * ms, 5 * ms, -70 * mV, 0 * mV, -70 * mV, -54 * mV, -60 * mV);
var cell = net.Add(new NeuronGroup(
    1,
    $"""
    dv/dt  = ({V_rest} - v + ge*({E_e} - v) + gi*({E_i} - v))/{tau_m} : volt
    dge/dt = -ge/{tau_g} : 1
    dgi/dt = -gi/{tau_g} : 1
    """,
    threshold: $"v > {V_t}", reset: $"v = {V_r}") { Name = "cell" });
cell["v"] = V_rest;

// Plasticity (equation 1): M and P decay; a weight falls by M at a spike of its input, and grows by P at a spike of the cell.
var (tau, A, B) = (20 * ms, 0.005, 1.05);
const double MaximalWeight = 0.015;
var excitatory = net.Add(new PoissonGroup(1000, 15 * Hz) { Name = "excitatory" });
var inhibitory = net.Add(new PoissonGroup(200, 10 * Hz) { Name = "inhibitory" });
var plastic = net.Add(new Synapses(
    excitatory, cell,
    $"""
    w : 1
    dP/dt = -P/{tau} : 1 (event-driven)
    dM/dt = -M/{tau} : 1 (event-driven)
    """,
    onPre: $"ge_post += w; P += {A}; w = clip(w + M*{MaximalWeight}, 0, {MaximalWeight})",
    onPost: $"M -= {A * B}; w = clip(w + P*{MaximalWeight}, 0, {MaximalWeight})")).Connect();
plastic["w"] = $"rand()*{MaximalWeight}";
net.Add(new Synapses(inhibitory, cell, onPre: "gi_post += 0.05")).Connect();
var rate = net.Add(new PopulationRateMonitor(cell));
var weights = net.Add(new StateMonitor(plastic, ["w"], record: Enumerable.Range(0, 1000).Where(k => k % 20 == 0), dt: 1 * s));

net.Run(options.Duration, options.Progress);

options.Publish(net.Report("song-2000-stdp"));
double[] final = [.. plastic["w"].ToArray().Select(w => w / MaximalWeight)];
var rates = rate.Rates(options.Duration / 40);
Panel paths = new() { Title = "Weights of 50 synapses over the maximal weight", YLabel = "w", YLimits = (0, 1) };
foreach (var synapse in weights.Elements) { paths.Line(weights.Times, weights.Of("w", synapse, MaximalWeight), width: 0.8); }
new Figure { Title = "Spike-timing dependent plasticity", ShareX = false, Height = 1000 }
    .Add(paths)
    .Add(new Panel { Title = "All weights at the end", XLabel = "w over the maximal weight", YLabel = "synapses", XLimits = (0, 1) }.Histogram(final, 20))
    .Add(new Panel { Title = "Rate of the cell", YLabel = "rate [Hz]", YLimits = (0, 1.1 * rates.Max()) }.Line([.. rates.Select((_, k) => (k + 0.5) * options.Duration.Si / 40)], rates, color: Palette.Vermilion))
    .Save(options.OutputFile("song-2000-stdp.png"));

double Share(double from, double to) => final.Count(w => w >= from && w <= to) / (double)final.Length;
var (low, middle, high) = (Share(0, 0.2), Share(0.4, 0.6), Share(0.8, 1));
Check.That(low > 2 * middle && high > 1.5 * middle, FormattableString.Invariant($"weights avoid the middle: {low:P0} in the lowest fifth, {middle:P0} in the middle one, {high:P0} in the highest"));
Check.That(low > high, "more weights are lost than kept");
Check.That(rates[^1] < 0.5 * rates[0] && rates[^1] is > 5 and < 40, FormattableString.Invariant($"the rate falls from {rates[0]:F0} to a moderate {rates[^1]:F0} Hz"));
return Check.Exit();
