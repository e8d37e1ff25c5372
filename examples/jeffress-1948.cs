#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Jeffress, L. A. (1948). A place theory of sound localization. J. Comp. Physiol. Psychol. 41, 35-39.
// Two ears send spikes along delay lines to a row of coincidence detectors; the detector whose delays make up for the difference of the
// sound's arrival times at the ears fires most, so that the place in the row tells where the sound comes from.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

const int Fibres = 40, Detectors = 81;
var options = RunOptions.Parse(args, "jeffress-1948", "A sound goes round the head, and its direction is read from coincidence detectors.", 1 * s, defaultDt: 0.02 * ms);
using var net = options.NewNetwork();

// Ears: fibres that fire at a preferred phase of a tone, with jitter. The source goes round once; the difference of arrival times follows.
var (tone, largest, tau_ear, once) = (500 * Hz, 0.7 * ms, 0.5 * ms, options.Duration);
var ears = net.Add(new NeuronGroup(
    2 * Fibres,
    $"""
    dv/dt = (3*clip(sound, 0, 1) - v)/{tau_ear} + 0.3*xi/sqrt({tau_ear}) : 1 (unless refractory)
    sound = sin(2*pi*{tone}*(t - side*difference/2)) : 1
    difference = {largest}*sin(2*pi*t/{once}) : second
    side : 1   # -1 left, 1 right
    """,
    threshold: "v > 1", reset: "v = 0", refractory: "1*ms", method: "euler") { Name = "ears" });
var (left, right) = (ears[..Fibres], ears[Fibres..]);
(left["side"], right["side"]) = (-1.0, 1.0);

// Detectors: short memories, so that only coincident spikes reach the threshold; delays grow along the row from the one ear, and fall from the other.
var detectors = net.Add(new NeuronGroup(Detectors, $"dv/dt = -v/{0.2 * ms} : 1", threshold: "v > 1", reset: "v = 0") { Name = "detectors" });
var fromLeft = net.Add(new Synapses(left, detectors, onPre: $"v += {0.9 / Fibres}")).Connect();
var fromRight = net.Add(new Synapses(right, detectors, onPre: $"v += {0.9 / Fibres}")).Connect();
fromLeft.Delay = $"{largest}*j/{Detectors - 1}";
fromRight.Delay = $"{largest}*(1 - j/{Detectors - 1})";
var spikes = net.Add(new SpikeMonitor(detectors));

net.Run(options.Duration, options.Progress);

options.Publish(net.Report("jeffress-1948"));

// In each fortieth of the way: where the active detectors lie, as the difference that their delays make up for, and the true one.
const int Windows = 40;
double Difference(double place) => largest.Si * ((2 * place / (Detectors - 1)) - 1);
var places = spikes.Times.Zip(spikes.Indices.ToArray()).ToLookup(x => (int)(x.First / options.Duration.Si * Windows), x => x.Second);
double[] middles = [.. Enumerable.Range(0, Windows).Select(k => (k + 0.5) * options.Duration.Si / Windows)];
double[] read = [.. middles.Select((_, k) => places[k].Any() ? Difference(places[k].Average()) : double.NaN)];
double[] actual = [.. middles.Select(t => largest.Si * Math.Sin(2 * Math.PI * t / options.Duration.Si))];

new Figure { Title = "Where the sound is", Height = 640 }
    .Add(new Panel { YLabel = "detector", YLimits = (0, Detectors - 1), Height = 2 }.Raster(spikes.Times, spikes.Indices))
    .Add(new Panel { YLabel = "difference of arrival [s]" }.Line(middles, actual, "of the source", Palette.Blue).Scatter(middles, read, "read from the detectors", Palette.Vermilion, diameter: 6))
    .Save(options.OutputFile("jeffress-1948.png"));

var errors = read.Zip(actual, (r, a) => Math.Abs(r - a)).ToArray();
Check.That(places.Count == Windows, "there is a direction at every moment");
Check.That(errors.Average() < 50e-6, FormattableString.Invariant($"the mean error is below 50 us, 7 % of the largest difference: {errors.Average() * 1e6:F0} us"));
Check.That(errors.Max() < 150e-6, FormattableString.Invariant($"no error is above 150 us: {errors.Max() * 1e6:F0} us"));
return Check.Exit();
