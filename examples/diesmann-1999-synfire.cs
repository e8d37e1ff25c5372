#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Diesmann, M., Gewaltig, M.-O. and Aertsen, A. (1999). Stable propagation of synchronous spiking in cortical neural networks. Nature 402, 529-533.
// A pulse packet of a spikes with standard deviation sigma in time runs along ten groups of 100 cells, or dies out: figure 4, the (sigma, a) plane.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

const int Groups = 10, Width = 100, Chain = Groups * Width;
var options = RunOptions.Parse(args, "diesmann-1999-synfire", "Pulse packets in synfire chains: which ones survive.", 80 * ms);
(int Spikes, double Sigma)[] packets = [.. from a in (int[])[30, 45, 60, 80, 100] from sigma in (double[])[0, 1, 2, 3, 4, 5] select (a, sigma)];

using var net = options.NewNetwork();

// Cells: resting potential -70 mV, threshold 15 mV above, alpha currents that give potentials of 0.14 mV; the background of 20,000 synapses
// is noise, which lets v fluctuate about a mean of 8.2 mV over rest with a standard deviation of 2.85 mV.
var (tau, tau_psc, delay, arrival, w, mu, sigma_v) = (10 * ms, 0.33 * ms, 5 * ms, 10 * ms, 4.86 * mV, 8.2 * mV, 2.85 * mV);
var cells = net.Add(new NeuronGroup(
    packets.Length * Chain,
    $"""
    dv/dt = (x - (v + 70*mV))/{tau} : volt (unless refractory)
    dx/dt = (y - x)/{tau_psc} : volt
    dy/dt = (-y + {mu} + {sigma_v}*sqrt(2*{tau})*xi)/{tau_psc} : volt
    """,
    threshold: "v > -55*mV", reset: "v = -70*mV", refractory: "1*ms", method: "euler") { Name = "cells" });
cells["v"] = $"-70*mV + {mu} + {sigma_v}*randn()";
(cells["x"], cells["y"]) = (mu, mu);

// One chain a packet: the k-th of 100 inputs spikes once, if k is less than a, at a normally distributed time.
var inputs = net.Add(new NeuronGroup(packets.Length * Width, "at : second", threshold: "t >= at and t < at + dt") { Name = "inputs" });
foreach (var (k, packet) in packets.Index())
{
    inputs["at"][(k * Width)..((k + 1) * Width)] = -1 * s;
    inputs["at"][(k * Width)..((k * Width) + packet.Spikes)] = $"{arrival} + {packet.Sigma * ms}*randn()";
}

// The inputs of a chain reach every cell of its first group, and every cell of a group those of the next.
const string First = "k for k in range(i//100*1000, i//100*1000 + 100)";
const string Next = "k for k in range((i//100 + 1)*100, (i//100 + 2)*100) if (i//100 + 1) % 10 != 0";
net.Add(new Synapses(inputs, cells, onPre: $"y += {w}", delay: delay)).Connect(j: First);
net.Add(new Synapses(cells, cells, onPre: $"y += {w}", delay: delay)).Connect(j: Next);
var spikes = net.Add(new SpikeMonitor(cells));

net.Run(options.Duration, options.Progress);

options.Publish(net.Report("diesmann-1999-synfire"));

// A packet in a group: the spikes within 5 ms of their median, how many and with what spread.
var byGroup = spikes.Times.Zip(spikes.Indices.ToArray()).ToLookup(x => x.Second / Width, x => x.First);
var paths = packets.Select((packet, k) => Path(k, packet)).ToArray();
bool Survives(List<(double Sigma, double Spikes)> path) => path[^1].Spikes > 90;

Panel plane = new() { Title = "From group to group", XLabel = "sigma [ms]", YLabel = "spikes a", XLimits = (0, 5.2), YLimits = (0, 110), Height = 3 };
foreach (var path in paths)
{
    var (sigma, a, color) = (path.Select(p => p.Sigma).ToArray(), path.Select(p => p.Spikes).ToArray(), Survives(path) ? Palette.Blue : Palette.Vermilion);
    plane.Line(sigma, a, color: color, width: 1).Scatter(sigma, a, color: color, diameter: 3).Scatter([sigma[0]], [a[0]], color: color, diameter: 8);
}

Figure figure = new() { ShareX = false, Height = 1100 };
foreach (var packet in ((int, double)[])[(60, 2), (60, 4)])
{
    var start = Array.IndexOf(packets, packet) * Chain;
    var chain = spikes.Times.Zip(spikes.Indices.ToArray()).Where(x => x.Second >= start && x.Second < start + Chain).ToArray();
    figure.Add(new Panel { Title = FormattableString.Invariant($"A packet of {packet.Item1} spikes, sigma = {packet.Item2} ms"), YLabel = "neuron", XLimits = (0, options.Duration.Si), YLimits = (0, Chain) }
        .Raster([.. chain.Select(x => x.First)], [.. chain.Select(x => x.Second - start)], Survives(paths[start / Chain]) ? Palette.Blue : Palette.Vermilion));
}

figure.Add(plane).Save(options.OutputFile("diesmann-1999-synfire.png"));

var strong = packets.Index().Where(p => p.Item is { Spikes: >= 80, Sigma: <= 2 }).Select(p => paths[p.Index]).ToArray();
var weak = packets.Index().Where(p => p.Item is { Spikes: 30 } or { Spikes: 45, Sigma: >= 3 }).Select(p => paths[p.Index]).ToArray();
Check.That(strong.All(p => p[^1] is { Spikes: > 90, Sigma: < 1.2 }), "packets of 80 spikes or more within 2 ms survive, and end as nearly 100 spikes within less than 1.2 ms");
Check.That(weak.All(p => p[^1].Spikes < 20), "packets of 30 spikes, or of 45 spread over 3 ms or more, die out");
Check.That(paths.Count(Survives) is > 12 and < 24, $"{paths.Count(Survives)} of {paths.Length} packets survive");
return Check.Exit();

List<(double Sigma, double Spikes)> Path(int chain, (int Spikes, double Sigma) packet)
{
    List<(double, double)> path = [(packet.Sigma, packet.Spikes)];
    var center = arrival.Si;
    for (var group = 0; group < Groups; group++)
    {
        center += delay.Si;
        var times = Within(center, 8e-3);
        if (times.Length > Width / 5) { center = times[times.Length / 2]; }
        times = Within(center, 5e-3);
        var mean = times.Length == 0 ? 0 : times.Average();
        path.Add((times.Length == 0 ? 0 : Math.Sqrt(times.Average(t => (t - mean) * (t - mean))) * 1e3, times.Length));

        double[] Within(double middle, double half) => [.. byGroup[(chain * Groups) + group].Where(t => Math.Abs(t - middle) < half).Order()];
    }

    return path;
}
