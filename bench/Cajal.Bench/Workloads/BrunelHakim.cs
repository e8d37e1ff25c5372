using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>
/// Brunel and Hakim (1999): 5,000 inhibitory cells under white noise with 1,000 synapses each. With one delay of 2 ms they oscillate together; the same network
/// with delays between 0 and 4 ms, one for each synapse, tells what such delays cost.
/// </summary>
internal sealed class BrunelHakim : Workload
{
    public override string About => "5,000 noisy inhibitory cells, 5 million synapses with one delay or many (Brunel and Hakim 1999)";

    public override IReadOnlyList<RunOption> Options => [RunOption.Choice("delays", "2 ms for all synapses, or 0 to 4 ms", "homogeneous", "heterogeneous")];

    public override IReadOnlyList<Population> Build(Network net, RunOptions options)
    {
        var (tau, theta, V_r, J) = (20 * ms, 20 * mV, 10 * mV, 0.1 * mV);
        var isHomogeneous = options.Value("delays") == "homogeneous";
        var (mu, sigma) = isHomogeneous ? (25 * mV, 1 * mV) : (27 * mV, 0.33 * mV);
        var cells = net.Add(new NeuronGroup(
            5000, $"dv/dt = ({mu} - v + {sigma}*sqrt({tau})*xi)/{tau} : volt", threshold: $"v > {theta}", reset: $"v = {V_r}", method: "euler")
        { Name = "cells" });
        cells["v"] = V_r;
        var synapses = net.Add(new Synapses(cells, cells, onPre: $"v -= {J}")).Connect(p: 0.2);
        synapses.Delay = isHomogeneous ? "2*ms" : "4*ms*rand()";

        // Mean-field theory: the rate at which mu less the recurrent input, with its noise, gives that rate (WhiteNoiseLif).
        var (theory, brian) = isHomogeneous ? (3.449, 3.54) : (4.153, 4.08);
        return [new("cells", cells, 0.94 * theory, 1.06 * theory, FormattableString.Invariant($"mean-field theory: {theory} Hz, ± 6 %; Brian2 2.5.1: {brian} Hz"))];
    }
}
