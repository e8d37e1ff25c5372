using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Steps leave the managed heap alone: a collection in the middle of a run would make all threads wait.</summary>
public sealed class AllocationTests
{
    private static readonly Dictionary<string, Action<Network>> _networks = new()
    {
        ["something of everything"] = net => SampleNetwork.Build(net),
        ["one weight, one delay, Poisson input"] = Balanced,
        ["weights and delays of their own"] = Heterogeneous,
        ["spike-timing dependent plasticity"] = Learning,
        ["short-term plasticity"] = Depressing,
    };

    public static TheoryData<string, Precision> Cases
    {
        get
        {
            TheoryData<string, Precision> cases = [];
            foreach (var network in _networks.Keys)
            {
                foreach (var precision in Enum.GetValues<Precision>()) { cases.Add(network, precision); }
            }

            return cases;
        }
    }

    // Oracle: the smallest object takes 24 bytes, so one in each step would make 3072 bytes in a slice of 128 steps.
    // What a slice allocates between its steps (a delegate, lists for the digest) stays far below that, however long the slice is. Lists of spikes grow to their
    // size in a few slices; what steps allocate shows in all of them.
    [Theory, MemberData(nameof(Cases))]
    public void A_step_allocates_nothing_on_the_managed_heap(string network, Precision precision)
    {
        using var net = Networks.On("cpu", precision);
        _networks[network](net);
        net.Run(400 * ms);
        List<(long Bytes, double Done)> slices = new(100_000);
        List<long> costs = [];

        // Slices are as long as the machine is fast at the moment; a busy one gets more runs to come to long ones.
        for (var run = 0; run < 20 && costs.Count < 3; run++)
        {
            slices.Clear();
            net.Run(400 * ms, Progress.To(report => slices.Add((GC.GetAllocatedBytesForCurrentThread(), report.Done)), TimeSpan.Zero));
            costs.AddRange(slices.Zip(slices.Skip(1)).Where(x => Math.Round((x.Second.Done - x.First.Done) / 1e-4) >= 128).Select(x => x.Second.Bytes - x.First.Bytes));
        }

        Assert.True(net.Report("").Spikes > 1000, "the network is too quiet to tell");
        Assert.True(costs.Count >= 3, "no slices were long enough to tell");
        var median = costs.Order().ElementAt(costs.Count / 2);
        Assert.True(median < 1500, $"a slice of 128 steps or more allocates {median} bytes");
    }

    private static void Balanced(Network net)
    {
        var cells = Cells(net);
        net.Add(new Synapses(cells[..160], cells, onPre: "v += 0.01", delay: 1.5 * ms)).Connect(p: 0.1);
        net.Add(new Synapses(cells[160..], cells, onPre: "v -= 0.05", delay: 1.5 * ms)).Connect(p: 0.1);
    }

    private static void Heterogeneous(Network net)
    {
        var cells = Cells(net);
        var synapses = net.Add(new Synapses(cells, cells, "w : 1", onPre: "v_post += w")).Connect(p: 0.2);
        synapses["w"] = "-0.01*rand()";
        synapses.Delay = "0.1*ms + 4*ms*rand()";
    }

    private static void Learning(Network net)
    {
        var cells = Cells(net);
        net.Add(new Synapses(
            cells, cells,
            """
            w : 1
            dApre/dt = -Apre/(20*ms) : 1 (event-driven)
            dApost/dt = -Apost/(20*ms) : 1 (event-driven)
            """,
            onPre: "v_post += w; Apre += 1; w -= 0.02*w*Apost", onPost: "Apost += 1; w += 0.01*(0.01 - w)*Apre", delay: 1.5 * ms)).Connect(p: 0.1);
    }

    private static void Depressing(Network net)
    {
        var cells = Cells(net);
        net.Add(new Synapses(cells, cells, "dx/dt = (1 - x)/(100*ms) : 1 (event-driven)", onPre: "v -= 0.05*x; x -= 0.5*x", delay: 0.5 * ms)).Connect(p: 0.1);
    }

    /// <summary>200 cells, which Poisson input drives to some 40 Hz.</summary>
    private static NeuronGroup Cells(Network net)
    {
        var cells = net.Add(new NeuronGroup(200, "dv/dt = -v/(20*ms) : 1 (unless refractory)", threshold: "v > 1", reset: "v = 0.5", refractory: 2 * ms));
        net.Add(new PoissonInput(cells, "v", 100, 100 * Hz, "0.006"));
        return cells;
    }
}
