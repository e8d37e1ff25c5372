using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>
/// The event model of examples/working-memory.cs with 400 + 100 neurons, where an excitatory one has 76 excitatory synapses instead of 1,520, of twelve times
/// the efficacy. Two populations take turns in a strong input, so that synapses go over the threshold both ways.
/// </summary>
internal sealed class WorkingMemoryNetwork : IDisposable
{
    /// <summary>
    /// The threshold of the latent variable, 0.4 in the paper. Jumps and drifts of whole steps are multiples of 1e-5, so that some synapses would come to be
    /// at 0.4 itself, where rounding decides to which side they belong; none comes here.
    /// </summary>
    public const double Threshold = 0.400003;

    /// <param name="advance">How the latent variable is advanced: "event-driven" or "clock-driven".</param>
    public WorkingMemoryNetwork(string advance = "event-driven", int threads = 1, string backend = "cpu")
    {
        Network = new() { Seed = 3, Threads = threads, Backend = backend, Warned = null };
        var (excitatory, inhibitory) = (Cells(400, 20 * ms, 15 * mV), Cells(100, 10 * ms, 10 * mV));
        ModelText model = $"""
            dL/dt = 10*Hz*int(L > {Threshold} and L < 1) - 14.7*Hz*int(L <= {Threshold} and L > 0) : 1 ({advance})
            J = 12*(0.03*mV + 0.18*mV*int(L > {Threshold})) : volt
            """;
        foreach (var transmit in (string[])["v_post += J*x_pre", "I_s_post += J*x_pre/(100*ms)"])
        {
            var synapses = Network.Add(new Synapses(
                excitatory, excitatory, model,
                onPre: transmit + "\nL = clip(L + 0.25*int(seen_post >= 17.5*mV) - 0.17*int(seen_post < 15.5*mV), 0, 1)")).Connect("i != j", p: 0.095);
            synapses["L"] = "int(rand() < 0.2)";
            Plastic.Add(synapses);
        }

        Network.Add(new Synapses(excitatory, inhibitory, onPre: "v_post += 12*0.08*mV*x_pre")).Connect(p: 0.2);
        Network.Add(new Synapses(inhibitory, excitatory, onPre: "v_post -= 12*0.18*mV*x_pre")).Connect(p: 0.2);
        Network.Add(new PoissonInput(excitatory, "v", 1000, 2.2 * Hz, 0.4 * mV));
        Network.Add(new PoissonInput(inhibitory, "v", 1000, 7 * Hz, 0.25 * mV));
        Network.Add(new PoissonInput(excitatory, "v", 1000, 2 * Hz, "0.4*mV*int(i // 200 == int(t/(0.25*second)) % 2)"));
        Spikes = [Network.Add(new SpikeMonitor(excitatory)), Network.Add(new SpikeMonitor(inhibitory))];
    }

    public Network Network { get; }

    /// <summary>The projections whose synapses learn.</summary>
    public List<Synapses> Plastic { get; } = [];

    public SpikeMonitor[] Spikes { get; }

    public void Dispose() => Network.Dispose();

    private NeuronGroup Cells(int count, Quantity tau_m, Quantity V_reset) => Network.Add(new NeuronGroup(
        count,
        $"""
        dv/dt = I_s - v/{tau_m} : volt (unless refractory)
        dI_s/dt = -I_s/(100*ms) : volt/second
        dx/dt = (1 - x)/(200*ms) : 1
        seen = v : volt (constant over dt)
        """,
        threshold: "v >= 20*mV", reset: $"v = {V_reset}; x -= 0.45*x", refractory: 2 * ms));
}
