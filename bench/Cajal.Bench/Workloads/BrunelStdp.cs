using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>
/// The network of <see cref="Brunel"/> with 8,000 excitatory and 2,000 inhibitory cells, in which the 6.4 million synapses among excitatory cells learn
/// by spike-timing dependent plasticity: a spike of the source weakens in proportion to the weight, one of the target strengthens in proportion to what is
/// missing to the greatest weight (van Rossum et al. 2000; Zenke and Gerstner 2014).
/// </summary>
internal sealed class BrunelStdp : Workload
{
    private const double Alpha = 2.02;
    private Synapses? _plastic;

    public override string About => "Sparse network of 10,000 cells with 6.4 million plastic synapses (Brunel 2000, multiplicative STDP)";

    public override IReadOnlyList<Population> Build(Network net, RunOptions options)
    {
        BrunelNetwork theory = new(G: 5, Eta: 2);
        var (tau, lambda, w_max) = (20 * ms, 0.01, 0.3 * mV);
        var cells = net.Add(Brunel.Cells(theory, 10000));
        var (excitatory, inhibitory) = (cells[..8000], cells[8000..]);
        net.Add(new PoissonInput(cells, "v", theory.ExcitatoryInputs, theory.Eta * theory.ThresholdRate, theory.J));
        _plastic = net.Add(new Synapses(
            excitatory, excitatory,
            $"""
            w : volt
            dApre/dt = -Apre/{tau} : 1 (event-driven)
            dApost/dt = -Apost/{tau} : 1 (event-driven)
            """,
            onPre: $"v_post += w; Apre += 1; w -= {lambda}*{Alpha}*w*Apost",
            onPost: $"Apost += 1; w += {lambda}*({w_max} - w)*Apre",
            delay: theory.Delay));
        _plastic.Connect(p: 0.1)["w"] = theory.J;
        net.Add(new Synapses(excitatory, inhibitory, onPre: $"v += {theory.J}", delay: theory.Delay)).Connect(p: 0.1);
        net.Add(new Synapses(inhibitory, cells, onPre: $"v -= {theory.G}*{theory.J}", delay: theory.Delay)).Connect(p: 0.1);
        const string source = "mean-field theory before learning: 43.2 Hz, which falls with the weights; Brian2 2.5.1: 40.8 Hz in the first 0.2 s";
        return [new("excitatory", excitatory, 34, 44, source), new("inhibitory", inhibitory, 34, 44, source)];
    }

    public override void CheckRun(RunReport report)
    {
        // Of independent spikes, those that strengthen and those that weaken balance where alpha·w = w_max - w.
        var (mean, balance) = (_plastic!["w"].ToArray().Average() / 1e-3, 0.3 / (1 + Alpha));
        Check.That(Math.Abs(mean - balance) < 0.02 * balance, FormattableString.Invariant($"the mean weight is {balance:F4} mV ± 2 %: {mean:F4} mV"));
    }
}
