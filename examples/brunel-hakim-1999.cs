#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Brunel, N. and Hakim, V. (1999). Fast global oscillations in networks of integrate-and-fire neurons with low firing rates.
// Neural Comput. 11, 1621-1671. 5,000 inhibitory cells fire at a few Hz each, yet all together they oscillate
// at a frequency that the synaptic delay sets: its period is between two delays and four.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "brunel-hakim-1999", "A fast rhythm of a network whose cells fire slowly and irregularly.", 1 * s);
using var net = options.NewNetwork();

// Each cell hears 1,000 others after a delay, and an external input with mean mu and standard deviation sigma (section 2).
var (tau, theta, V_r, J, mu, sigma) = (20 * ms, 20 * mV, 10 * mV, 0.1 * mV, 25 * mV, 3 * mV);
NeuronGroup Oscillator(string name, Quantity delay)
{
    var cells = net.Add(new NeuronGroup(
        5000, $"dv/dt = ({mu} - v + {sigma}*sqrt({tau})*xi)/{tau} : volt", threshold: $"v > {theta}", reset: $"v = {V_r}", method: "euler") { Name = name });
    cells["v"] = V_r;
    net.Add(new Synapses(cells, cells, onPre: $"v -= {J}", delay: delay)).Connect(p: 0.2);
    return cells;
}

Quantity[] delays = [2 * ms, 4 * ms];
var groups = delays.Select(d => Oscillator($"delay {d}", d)).ToArray();
var spikes = groups.Select(g => net.Add(new SpikeMonitor(g[..1000]))).ToArray();
var rates = groups.Select(g => net.Add(new PopulationRateMonitor(g))).ToArray();

net.Run(options.Duration, options.Progress);

var report = net.Report("brunel-hakim-1999");
options.Publish(report);
Figure figure = new() { ShareX = false, Height = 1250 };
Panel spectra = new() { Title = "Spectrum of the rate of all cells", XLabel = "frequency [Hz]", YLabel = "density over its maximum", XLimits = (0, 400), Height = 1.5 };
foreach (var (k, delay) in delays.Index())
{
    var spectrum = PowerSpectrum.Of(rates[k].Rates(), options.Dt, 5 * Hz);
    var (peak, cellRate) = (spectrum.Peak(20 * Hz, 400 * Hz), report.Populations[k].RateHz);
    Check.That(peak >= 1 / (4 * delay) && peak <= 1 / (2 * delay),
        FormattableString.Invariant($"delay {delay}: all together oscillate at {peak.Si:F0} Hz, between {0.25 / delay.Si:F0} and {0.5 / delay.Si:F0} Hz"));
    Check.That(cellRate < 7 && peak.Si > 10 * cellRate, FormattableString.Invariant($"delay {delay}: each cell fires at only {cellRate:F1} Hz"));

    var (window, bin) = ((0.25, 0.35), 0.5 * ms);
    figure.Add(new Panel { Title = $"A fifth of the cells, delay {delay}", YLabel = "neuron", XLimits = window, YLimits = (0, 1000), Height = 2 }.Raster(spikes[k].Times, spikes[k].Indices));
    figure.Add(new Panel { YLabel = "rate of all [Hz]", XLimits = window }.Line(Middles(bin, rates[k].Rates(bin).Length), rates[k].Rates(bin), color: Palette.Series(k)));
    spectra.Line(spectrum.Frequencies, [.. spectrum.Density.Select(d => d / spectrum.Density.Max())], $"delay {delay}", Palette.Series(k));
}

figure.Add(spectra).Save(options.OutputFile("brunel-hakim-1999.png"));
return Check.Exit();

static double[] Middles(Quantity width, int count) => [.. Enumerable.Range(0, count).Select(k => (k + 0.5) * width.Si)];
