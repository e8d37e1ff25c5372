using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>100 million synapses of one weight, each pair of cells connected with a probability of 10 %: what making synapses costs.</summary>
internal sealed class Construct : Workload
{
    private const double Probability = 0.1;
    private int _cells;

    public override string About => "100 million synapses of one weight, built and run for 1 ms";

    public override Quantity Duration => 1 * ms;

    public override IReadOnlyList<RunOption> Options => [ScaleOption("Number of synapses")];

    public override IReadOnlyList<Population> Build(Network net, RunOptions options)
    {
        _cells = (int)Math.Round(Math.Sqrt(1e8 * Scale(options) / Probability));
        var cells = net.Add(new NeuronGroup(_cells, "v : 1", threshold: "v > 1", reset: "v = 0") { Name = "cells" });
        net.Add(new Synapses(cells, cells, onPre: "v += 0.001", delay: 1 * ms)).Connect(p: Probability);
        return [new("cells", cells, 0, 0, "they have no input")];
    }

    public override void CheckRun(RunReport report)
    {
        // The number of synapses is binomial; five standard deviations.
        var pairs = (double)_cells * _cells;
        var (mean, spread) = (Probability * pairs, 5 * Math.Sqrt(Probability * (1 - Probability) * pairs));
        Check.That(Math.Abs(report.Synapses - mean) <= spread, FormattableString.Invariant($"there are {mean:N0} ± {spread:N0} synapses: {report.Synapses:N0}"));
    }
}
