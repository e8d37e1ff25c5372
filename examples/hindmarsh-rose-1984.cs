#:project ../src/Cajal/Cajal.csproj
#:project ../src/Cajal.Plots/Cajal.Plots.csproj
#:property PublishAot=false

// Hindmarsh, J. L. and Rose, R. M. (1984). A model of neuronal bursting using three coupled first order differential equations.
// Proc. R. Soc. Lond. B 221, 87-102. The same cell rests, bursts,
// bursts without a rule (chaos), or fires, as its current I grows; r sets how slow its adaptation is.
using Cajal;
using Cajal.Plots;
using Cajal.Units;
using static Cajal.Units.SI;

var options = RunOptions.Parse(args, "hindmarsh-rose-1984", "One cell that rests, bursts or fires, by its current alone.", 3 * s);
(string Name, double Current, double R)[] states = [("rest", 1, 0.005), ("bursts", 2, 0.001), ("random bursts", 3.25, 0.005), ("tonic firing", 4, 0.005)];

using var net = options.NewNetwork();

// The paper's variables and time are pure numbers; here a unit of time is a millisecond.
var cells = net.Add(new NeuronGroup(
    states.Length,
    """
    dx/dt = (y - x**3 + 3*x**2 - z + I)/ms : 1             # potential
    dy/dt = (1 - 5*x**2 - y)/ms : 1                        # recovery
    dz/dt = r*(4*(x + (1 + sqrt(5))/2) - z)/ms : 1     # adaptation, slow; -(1 + sqrt(5))/2 is the resting x at I = 0
    I : 1
    r : 1
    """,
    threshold: "x > 1", refractory: "x > 1", method: "rk4") { Name = "cells" });
(cells["x"], cells["y"], cells["z"]) = (-1.6, "1 - 5*x**2", 2.0);
cells["I"] = states.Select(k => k.Current).ToArray();
cells["r"] = states.Select(k => k.R).ToArray();
var spikes = net.Add(new SpikeMonitor(cells));
var traces = net.Add(new StateMonitor(cells, ["x", "z"]));

net.Run(options.Duration, options.Progress);

options.Publish(net.Report("hindmarsh-rose-1984"));
Figure figure = new() { Height = 820 };
for (var k = 0; k < states.Length; k++)
{
    figure.Add(new Panel { Title = FormattableString.Invariant($"{states[k].Name}: I = {states[k].Current}, r = {states[k].R}"), YLabel = "x, z", YLimits = (-2.2, 4.5) }
        .Line(traces.Times, traces.Of("x", k), "x", Palette.Blue, width: 1)
        .Line(traces.Times, traces.Of("z", k), "z", Palette.Vermilion));
}

figure.Save(options.OutputFile("hindmarsh-rose-1984.png"));

// Intervals after the transient of the slow variable, and how many spikes there are between two long ones.
var intervals = states.Select((_, k) => SpikeTrainStatistics.Intervals([.. spikes.TimesOf(k).Where(t => t > options.Duration.Si / 3)])).ToArray();
Check.That(intervals[0].Length == 0, "I = 1: the cell rests");
Check.That(SpikesPerBurst(intervals[1]) is [var first, .. var others] && first >= 5 && others.All(n => n == first) && intervals[1].Max() > 5 * intervals[1].Min(), $"I = 2: bursts of {string.Join(", ", SpikesPerBurst(intervals[1]))} spikes, all alike");
Check.That(SpikesPerBurst(intervals[2]).Distinct().Count() > 1, $"I = 3.25: bursts of {string.Join(", ", SpikesPerBurst(intervals[2]))} spikes, without a rule");
Check.That(intervals[3].Max() < 1.1 * intervals[3].Min(), "I = 4: single spikes at equal intervals");
return Check.Exit();

// A burst ends where an interval is more than half of the longest; the first and the last may be cut off.
static int[] SpikesPerBurst(double[] intervals)
{
    int[] ends = [.. intervals.Index().Where(x => x.Item > intervals.Max() / 2).Select(x => x.Index)];
    return [.. ends.Zip(ends.Skip(1), (a, b) => b - a)];
}
