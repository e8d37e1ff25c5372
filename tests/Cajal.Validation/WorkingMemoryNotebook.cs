using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>The arithmetic of the working-memory notebook (examples/working-memory.cs --as-written), with the synapses and inputs of its reference run.</summary>
internal sealed class WorkingMemoryNotebook : IDisposable
{
    private const int Excitatory = 400, All = 500;

    /// <param name="learns">Whether the latent variable is fed back, which the notebook forgets.</param>
    /// <param name="clamps">Whether it is kept within 0 and 1.</param>
    /// <param name="isDense">Whether pairs without a synapse have one of weight 0.</param>
    public WorkingMemoryNotebook(NpzFile data, Precision precision, bool learns = false, bool clamps = false, bool isDense = false)
    {
        Network = new() { Precision = precision, Warned = null };
        Cells = Network.Add(new NeuronGroup(
            All,
            """
            v, I_s, I_f, x, a : 1
            slow, fast : 1
            tau_m, V_reset, amplitude, phase, period : 1
            sigma = int(v >= 20) : 1
            I_e = amplitude*sin(t_in_timesteps*(200/1999.0)/period + phase) + amplitude : 1
            """,
            threshold: "v >= 20 and a == 0", events: new() { ["active"] = "v >= 20" }));
        (Cells["x"], Cells["tau_m"], Cells["V_reset"]) = (1.0, "20 - 10*(i // 400)", "15 - 5*(i // 400)");
        var (input, pairs) = (data["input"], data["pairs"]);
        (Cells["amplitude"], Cells["phase"], Cells["period"]) = (Row(0), Row(1), Row(2));
        // A pair of source and target: 0 none, 1 fast, 2 slow; 2 more where the synapse is potentiated.
        List<int> sources = [], targets = [];
        for (var i = 0; i < All; i++)
        {
            for (var j = 0; j < All; j++)
            {
                if (!isDense && pairs[i, j] == 0) { continue; }
                sources.Add(i);
                targets.Add(j);
            }
        }

        Synapses = Network.Add(new Synapses(Cells, Cells, "J_slow, J_fast, L, is_plastic : 1"));
        Synapses.AddPathway("active", "slow_post += J_slow*x_pre; fast_post += J_fast*x_pre", onEvent: "active");
        Synapses.Connect(sources.ToArray(), targets.ToArray());
        (Synapses["J_slow"], Synapses["J_fast"]) = (Each(k => Weight(k, isSlow: true)), Each(k => Weight(k, isSlow: false)));
        (Synapses["L"], Synapses["is_plastic"]) = (Each(k => Kind(k) > 2 ? 1 : 0), Each(k => IsPlastic(k) ? 1 : 0));
        Synapses.RunRegularly(
            $"""
            r = -0.0147*int(L <= 0.4) + 0.01*int(L >= 0.4)
            f_v = 0.25*int(17.5 <= v_post)*int(v_post <= 20) - 0.17*int(v_post <= 15.5)*int(v_post <= V_reset_post)
            L_new = L + 0.1*is_plastic*(r + f_v*sigma_pre)
            {(clamps ? "L_new = clip(L_new, 0, 1)" : "")}
            up = int(L <= 0.4)*int(0.4 < L_new)
            down = int(L >= 0.4)*int(0.4 > L_new)
            J_fast = int(J_fast != 0)*(0.21*up + 0.03*down + J_fast*(1 - (up + down)))
            J_slow = int(J_slow != 0)*(0.21*up + 0.03*down + J_slow*(1 - (up + down)))
            {(learns ? "L = L_new" : "")}
            """,
            when: "end");
        Cells.RunRegularly(
            """
            I_t = I_s + I_f + I_e
            I_s += 0.1/10*(-I_s + slow)
            I_f = fast
            a_new = (a + 1/2.0*0.1*sigma)*int(a < 1)
            v_new = V_reset*int(a >= 1) + (v + (-v/tau_m + I_t)*0.1*int(v <= 20))*int(a < 1)
            x += 0.1*((1 - x)/200) - 0.45*x*sigma
            v = v_new
            a = a_new
            slow = 0
            fast = 0
            """,
            when: "end", order: 1);
        Spikes = Network.Add(new SpikeMonitor(Cells));

        double Weight(int k, bool isSlow) => Kind(k) is var kind and > 0 && (kind % 2 == 0) == isSlow ? (IsPlastic(k) ? (kind > 2 ? 0.21 : 0.03) : sources[k] < Excitatory ? 0.08 : -0.18) : 0;

        int Kind(int k) => (int)pairs[sources[k], targets[k]];

        bool IsPlastic(int k) => Kind(k) > 0 && sources[k] < Excitatory && targets[k] < Excitatory;

        double[] Each(Func<int, double> of) => [.. Enumerable.Range(0, sources.Count).Select(of)];

        double[] Row(int k) => [.. Enumerable.Range(0, All).Select(i => input[k, i])];
    }

    public Network Network { get; }

    public NeuronGroup Cells { get; }

    public Synapses Synapses { get; }

    public SpikeMonitor Spikes { get; }

    /// <summary>Number of plastic synapses that are potentiated.</summary>
    public int Potentiated => Synapses["J_fast"].ToArray().Zip(Synapses["J_slow"].ToArray()).Count(j => j.First > 0.2 || j.Second > 0.2);

    /// <summary>Runs the network to a column of the notebook's arrays.</summary>
    public void RunTo(int column) => Network.Run(((column * 0.1) * ms) - Network.Time);

    public void Dispose() => Network.Dispose();
}
