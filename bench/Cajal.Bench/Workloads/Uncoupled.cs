using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>10,000 integrate-and-fire cells under constant input, solved exactly, without synapses: what a step of a neuron costs.</summary>
internal sealed class Uncoupled : Workload
{
    public override string About => "10,000 integrate-and-fire cells without synapses";

    public override Quantity Duration => 10 * s;

    public override IReadOnlyList<RunOption> Options => [ScaleOption("Number of cells")];

    public override IReadOnlyList<Population> Build(Network net, RunOptions options)
    {
        var (tau, theta, V_r, mu, pause) = (20 * ms, 20 * mV, 10 * mV, 25 * mV, 2 * ms);
        var cells = net.Add(new NeuronGroup(
            (int)Math.Ceiling(10_000 * Scale(options)), $"dv/dt = ({mu} - v)/{tau} : volt (unless refractory)",
            threshold: $"v > {theta}", reset: $"v = {V_r}", refractory: pause, method: "exact")
        { Name = "cells" });
        cells["v"] = $"{V_r} + rand()*({theta} - {V_r})";

        // From the reset to the threshold it takes tau·ln((mu - V_r)/(mu - theta)), rounded up to a step; the first step of it ends with the pause.
        var rate = 1 / (pause.Si + (Math.Floor(tau.Si * Math.Log(((mu - V_r) / (mu - theta)).Si) / net.Dt.Si) * net.Dt.Si));
        var slack = 1 / options.Duration.Si;
        return [new("cells", cells, rate - slack, rate + slack, FormattableString.Invariant($"closed form: {rate:F3} Hz; each cell fires a whole number of times"))];
    }
}
