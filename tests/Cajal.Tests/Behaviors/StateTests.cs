using Cajal.Tests.Model;
using static Cajal.Units.SI;

namespace Cajal.Tests.Behaviors;

/// <summary>Going back, storing, saving; finding objects by tags; groups that meet equations.</summary>
public sealed class StateTests
{
    [Fact]
    public void Reset_goes_back_to_the_beginning_and_the_run_repeats()
    {
        var net = Noisy();
        net.SimulateIterations(20);
        var first = net.Recorded("v").ToArray();

        net.Reset();
        Assert.Equal((0, 0), (net.Iteration, net.Recorded("v").Rows));
        net.SimulateIterations(20);

        Assert.Equal(first, net.Recorded("v").ToArray());
    }

    [Fact]
    public void Store_and_Restore_bring_back_variables_matrices_and_recordings()
    {
        var net = Noisy();
        net.SimulateIterations(5);
        net.Store();
        net.SimulateIterations(5);
        var (expected, weights) = (net.Recorded("v").ToArray(), Weights(net));

        net.Restore(sameRandomNumbers: true);
        Assert.Equal((5, 5), (net.Iteration, net.Recorded("v").Rows));
        net.SimulateIterations(5);

        Assert.Equal(expected, net.Recorded("v").ToArray());
        Assert.Equal(weights, Weights(net));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_saved_network_goes_on_in_another_one_as_if_nothing_had_happened(bool sparse)
    {
        var file = Path.Combine(AppContext.BaseDirectory, $"saved-{sparse}.bin");
        var net = Noisy(sparse);
        net.SimulateIterations(5);
        net.Save(file);
        net.SimulateIterations(5);

        var again = Noisy(sparse);
        again.Load(file);
        Assert.Equal(5, again.Iteration);
        again.SimulateIterations(5);

        Assert.Equal(((NeuronGroup)net["cells"])["v"].ToArray(), ((NeuronGroup)again["cells"])["v"].ToArray());
        Assert.Equal(Weights(net), Weights(again));
        File.Delete(file);
    }

    [Fact]
    public void What_cannot_be_saved_or_loaded_says_so()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "wrong.bin");
        using Network mixed = new() { Warned = null };
        mixed.Add(new NeuronGroup(1, "v : 1") { Name = "equations" });
        Mistake.Says("Save knows the state of behaviours only, and 'equations' has equations: use Store() and Restore().", () => mixed.Save(file));
        Mistake.Says("Reset knows the state of behaviours only, and 'equations' has equations: use Store() and Restore().", mixed.Reset);

        Noisy().Save(file);
        using Network other = new();
        Mistake.Says("The file holds the state of 'cells', which the network does not have. Build the same network before loading.", () => other.Load(file));
        var small = other.Add(new NeuronGroup(2) { Name = "cells" });
        Mistake.Says("'cells' has 2 neurons, but 'v' was saved for 6.", () => other.Load(file));
        File.WriteAllBytes(file, [3, 65, 66, 67]);
        Mistake.Says("This file holds no state of a network of behaviours.", () => other.Load(file));
        File.Delete(file);
    }

    [Fact]
    public void Synapses_are_found_by_tag_and_a_tag_that_nobody_has_finds_none()
    {
        using Network net = new();
        var a = net.Add(new NeuronGroup(1) { Tag = "exc, layer 4" });
        var b = net.Add(new NeuronGroup(1) { Name = "inh" });
        var ab = net.Add(new SynapseGroup(a, b) { Tag = "GLUTAMATE" });
        var aa = net.Add(new SynapseGroup(a, a) { Tag = "GLUTAMATE" });

        Assert.Equal([ab], b.Afferent("GLUTAMATE"));
        Assert.Empty(b.Afferent("GABA"));
        Assert.Equal([ab, aa], a.Efferent("All"));
        Assert.Equal([aa], a.Afferent());
        Assert.Equal([a], net.Find("layer 4"));
        Assert.Equal([a, b], net.Find("NeuronGroup"));
        Assert.Same(b, net["inh", 0]);
        Assert.Empty(net.Find("layer 5"));
    }

    [Fact]
    public void Behaviours_are_found_by_class_tag_and_key_with_their_type()
    {
        using Network net = new();
        Lif lif = new() { Threshold = -40, Tag = "model" };
        var n = net.Add(new NeuronGroup(1) { Behaviors = { [3] = lif } });

        Assert.Equal(-40, n.Behaviors.Get<Lif>().Threshold.Value);
        Assert.Same(lif, n["Lif", 0]);
        Assert.Same(lif, net["model", 0]);
        Assert.Same(lif, n.Behaviors[3]);
    }

    [Fact]
    public void Behaviours_equations_and_synapses_act_on_one_another()
    {
        // Neuron k of the behaviours' group spikes in steps k, k + 5, ...; each spike adds 1 to x of its partner at once, and x halves in every step before.
        using Network net = new() { Warned = null, Dt = 1 * ms };
        var emitters = net.Add(new NeuronGroup(5));
        emitters.Behaviors[1] = new Called<NeuronGroup>(n => n.Emit(n["phase"].EqualTo((n.Network!.Iteration - 1) % 5)), n => n["phase"] = "i");
        var cells = net.Add(new NeuronGroup(5, "x : 1\ndrive : 1\ny = x + drive : 1", threshold: "x > 1.9"));
        cells.Behaviors[0] = new Called<NeuronGroup>(n =>
        {
            var x = n["x"];
            x *= 0.5;
            n["drive"] = n["y"].Sum();
        });
        net.Add(new Synapses(emitters, cells, onPre: "x += 1")).Connect(condition: "i == j");
        var emitted = net.Add(new SpikeMonitor(emitters));
        StateMonitor monitor = net.Add(new StateMonitor(cells, ["x", "drive"], [0]));

        net.SimulateIterations(10);

        Assert.Equal([0, 1, 2, 3, 4, 0, 1, 2, 3, 4], emitted.Indices.ToArray());
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7, 8, 9], emitted.Steps.ToArray());
        Assert.Equal([0, 1, 0.5, 0.25, 0.125, 0.0625, 1.03125, 0.515625, 0.2578125, 0.12890625], monitor.Of("x", 0));
        Assert.Equal(10, net.Report("mixed").Spikes);
        Assert.True(monitor.Of("drive", 0)[9] > 0);
        Mistake.Says($"'{cells.Name}' spikes by its threshold, so a behaviour cannot emit spikes. Leave out the threshold, or change what it sees.", () => cells.Emit(cells["x"]));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_do_not_change_what_behaviours_and_synapses_do(int threads)
    {
        var (alone, together) = (Run(1), Run(threads));
        Assert.Equal(alone, together);

        static string Run(int threads)
        {
            using Network net = new() { Warned = null, Threads = threads, Seed = 3 };
            var cells = net.Add(new NeuronGroup(300) { Behaviors = { [1] = new Called<NeuronGroup>(n => n["I"] = n.Vector("uniform(0, 40)")), [3] = new Lif() } });
            var targets = net.Add(new NeuronGroup(200, "dv/dt = -v/(10*ms) : 1", threshold: "v > 1", reset: "v = 0"));
            net.Add(new Synapses(cells, targets, onPre: "v += 0.3")).Connect(p: 0.1);
            net.SimulateIterations(200);
            return net.Report("mixed").Digest;
        }
    }

    private static double[,] Weights(Network net) => ((SynapseGroup)net["synapses"])["W"].ToArray();

    private static Network Noisy(bool sparse = false)
    {
        Network net = new();
        var cells = net.Add(new NeuronGroup(6) { Name = "cells" });
        cells.Behaviors[1] = new Called<NeuronGroup>(n => { var v = n["v"]; v += n.Vector("normal"); }, n => n["v"] = n.Vector("uniform"));
        cells.Behaviors[9] = new Recorder("v");
        net.Add(new SynapseGroup(cells, cells) { Name = "synapses" }).Behaviors[2] =
            new Called<SynapseGroup>(s => s["W"].AddOuter(s.Target["v"], s.Source["v"]), s => s["W"] = s.Matrix("uniform", density: 0.5, sparse: sparse));
        return net;
    }
}
