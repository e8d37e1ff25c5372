#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Working memory by bistable synapses, after Amit, D. J. and Mongillo, G. (2003), Neural Comput. 15, 565-596, and Mongillo, G., Curti, E., Romani, S. and
// Amit, D. J. (2005), Eur. J. Neurosci. 21, 3143-3160. 8,000 excitatory cells hold five populations; two of them, A and B, are taught by a strong stimulus.
// Before, a stimulus leaves no trace; afterwards that of A or B starts a persistent activity of its population, and that of C, which was not taught, does not.
// --protocol pairs goes on: A and B follow each other, across a delay, in either order, as in the pair association task of Sakai, K. and Miyashita, Y. (1991),
// Nature 354, 152-155. Before, A keeps A alone active; afterwards it brings up B, which was not shown, and B brings up A.
// --as-written is a notebook about this network, step by step: see docs/ports/working-memory.md.
using System.Globalization;
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var usual = args.Any(a => a.StartsWith("--as-written")) ? 1 * s : args.Contains("pairs") ? 6.4 * s : 4.6 * s;
var options = RunOptions.Parse(args, "working-memory", "A stimulus that was taught starts an activity of its population that outlasts it.", usual, own:
[
    RunOption.Choice("protocol", "What is taught: single stimuli, or pairs", "single", "pairs"),
    RunOption.Value("scale", "1", "Number of cells over 10,000; each cell keeps its number of synapses down to 0.2"),
    RunOption.Flag("as-written", "The notebook's arithmetic, in which synapses do not learn"),
    RunOption.Flag("as-written-with-learning", "The same, with the latent variable fed back"),
    RunOption.Flag("clamp", "As written, with the latent variable kept within 0 and 1"),
    RunOption.Flag("dense", "As written, with a synapse of weight 0 for each pair that has none"),
]);
var scale = double.Parse(options.Value("scale"), CultureInfo.InvariantCulture);
var (N_E, N_I) = ((int)(8000 * scale), (int)(2000 * scale));
if (options.Flag("as-written") || options.Flag("as-written-with-learning")) { return AsWritten(); }

const int Populations = 5, A = 0, B = 1, C = 2;
using var net = options.NewNetwork();

// Cells: potentials are counted from rest. x is what is left of a cell's transmitter: a spike takes the part u of it.
var (tau_s, tau_r, u) = (100 * ms, 200 * ms, 0.45);
var excitatory = Cells("excitatory", N_E, tau_m: 20 * ms, V_reset: 15 * mV);
var inhibitory = Cells("inhibitory", N_I, tau_m: 10 * ms, V_reset: 10 * mV);
var size = (int)(0.19 * N_E);

// Synapses between excitatory cells: the latent variable L drifts to the bound on its side of the threshold, and jumps by the potential of the target when
// the source spikes; the efficacy J follows its side. A pair has a slow synapse, a fast one, or none. (The
// notebook has tau_s = 10 ms, with which a stimulus begins with a burst that uses up the transmitter, and 50 ms after its end nothing is left of it.)
var p = Math.Min(0.2 / scale, 1);
var (fast, slow) = (Bistable("fast", "v_post += J*x_pre"), Bistable("slow", $"I_s_post += J*x_pre/{tau_s}"));
slow.Connect("i != j", p: 0.5 * p);
fast.Connect("i != j", p: 0.45 * p / (1 - (0.5 * p)), except: [slow]);
net.Add(new Synapses(excitatory, inhibitory, onPre: "v_post += 0.08*mV*x_pre")).Connect(p: p);
net.Add(new Synapses(inhibitory, excitatory, onPre: "v_post -= 0.18*mV*x_pre")).Connect(p: p);
net.Add(new Synapses(inhibitory, inhibitory, onPre: "v_post -= 0.18*mV*x_pre")).Connect("i != j", p: p);

// Input from outside: Poisson spikes that hold a free potential at 17.5 mV (excitatory) and 17.87 mV (inhibitory), with deviations of 2 mV and 1.5 mV.
// A stimulus raises the mean of its population; a strong input to inhibitory cells ends persistent activity. Which populations are to fire in a delay is noted.
StimulusProtocol stimuli = new(N_E, options.Seed), interruptions = new(N_I);
List<(Presentation Stimulus, int[] Remembered)> delays = [];
var (weak, strong, pairs) = (6 * mV, 20 * mV, options.Value("protocol") == "pairs");
if (pairs) { TeachPairs(); } else { TeachSingly(); }
Input(excitatory, 0.437 * mV, tau_m: 20 * ms, mean: 17.5 * mV);
Input(inhibitory, 0.252 * mV, tau_m: 10 * ms, mean: 17.87 * mV);
Input(excitatory, 0.437 * mV, tau_m: 20 * ms, mean: strong, $"{stimuli}(t, i)/{strong}");
Input(inhibitory, 0.252 * mV, tau_m: 10 * ms, mean: 10 * mV, $"{interruptions}(t, i)");

var spikes = net.Add(new SpikeMonitor(excitatory));
var rates = Enumerable.Range(0, Populations).Select(k => net.Add(new PopulationRateMonitor(CellsOf(k)))).ToArray();
Subgroup[] taught = [CellsOf(A), CellsOf(B)];
var efficacy = net.Add(new BlockMeanMonitor(slow, ["J"], from: taught, to: taught, dt: 50 * ms));
var cell = net.Add(new StateMonitor(excitatory, ["v", "I_s"], record: [7]));

net.Run(options.Duration, options.Progress);
options.Publish(net.Report("working-memory"));
Draw().Save(options.OutputFile(pairs ? "working-memory-pairs.png" : "working-memory.png"));
foreach (var (stimulus, remembered) in delays.Where(d => d.Stimulus.End.Si + 0.3 <= options.Duration.Si))
{
    var inDelay = rates.Select(r => r.Rates(10 * ms)[((int)Math.Round(stimulus.End.Si * 100) + 10)..][..20].Average()).ToArray();
    var (own, active) = (PopulationOf(stimulus), remembered.Select(k => inDelay[k]).ToArray());
    var others = inDelay.Where((_, k) => !remembered.Contains(k)).Max();
    var claim = remembered.Length == 0 ? $"{"ABC"[own]} falls silent" : string.Join(" and ", remembered.Select(k => "AB"[k])) + (remembered.Length == 1 ? " fires on" : " fire on");
    Check.That(
        remembered.Length == 0 ? inDelay[own] < 4 : active.Min() > 5 && active.Min() > 3 * others,
        FormattableString.Invariant($"after {"ABC"[own]} at {stimulus.Start.Si:F2} s {claim}: ") + string.Join(", ", inDelay.Select((rate, k) => FormattableString.Invariant($"{"ABCDE"[k]} {rate:F1}"))) + " Hz");
}

return Check.Exit();

void TeachSingly()
{
    Wait(200 * ms);
    Test(A, 200 * ms, delay: 300 * ms);
    Stimulate(A, 250 * ms, strong);
    Wait(250 * ms);
    Stimulate(B, 250 * ms, strong);
    Wait(350 * ms);
    Test(A, 200 * ms, delay: 500 * ms, A);
    Interrupt(100 * ms, pause: 300 * ms);
    Test(B, 200 * ms, delay: 500 * ms, B);
    Interrupt(100 * ms, pause: 300 * ms);
    Test(C, 200 * ms, delay: 400 * ms);
}

void TeachPairs()
{
    Wait(200 * ms);
    Stimulate(A, 200 * ms, strong);
    Wait(250 * ms);
    Stimulate(B, 200 * ms, strong);
    Wait(250 * ms);
    Test(A, 80 * ms, delay: 500 * ms, A);
    Interrupt(200 * ms, pause: 100 * ms);
    Test(B, 80 * ms, delay: 500 * ms, B);
    Interrupt(200 * ms, pause: 100 * ms);
    foreach (var (cue, associate) in new[] { (A, B), (B, A) })
    {
        Stimulate(cue, 80 * ms, weak);
        Wait(200 * ms);
        Stimulate(associate, 100 * ms, strong);
        Interrupt(200 * ms, pause: 100 * ms);
    }

    Test(C, 80 * ms, delay: 300 * ms);
    Interrupt(200 * ms, pause: 100 * ms);
    Test(A, 80 * ms, delay: 400 * ms, A, B);
    Interrupt(200 * ms, pause: 100 * ms);
    Test(B, 80 * ms, delay: 400 * ms, A, B);
    Interrupt(200 * ms, pause: 100 * ms);
}

// Pairs are shown with noise: one in a hundred cells is driven though it is not of the population, or left out though it is.
void Stimulate(int population, Quantity duration, Quantity rise)
{
    stimuli.Present(CellsOf(population), duration, rise, flips: pairs ? 0.01 : 0);
    interruptions.Delay(duration);
}

void Test(int population, Quantity duration, Quantity delay, params int[] remembered)
{
    Stimulate(population, duration, weak);
    delays.Add((stimuli.Presentations[^1], remembered));
    Wait(delay);
}

void Interrupt(Quantity duration, Quantity pause)
{
    interruptions.Present(inhibitory[..], duration);
    stimuli.Delay(duration);
    Wait(pause);
}

void Wait(Quantity duration)
{
    stimuli.Delay(duration);
    interruptions.Delay(duration);
}

NeuronGroup Cells(string name, int count, Quantity tau_m, Quantity V_reset) => net.Add(new NeuronGroup(
    count,
    $"""
    dv/dt = I_s - v/{tau_m} : volt (unless refractory)
    dI_s/dt = -I_s/{tau_s} : volt/second
    dx/dt = (1 - x)/{tau_r} : 1
    seen = v : volt (constant over dt)      # what synapses see, while they change v
    """,
    threshold: "v >= 20*mV", reset: $"v = {V_reset}; x -= {u}*x", refractory: 2 * ms) { Name = name });

Synapses Bistable(string name, ModelText transmit) => net.Add(new Synapses(
    excitatory, excitatory,
    """
    dL/dt = 10*Hz*int(L > 0.4 and L < 1) - 14.7*Hz*int(L <= 0.4 and L > 0) : 1 (event-driven)
    J = 0.03*mV + 0.18*mV*int(L > 0.4) : volt
    """,
    onPre: $"""
    {transmit}
    L = clip(L + 0.25*int(seen_post >= 17.5*mV) - 0.17*int(seen_post < 15.5*mV), 0, 1)
    """) { Name = name });

// Poisson spikes that raise a free potential by a mean, times a factor that may depend on time.
void Input(Subgroup cells, Quantity J, Quantity tau_m, Quantity mean, ModelText? factor = null) =>
    net.Add(new PoissonInput(cells, "v", 1000, mean / (1000 * J * tau_m), factor is null ? J : $"{J}*{factor}"));

Subgroup CellsOf(int k) => excitatory[(k * size)..((k + 1) * size)];

int PopulationOf(Presentation stimulus) => stimulus.Prototype.Active[0] / size;

Figure Draw()
{
    var end = options.Duration.Si;
    (double, double) all = (0, end);
    Color[] colors = [Palette.Blue, Palette.Vermilion, Palette.Green, Palette.Purple, Palette.SkyBlue];
    Panel raster = new() { Title = pairs ? "One in ten excitatory cells; A and B are taught to follow each other" : "One in ten excitatory cells; A and B are taught, C to E are not", YLabel = "cell", XLimits = all, YLimits = (0, N_E), Height = 2 };
    var (times, indices) = (spikes.Times, spikes.Indices.ToArray());
    for (var k = 0; k <= Populations; k++)
    {
        int[] shown = [.. Enumerable.Range(0, indices.Length).Where(n => indices[n] % 10 == 0 && Math.Min(indices[n] / size, Populations) == k)];
        raster.Raster([.. shown.Select(n => times[n])], [.. shown.Select(n => indices[n])], k == Populations ? Palette.Grey : colors[k]);
    }

    Panel curves = new() { YLabel = "rate [Hz]", XLimits = all, Height = 1.3 };
    for (var k = 0; k < Populations; k++)
    {
        var values = rates[k].Rates(20 * ms);
        curves.Line([.. values.Select((_, n) => (n + 0.5) * 0.02)], values, $"{"ABCDE"[k]}", colors[k]);
    }

    Panel learning = new() { YLabel = "J [mV]", XLimits = all, Title = "Mean efficacy of slow synapses" };
    foreach (var (from, to, color) in new[] { (A, A, Palette.Blue), (B, B, Palette.Vermilion), (A, B, Palette.SkyBlue), (B, A, Palette.Orange) })
    {
        learning.Line(efficacy.Times, efficacy.Of("J", from, to, mV), $"{"AB"[from]} to {"AB"[to]}", color);
    }

    Panel potential = new() { YLabel = "potential [mV]", XLimits = all, Title = "A cell of A: its potential and its slow current" };
    potential.Line(cell.Times, cell.Of("v", 7, mV), color: Palette.Ink, width: 0.7).HorizontalLine(20);
    Panel current = new() { YLabel = "current [mV/ms]", XLimits = all };
    current.Line(cell.Times, cell.Of("I_s", 7), color: Palette.Green);
    Figure figure = new() { ShareX = false, Height = 1500 };
    foreach (var panel in (Panel[])[raster, curves, learning, potential, current])
    {
        foreach (var (shown, color) in stimuli.Presentations.Select(p => (p, colors[PopulationOf(p)])).Concat(interruptions.Presentations.Select(p => (p, Palette.Grey))))
        {
            if (shown.End.Si <= end) { panel.VerticalLine(shown.Start.Si, color: color).VerticalLine(shown.End.Si, color: color); }
        }

        figure.Add(panel);
    }

    double[] efficacies = [.. EfficaciesWithin(A, slow), .. EfficaciesWithin(A, fast)], edges = [0.02, 0.04, 0.2, 0.22];
    var potentiated = efficacies.Count(J => J > 0.2);
    return figure.Add(new Panel { Title = "Synapses within A, before and after", XLabel = "efficacy [mV]", YLabel = "synapses" }
        .Steps(edges, [efficacies.Length, 0, 0], "before", Palette.Grey).Steps(edges, [efficacies.Length - potentiated, 0, potentiated], "after", Palette.Blue));
}

// [mV]
double[] EfficaciesWithin(int population, Synapses synapses)
{
    var (from, to) = (synapses.Sources(), synapses.Targets());
    return [.. synapses["J"].ToArray().Where((_, k) => from[k] / size == population && to[k] / size == population).Select(J => J * 1e3)];
}

// The notebook, all neurons as one group: numbers without units [mV, ms], the right sides of a step all of the state before it. Its matrices J_slow, J_fast
// and L are variables of the synapses, sources that are above threshold are "active", and what a matrix product brings is summed in slow_in and fast_in.
int AsWritten()
{
    var (learns, N) = (options.Flag("as-written-with-learning"), N_E + N_I);
    var last = Math.Round((options.Duration / options.Dt).Si) - 1;
    using var notebook = options.NewNetwork();
    notebook.Constants["N_exc"] = N_E;
    var cells = notebook.Add(new NeuronGroup(
        N,
        $"""
        v, I_s, I_f, x, a, slow_in, fast_in : 1
        tau_m, V_reset, amplitude, phase, period : 1
        sigma = int(v >= 20) : 1
        I_e = amplitude*sin(t_in_timesteps*(0.1*({last} + 1)/{last})/period + phase) + amplitude : 1
        """,
        threshold: "v >= 20 and a == 0", events: new() { ["active"] = "v >= 20" }) { Name = "cells" });
    var (exc, inh) = (cells[..N_E], cells[N_E..]);
    (cells["x"], cells["amplitude"], cells["phase"], cells["period"]) = (1.0, "5*rand()", "10*rand()", "5*rand() + 5");
    (exc["tau_m"], exc["V_reset"], inh["tau_m"], inh["V_reset"]) = (20.0, 15.0, 10.0, 10.0);

    // slow_fast_pair and initialize_j: a number for each pair says whether it has a slow synapse, a fast one, or none.
    ModelText p_any = "0.2 - 0.01*int(i < N_exc and j < N_exc) - 0.0036*int(i >= N_exc and j >= N_exc)";
    var synapses = notebook.Add(new Synapses(
        cells, cells,
        $"""
        J_slow, J_fast, L, draw : 1
        p_any = {p_any} : 1
        p_slow = 0.1*int(i < N_exc and j < N_exc) + 0.02*int(i >= N_exc and j >= N_exc) : 1
        is_slow = int(draw < p_slow) : 1
        is_fast = int(draw >= p_slow and draw < p_any) : 1
        W = int(i < N_exc and j < N_exc)*(is_slow + is_fast) : 1
        """) { Name = "synapses" });
    synapses.AddPathway("active", "slow_in_post += J_slow*x_pre; fast_in_post += J_fast*x_pre", onEvent: "active");
    if (options.Flag("dense"))
    {
        synapses.Connect();
        synapses["draw"] = "rand() + int(i == j)";
    }
    else
    {
        synapses.Connect("i != j", p: p_any);
        synapses["draw"] = "p_any*rand()";
    }

    const string J = "0.03*int(i < N_exc and j < N_exc) + 0.18*L + 0.08*int(i < N_exc and j >= N_exc) - 0.18*int(i >= N_exc)";
    synapses["L"] = "W*int(rand() <= 0.2)";
    (synapses["J_slow"], synapses["J_fast"]) = ($"is_slow*({J})", $"is_fast*({J})");
    var potentiated = synapses["L"].Sum();

    // The notebook computes l_new and does not return it, so that L stays 0 or 1, L_new is within 0.03 of it, and no J changes: without learning this is left out.
    ModelText bound = options.Flag("clamp") ? "L_new = clip(L_new, 0, 1)" : "";
    if (learns)
    {
        synapses.RunRegularly(
            $"""
            r = -0.0147*int(L <= 0.4) + 0.01*int(L >= 0.4)
            f_v = 0.25*int(17.5 <= v_post)*int(v_post <= 20) - 0.17*int(v_post <= 15.5)*int(v_post <= V_reset_post)
            L_new = L + 0.1*W*(r + f_v*sigma_pre)
            {bound}
            up = int(L <= 0.4)*int(0.4 < L_new)
            down = int(L >= 0.4)*int(0.4 > L_new)
            J_fast = is_fast*(0.21*up + 0.03*down + J_fast*(1 - (up + down)))
            J_slow = is_slow*(0.21*up + 0.03*down + J_slow*(1 - (up + down)))
            L = L_new
            """,
            when: "end");
    }

    cells.RunRegularly(
        """
        I_t = I_s + I_f + I_e
        I_s += 0.1/10*(-I_s + slow_in)
        I_f = fast_in
        a_new = (a + 1/2.0*0.1*sigma)*int(a < 1)
        v_new = V_reset*int(a >= 1) + (v + (-v/tau_m + I_t)*0.1*int(v <= 20))*int(a < 1)
        x += 0.1*((1 - x)/200) - 0.45*x*sigma
        v = v_new
        a = a_new
        slow_in = 0
        fast_in = 0
        """,
        when: "end", order: 1);
    var states = notebook.Add(new StateMonitor(cells, ["v", "I_s", "I_f"], record: [0, 1]));
    var activity = new[] { exc, inh }.Select(part => notebook.Add(new PopulationRateMonitor(part))).ToArray();

    notebook.Run(options.Duration, options.Progress);
    options.Publish(notebook.Report("working-memory"));
    Figure figure = new() { Height = 700 };
    (double, double) shown = (0, Math.Min(0.3, options.Duration.Si));
    figure.Add(new Panel { Title = "V[0]", YLabel = "potential [mV]", XLimits = shown }.Line(states.Times, states.Of("v", 0), color: Palette.Ink));
    figure.Add(new Panel { Title = "I_f[1]", YLabel = "fast current", XLimits = shown }.Line(states.Times, states.Of("I_f", 1), color: Palette.Vermilion));
    figure.Add(new Panel { Title = "I_s[1]", YLabel = "slow current", XLimits = shown }.Line(states.Times, states.Of("I_s", 1), color: Palette.Green));
    figure.Save(options.OutputFile("working-memory-as-written.png"));

    // Oracle: the notebook's own functions with 400 + 100 neurons gave 124.3 and 65.5 Hz in 0.2 s.
    var (rateE, rateI) = (activity[0].Rates().Average(), activity[1].Rates().Average());
    Check.That(rateE is > 110 and < 140 && rateI is > 50 and < 80, FormattableString.Invariant($"excitatory cells fire at {rateE:F1} Hz, inhibitory at {rateI:F1} Hz"));
    var after = synapses["J_slow"].ToArray().Concat(synapses["J_fast"].ToArray()).Count(w => w > 0.2);
    Check.That(learns == (after != (int)potentiated), $"{potentiated} synapses are potentiated before, {after} after");
    return Check.Exit();
}
