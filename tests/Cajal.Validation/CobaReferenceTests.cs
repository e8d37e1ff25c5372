using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Validation;

/// <summary>
/// The conductance-based network of Vogels and Abbott (2005) with 1,600 + 400 cells against Brian2 2.5.1 (numpy target, float64).
/// The network is chaotic: rounding parts two runs in the end, so spikes are compared over the first 100 ms, and rates over the whole run.
/// </summary>
public sealed class CobaReferenceTests
{
    private const int FirstSteps = 1000;

    public static TheoryData<string, string, int> Runs => new()
    {
        { "coba_A", "cpu", 1 }, { "coba_A", "cpu", 2 }, { "coba_A", "cpu", 4 },
        { "coba_delays_A", "cpu", 1 }, { "coba_delays_A", "cpu", 2 }, { "coba_delays_A", "cpu", 3 },
    };

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_COBA_network_gives_the_spikes_of_Brian2_for_100_ms(string reference, string backend, int threads)
    {
        using var data = NpzFile.Open($"{reference}.npz");
        using Network net = new() { Backend = backend, Threads = threads };
        var (taum, taue, taui, Vt, Vr, El, Ee, Ei, gl) = (20 * ms, 5 * ms, 10 * ms, -50 * mV, -60 * mV, -60 * mV, 0 * mV, -80 * mV, 10 * nS);
        var (we, wi) = (6 * nS, 67 * nS);
        var cells = net.Add(new NeuronGroup(
            2000,
            $"""
            dv/dt = (-(v-{El}) - (ge/{gl})*(v-{Ee}) - (gi/{gl})*(v-{Ei}))/{taum} : volt (unless refractory)
            dge/dt = -ge/{taue} : siemens
            dgi/dt = -gi/{taui} : siemens
            """,
            threshold: $"v > {Vt}", reset: $"v = {Vr}", refractory: $"{5 * ms}", method: "exponential_euler"));
        var initial = data["initial"];
        (cells["v"], cells["ge"], cells["gi"]) = (initial.Column(0) * mV, initial.Column(1) * nS, initial.Column(2) * nS);
        Connect(net.Add(new Synapses(cells[..1600], cells, onPre: $"ge += {we}")), "exc");
        Connect(net.Add(new Synapses(cells[1600..], cells, onPre: $"gi += {wi}")), "inh");
        var spikes = net.Add(new SpikeMonitor(cells));

        net.Run(250 * ms);

        var expected = data["spikes_step_index"];
        var early = Enumerable.Range(0, expected.Rows).TakeWhile(r => expected[r, 0] < FirstSteps).ToList();
        Assert.Equal(early.Select(r => ((long)expected[r, 0], (int)expected[r, 1])),
            spikes.Steps.ToArray().Zip(spikes.Indices.ToArray()).TakeWhile(x => x.First < FirstSteps));

        // 367 spikes have a Poisson-like spread of 19; five of those.
        Assert.InRange(spikes.Count, expected.Rows - (5 * Math.Sqrt(expected.Rows)), expected.Rows + (5 * Math.Sqrt(expected.Rows)));

        void Connect(Synapses synapses, string name)
        {
            var pairs = data[$"synapses_{name}_i_j"];
            synapses.Connect(pairs.Integers(0), pairs.Integers(1));
            synapses.Delay = data[$"synapses_{name}_delay"].Column(0) * ms;
        }
    }
}
