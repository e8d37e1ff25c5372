#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// A network of 2,000 pyramidal cells and 500 interneurons, all of them adaptive exponential integrate-and-fire cells (Brette and Gerstner 2005),
// with short-term plasticity (Tsodyks and Markram 1997) and spike-timing dependent plasticity in every synapse, under four protocols:
// no input, Poisson input, and with excitatory and inhibitory synapses added.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "adex-network", "A plastic network of 2,500 AdEx cells under four protocols.", 10 * s);
const int Ninh = 500, Nexc = 4 * Ninh, Nneurons = Nexc + Ninh;

// Neurons
var (Vth, El, Vcut, deltaT, Rin) = (-50 * mV, -70 * mV, -20 * mV, 2 * mV, 500 * Mohm);
var (E_e, E_i, tau_e, tau_i) = (0 * mV, -80 * mV, 5 * ms, 10 * ms);

ModelText adex = $"""
    dv/dt = (-(v-{El}) + {deltaT}*exp((v-{Vth})/{deltaT}) + {Rin}*(Isyn + Ibias + Iapp - w))/tau_m : volt
    dw/dt = (a*(v-{El}) - w)/tau_w : amp                # adaptation
    a : siemens
    b : amp
    tau_m : second
    tau_w : second
    Vreset : volt
    stim_amp : 1
    Ibias : amp
    Iapp = stim_amp*input_current(t) : amp
    """;
ModelText synaptic = $"""
    Isyn = -g_e*(v-{E_e}) - g_i*(v-{E_i}) : amp
    dg_e/dt = -g_e/{tau_e} : siemens
    dg_i/dt = -g_i/{tau_i} : siemens
    """;

using var net = options.NewNetwork();
var cells = net.Add(new NeuronGroup(Nneurons, adex + synaptic, threshold: $"v > {Vcut}", reset: "v = Vreset; w += b", method: "exponential_euler") { Name = "cells" });
var (pyramidal, interneurons) = (cells[..Nexc], cells[Nexc..]);
cells["v"] = El;
Sample(pyramidal, sigma: 0.05, tauM: 200, a: 0, tauW: 100, b: 5, vReset: -55);     // the class "adapting"
Sample(interneurons, sigma: 0.01, tauM: 20, a: 0, tauW: 30, b: 60, vReset: -55);   // the class "tonic"

var poisson = net.Add(new PoissonGroup(25, "rand()*20*Hz") { Name = "poisson" });

// Synapses
var (tau_ps, tau_ns, tau_stdp) = (0.8 * s, 1.5 * s, 20 * ms);
const double p_s0 = 0.6, epsilon = 0.05, Apre0 = 0.01, Apost0 = -Apre0 * 1.05;
var (w_e, w_i) = (20 * 0.05 * nS, 20 * 1 * nS);

ModelText shortTermPlasticity = $"""
    dp_s/dt = ({p_s0}-p_s)/{tau_ps} : 1 (event-driven)  # release probability
    dn_s/dt = (1-n_s)/{tau_ns} : 1 (event-driven)       # fraction of resources available
    """;
ModelText stdp = $"""
    dApre/dt = -Apre/{tau_stdp} : 1 (event-driven)
    dApost/dt = -Apost/{tau_stdp} : 1 (event-driven)
    w_syn : 1
    """;
ModelText release = $"""
    p_s += {p_s0}*(1-p_s)  # facilitation
    r_s = p_s*n_s          # probability of release
    n_s -= r_s             # depletion
    """;

var input = net.Add(new Synapses(poisson, pyramidal, shortTermPlasticity, onPre: release + $"g_e_post += 10*{w_e}*r_s") { Name = "input" });
var excitation = net.Add(Plastic("excitation", pyramidal, w_e, "g_e_post += w_syn*r_s*nS"));
var inhibition = net.Add(Plastic("inhibition", interneurons, w_i, "g_i_post += w_syn*r_s*nS"));
input.Connect(p: 0.01);
excitation.Connect(p: epsilon).Delay = "10*ms + 0.1*randn()*ms";
inhibition.Connect(p: 2 * epsilon).Delay = "10*ms + 0.1*randn()*ms";
foreach (var synapses in (Synapses[])[input, excitation, inhibition])
{
    synapses["p_s"] = p_s0;
    synapses["n_s"] = 1.0;
}

const int Watched = 450;
var spikes = net.Add(new SpikeMonitor(cells));
var inputSpikes = net.Add(new SpikeMonitor(poisson));
var traces = net.Add(new StateMonitor(cells, ["v", "g_e"], record: [Watched]));
net.Constants["input_current"] = StepCurrent(from: 1000, to: 6000, amplitude: 1 * pA);
net.Constants["stdp_value"] = 0.05;
net.Store();

(string Name, bool Input, bool Excitation, bool Inhibition, double Stdp)[] protocols =
[
    ("no input", false, false, false, 0.05),
    ("Poisson input", true, false, false, 0.05),
    ("with excitation", true, true, false, 0.1),
    ("with inhibition", true, true, true, 0.1),
];
List<string> summary = [$"{"protocol",-16} {"spikes",9} {"pyramidal [Hz]",15} {"interneurons [Hz]",18} {"run [s]",8}"];
foreach (var protocol in protocols)
{
    net.Restore();
    net.Constants["stdp_value"] = protocol.Stdp;
    (input.Active, excitation.Active, inhibition.Active) = (protocol.Input, protocol.Excitation, protocol.Inhibition);
    cells["stim_amp"][..(Nexc / 2)] = 35.0;
    net.Run(options.Duration, options.Progress);

    var counts = spikes.CountsByElement();
    var (exc, inh) = (counts[..Nexc].Sum() / (Nexc * options.Duration.Si), counts[Nexc..].Sum() / (Ninh * options.Duration.Si));
    summary.Add(FormattableString.Invariant($"{protocol.Name,-16} {spikes.Count,9} {exc,15:F2} {inh,18:F2} {net.Report("").RunSeconds,8:F2}"));
    Draw(protocol.Name);
    if (!protocol.Input)
    {
        // The rheobase is (Vth - El - deltaT)/Rin = 36 pA: a step of 35 pA alone makes no cell spike.
        Check.That(spikes.Count == 0, "without input no cell spikes under 35 pA, below the rheobase of 36 pA");
    }
}

if (!options.Quiet) { Console.Error.WriteLine(string.Join('\n', summary)); }
options.Publish(net.Report("adex-network"));
CheckBinomial(input, 25L * Nexc, 0.01);
CheckBinomial(excitation, (long)Nexc * Nneurons, epsilon);
CheckBinomial(inhibition, (long)Ninh * Nneurons, 2 * epsilon);
var expected = 25 * 10 * options.Duration.Si;
Check.That(Math.Abs(inputSpikes.Count - expected) < 5 * Math.Sqrt(expected), FormattableString.Invariant($"{inputSpikes.Count} input spikes: {expected:F0} of a Poisson process at 10 Hz"));
return Check.Exit();

void Sample(Subgroup group, double sigma, double tauM, double a, double tauW, double b, double vReset)
{
    group["tau_m"] = Spread($"{tauM}*ms");
    group["a"] = Spread($"{a}*nS");
    group["tau_w"] = Spread($"{tauW}*ms");
    group["b"] = Spread($"{b}*pA");
    group["Vreset"] = Spread($"{vReset}*mV");
    string Spread(FormattableString value) => FormattableString.Invariant(value) + FormattableString.Invariant($"*(1 + {sigma}*randn())");
}

Synapses Plastic(string name, Subgroup source, Quantity w, string deliver) => new(
    source, cells, shortTermPlasticity + stdp,
    onPre: release + $"""
        Apre += {Apre0}
        w_syn = clip(w_syn+Apost, (1-stdp_value)*{w}/nS, {w}/nS)
        """ + deliver,
    onPost: $"""
        Apost += {Apost0}
        w_syn = clip(w_syn+Apre, (1-stdp_value)*{w}/nS, {w}/nS)
        """)
{ Name = name };

TimedArray StepCurrent(int from, int to, Quantity amplitude) =>
    new(Enumerable.Range(0, to + 2).Select(k => k >= from && k <= to ? 1.0 : 0.0).ToArray() * amplitude, 1 * ms);

void Draw(string protocol)
{
    var file = protocol.Replace(' ', '-');
    Panel raster = new() { Title = $"AdEx network: {protocol}", YLabel = "neuron", YLimits = (0, Nneurons), Height = 5 };
    raster.Raster([.. Times(e => e < Nexc)], [.. Elements(e => e < Nexc)], Palette.Blue, "pyramidal");
    raster.Raster([.. Times(e => e >= Nexc)], [.. Elements(e => e >= Nexc)], Palette.Vermilion, "interneurons");
    new Figure { Height = 560 }.Add(raster)
        .Add(new Panel { YLabel = "input" }.Raster(inputSpikes.Times, inputSpikes.Indices, Palette.Green))
        .Save(options.OutputFile($"adex-network-{file}.png"));

    var potential = traces.Of("v", Watched, mV);
    foreach (var time in spikes.TimesOf(Watched)) { potential[(int)Math.Round(time / options.Dt.Si)] = 20; }
    new Figure { Height = 420 }
        .Add(new Panel { Title = $"Neuron {Watched}: {protocol}", YLabel = "v [mV]", YLimits = (-80, 25) }.Line(traces.Times, potential))
        .Add(new Panel { YLabel = "g_e [nS]" }.Line(traces.Times, traces.Of("g_e", Watched, nS), color: Palette.Green))
        .Save(options.OutputFile($"adex-network-{file}-neuron.png"));

    IEnumerable<double> Times(Func<int, bool> chosen) => spikes.Times.Zip(spikes.Indices.ToArray()).Where(x => chosen(x.Second)).Select(x => x.First);
    IEnumerable<int> Elements(Func<int, bool> chosen) => spikes.Indices.ToArray().Where(chosen);
}

// A number of Bernoulli trials within five standard deviations of its mean.
static void CheckBinomial(Synapses synapses, long pairs, double p)
{
    var (mean, deviation) = (pairs * p, Math.Sqrt(pairs * p * (1 - p)));
    Check.That(Math.Abs(synapses.Count - mean) < 5 * deviation, FormattableString.Invariant($"{synapses.Name}: {synapses.Count} synapses, {mean:F0} +- {deviation:F0} expected"));
}
