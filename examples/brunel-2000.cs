#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Brunel, N. (2000). Dynamics of sparsely connected networks of excitatory and inhibitory spiking neurons. J. Comput. Neurosci. 8, 183-208.
// Figure 8: a network of 12,500 cells, model A, in its four states. The strength of inhibition, g times that of excitation, and the rate of the
// external input, eta times what brings a cell to its threshold, decide which of them it is in.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "brunel-2000", "Four states of a sparse network of excitatory and inhibitory cells.", 1 * s);
var (cellsOfAll, recorded, shown, transient) = (12500, 1000, 100, 50 * ms);
Figure figure = new() { ShareX = false, Height = 1700 };

// The paper's simulations of the last three give 60.7, 37.7 and 5.5 Hz, and rhythms of all cells at 180 Hz in the second and at 22 Hz in the last
// (table 1). Its theory takes all input for white noise. With Poisson inputs of the same rates a cell here has the CV of theory; the spikes of the
// network are more regular than those, have less power at low frequencies, and so make each other more regular still.
// Many spikes take long to simulate, a slow rhythm takes long to see.
var regular = Simulate("Synchronous regular", g: 3, eta: 2, options.Duration / 5);
Check.That(regular.Rate > 0.8 * regular.TheoryRate && regular.Cv < 0.1 && regular.Synchrony > 20, $"synchronous regular, near saturation: {regular}");

var fast = Simulate("Synchronous irregular, fast rhythm", g: 6, eta: 4, options.Duration);
Check.That(fast.Rate > 55 * Hz && fast.Rate < 61 * Hz, $"fast rhythm, 55 to 61 Hz: {fast}");
RhythmBetween("fast", fast, 160 * Hz, 200 * Hz);

var irregular = Simulate("Asynchronous irregular", g: 5, eta: 2, 2 * options.Duration, publish: true);
Check.That((irregular.Rate / irregular.TheoryRate - 1).Abs() < 0.03, $"asynchronous irregular, within 3 % of theory: {irregular}");
Check.That(irregular.Synchrony < fast.Synchrony / 2 && irregular.Cv > 3 * regular.Cv && irregular.TheoryRhythm.Gain < 1,
    "it is less synchronous than the fast rhythm and less regular than the first state; in theory all rhythms die out");

var slow = Simulate("Synchronous irregular, slow rhythm", g: 4.5, eta: 0.9, 4 * options.Duration);
Check.That(slow.Rate > 5 * Hz && slow.Rate < 6.6 * Hz, $"slow rhythm, 5 to 6.6 Hz: {slow}");
RhythmBetween("slow", slow, 17 * Hz, 30 * Hz);

figure.Save(options.OutputFile("brunel-2000.png"));
return Check.Exit();

static void RhythmBetween(string name, Activity activity, Quantity low, Quantity high)
{
    var (peak, theory) = (activity.Spectrum.Peak(5 * Hz, 500 * Hz), activity.TheoryRhythm);
    Check.That(peak > low && peak < high && theory.Gain > 1,
        FormattableString.Invariant($"{name} rhythm, {low} to {high}: the spectrum of the rate has its peak at {peak.Si:F0} Hz; in theory {theory.Frequency.Si:F0} Hz grow"));
}

Activity Simulate(string state, double g, double eta, Quantity duration, bool publish = false)
{
    BrunelNetwork theory = new(g, eta);
    var (tau, theta, V_r, J, delay) = (theory.Tau, theory.Threshold, theory.Reset, theory.J, theory.Delay - options.Dt);

    // The step begins with the threshold, right after the input of the step before: a spike that lifts a cell to its threshold makes it fire before any
    // of it leaks away. From a threshold to the synapses at the end of its step a spike takes a step already.
    using var net = options.NewNetwork();
    net.Slots = ["start", "thresholds", "resets", "groups", "synapses", "end"];
    var cells = net.Add(new NeuronGroup(
        cellsOfAll, $"dv/dt = -v/{tau} : volt (unless refractory)", threshold: $"v >= {theta}", reset: $"v = {V_r}", refractory: theory.Refractory) { Name = "cells" });
    cells["v"].Set($"rand()*{theta}");
    net.Add(new PoissonInput(cells, "v", theory.ExcitatoryInputs, eta * theory.ThresholdRate, J));
    net.Add(new Synapses(cells[..10000], cells, onPre: $"v += {J}", delay: delay)).Connect(i: "k for k in sample(N_pre, size=1000)");
    net.Add(new Synapses(cells[10000..], cells, onPre: $"v -= {g}*{J}", delay: delay)).Connect(i: "k for k in sample(N_pre, size=250)");
    var spikes = net.Add(new SpikeMonitor(cells[..recorded]));
    var population = net.Add(new PopulationRateMonitor(cells));

    net.Run(duration, options.Progress);

    if (publish) { options.Publish(net.Report("brunel-2000")); }
    var window = (Math.Max(duration.Si - 0.2, 0), duration.Si);
    var rates = population.Rates(0.5 * ms);
    figure.Add(new Panel { Title = FormattableString.Invariant($"{state}: g = {g}, eta = {eta}"), YLabel = "cell", XLimits = window, YLimits = (0, shown), Height = 1.5 }
        .Raster([.. spikes.Times.Zip(spikes.Indices.ToArray()).Where(x => x.Second < shown).Select(x => x.First)], [.. spikes.Indices.ToArray().Where(i => i < shown)]));
    figure.Add(new Panel { YLabel = "rate [Hz]", XLimits = window }.Line([.. rates.Select((_, k) => (k + 0.5) * 0.5e-3)], rates));

    var (first, rate) = ((int)Math.Round((transient / options.Dt).Si), theory.StationaryRates()[^1]);
    var trains = spikes.Trains().Select(times => Array.FindAll(times, time => time > transient.Si));
    return new(
        population.Rates()[first..], options.Dt, trains.Select(times => SpikeTrainStatistics.IntervalCv(times)).Where(double.IsFinite).Average(),
        SpikeCounts.FanoFactor(population.Counts[first..]), rate, theory.IntervalCv(rate), theory.Rhythm(rate));
}

/// <summary>What a network does once it has settled, and what mean-field theory says of it.</summary>
/// <param name="Rates">Rate of all cells in each step [Hz].</param>
/// <param name="Dt">The step [s].</param>
/// <param name="Cv">Mean coefficient of variation of the intervals of a cell.</param>
/// <param name="Synchrony">Variance over mean of the spikes of all cells in a step: 1 for independent cells.</param>
/// <param name="TheoryRate">Rate of a network without synchrony [Hz].</param>
/// <param name="TheoryCv">Its coefficient of variation.</param>
/// <param name="TheoryRhythm">The rhythm that it amplifies most, or dampens least.</param>
internal sealed record Activity(
    double[] Rates, Quantity Dt, double Cv, double Synchrony, Quantity TheoryRate, double TheoryCv, (Quantity Frequency, double Gain) TheoryRhythm)
{
    public Quantity Rate => Rates.Average() * Hz;

    public PowerSpectrum Spectrum => PowerSpectrum.Of(Rates, Dt, 2.5 * Hz);

    public override string ToString() => FormattableString.Invariant(
        $"rate {Rate.Si:F2} Hz (theory {TheoryRate.Si:F2}), CV {Cv:F2} (theory {TheoryCv:F2}), counts vary {Synchrony:F1} times as much as those of independent cells");
}
