using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Bench.Workloads;

/// <summary>
/// The network of examples/working-memory.cs: 8,000 + 2,000 cells with depressing synapses, those between excitatory cells (12 million, each slow or fast)
/// bistable and event-driven. The first second of its protocol: a stimulus to population A, then a strong one, by which its synapses learn. With --scale cells
/// keep their number of synapses down to a fifth.
/// </summary>
internal sealed class WorkingMemory : Workload
{
    public override string About => "Working-memory network of 10,000 cells with bistable synapses, slow and fast, of which one population learns a stimulus";

    public override IReadOnlyList<RunOption> Options => [ScaleOption("Number of cells")];

    public override IReadOnlyList<Population> Build(Network net, RunOptions options)
    {
        var scale = Scale(options);
        var (count, p) = ((int)(8000 * scale), Math.Min(0.2 / scale, 1));
        var excitatory = net.Add(Cells("excitatory", count, 20 * ms, 15 * mV));
        var inhibitory = net.Add(Cells("inhibitory", (int)(2000 * scale), 10 * ms, 10 * mV));
        var slow = net.Add(Bistable(excitatory, "I_s_post += J*x_pre/(100*ms)")).Connect("i != j", p: 0.5 * p);
        net.Add(Bistable(excitatory, "v_post += J*x_pre")).Connect("i != j", p: 0.45 * p / (1 - (0.5 * p)), except: [slow]);
        net.Add(new Synapses(excitatory, inhibitory, onPre: "v_post += 0.08*mV*x_pre")).Connect(p: p);
        net.Add(new Synapses(inhibitory, excitatory, onPre: "v_post -= 0.18*mV*x_pre")).Connect(p: p);
        net.Add(new Synapses(inhibitory, inhibitory, onPre: "v_post -= 0.18*mV*x_pre")).Connect("i != j", p: p);

        var stimulated = excitatory[..(int)(0.19 * count)];
        var rise = new TimedArray(Enumerable.Range(0, 20).Select(k => k is 4 or 5 or 6 or 7 ? 0.3 : k is >= 14 and < 19 ? 1.0 : 0).ToArray(), 50 * ms);
        Input(excitatory, 0.437 * mV, 17.5 * mV / (20 * ms));
        Input(inhibitory, 0.252 * mV, 17.87 * mV / (10 * ms));
        Input(stimulated, 0.437 * mV, 20 * mV / (20 * ms), $"{rise}(t)");
        return
        [
            new("A", stimulated, 31, 35, "here 32.4 to 32.9 Hz over seeds, at full size and a quarter of it"),
            new("others", excitatory[stimulated.Count..], 0.4, 0.6, "here 0.46 to 0.49 Hz"),
            new("inhibitory", inhibitory, 6.3, 7.2, "here 6.7 to 6.8 Hz"),
        ];

        void Input(Subgroup cells, Quantity J, Quantity drive, ModelText? factor = null) =>
            net.Add(new PoissonInput(cells, "v", 1000, drive / (1000 * J), factor is null ? J : $"{J}*{factor}"));
    }

    private static NeuronGroup Cells(string name, int count, Quantity tau_m, Quantity V_reset) => new(
        count,
        $"""
        dv/dt = I_s - v/{tau_m} : volt (unless refractory)
        dI_s/dt = -I_s/(100*ms) : volt/second
        dx/dt = (1 - x)/(200*ms) : 1
        seen = v : volt (constant over dt)
        """,
        threshold: "v >= 20*mV", reset: $"v = {V_reset}; x -= 0.45*x", refractory: 2 * ms)
    { Name = name };

    private static Synapses Bistable(NeuronGroup cells, string transmit) => new(
        cells, cells,
        """
        dL/dt = 10*Hz*int(L > 0.4 and L < 1) - 14.7*Hz*int(L <= 0.4 and L > 0) : 1 (event-driven)
        J = 0.03*mV + 0.18*mV*int(L > 0.4) : volt
        """,
        onPre: transmit + "\nL = clip(L + 0.25*int(seen_post >= 17.5*mV) - 0.17*int(seen_post < 15.5*mV), 0, 1)");
}
