using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Variables that stand for those of another group.</summary>
public sealed class LinkTests
{
    [Theory, ClassData(typeof(Configurations))]
    public void A_link_reads_the_same_element_the_only_one_the_shared_one_or_a_listed_one(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(100, "x : volt\ns : volt (shared)\ntwice = 2*x : volt"));
        var single = net.Add(new NeuronGroup(1, "x : volt"));
        var cells = net.Add(new NeuronGroup(
            100, "same : volt (linked)\nonly : volt (linked)\nall : volt (linked)\nlisted : volt (linked)\npart : volt (linked)\nnamed : volt (linked)\n"
                + "sub : volt (linked)\nk : integer (constant)\nsum : volt"));
        source["x"] = "i*mV";
        source["s"] = 1 * V;
        single["x"] = 2 * V;
        cells["k"] = "99 - i";
        cells.Link("same", source, "x");
        cells.Link("only", single, "x");
        cells.Link("all", source, "s");
        cells.Link("listed", source, "x", [.. Enumerable.Range(0, 100).Select(k => k / 2)]);
        cells.Link("named", source, "x", "k");
        cells.Link("part", source[[3, 5]], "x", [.. Enumerable.Range(0, 100).Select(k => k % 2)]);
        cells.Link("sub", source, "twice", [.. Enumerable.Range(0, 100).Select(k => k / 2)]);
        double[] numbers = [.. Enumerable.Range(0, 100).Select(k => (double)k)];
        Agreement.Close([.. numbers.Select(k => k * 1e-3)], cells["same"].ToArray(), precision, 3);
        Assert.Equal(2, cells["only"].Si);
        Assert.Equal(1, cells["all"].Si);
        Agreement.Close([.. numbers.Select(k => Math.Floor(k / 2) * 1e-3)], cells["listed"].ToArray(), precision, 3);
        Agreement.Close([.. numbers.Select(k => Math.Floor(k / 2) * 2e-3)], cells["sub"].ToArray(), precision, 3);
        Agreement.Close([.. numbers.Select(k => (99 - k) * 1e-3)], cells["named"].ToArray(), precision, 3);
        Agreement.Close([.. numbers.Select(k => k % 2 == 0 ? 3e-3 : 5e-3)], cells["part"].ToArray(), precision, 3);
        Agreement.Close(30e-3, cells["sub"][31].Si, precision, 3);
        cells["sum"] = "same + only + all + listed + named + part + sub";
        Agreement.Close([.. numbers.Select(k => 3 + (1e-3 * (k + Math.Floor(k / 2) + Math.Floor(k / 2) * 2 + 99 - k + (k % 2 == 0 ? 3 : 5))))], cells["sum"].ToArray(), precision, 10);
        cells["listed"][[98]] = 7 * V;
        Assert.Equal(7, source["x"][49].Si);
        cells["named"][0] = 9 * V;
        Assert.Equal(9, source["x"][99].Si);
        cells["only"] = 5 * V;
        Assert.Equal(5, single["x"].Si);
    }

    // Oracle: v' = drive is integrated exactly by Euler steps of 1; the drive of each is found through the link.
    [Theory, ClassData(typeof(Configurations))]
    public void Equations_follow_what_they_are_linked_to_as_it_changes(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 1 * ms;
        var drive = net.Add(new NeuronGroup(2, "dx/dt = (1 + i)*kHz : 1", method: "euler"));
        var cells = net.Add(new NeuronGroup(130, "dv/dt = drive*kHz : 1\ndrive : 1 (linked)", method: "euler"));
        cells.Link("drive", drive, "x", [.. Enumerable.Range(0, 130).Select(k => k % 2)]);
        var trace = net.Add(new StateMonitor(cells, ["drive", "v"], record: [0, 129]));
        net.Run(4 * ms);
        // The driving group is advanced first: cells see 1, 2, 3, 4.
        Assert.Equal([0.0, 1, 2, 3], trace.Of("drive", 0));
        Assert.Equal([0.0, 2, 4, 6], trace.Of("drive", 129));
        Assert.Equal([0.0, 1, 3, 6], trace.Of("v", 0));
        Assert.Equal(20, cells["v"][129].Si);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_reset_writes_through_a_link(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(3, "x : 1"));
        var cells = net.Add(new NeuronGroup(3, "x : 1 (linked)\ny : 1", threshold: "y > 1", reset: "y = 0; x += 1"));
        cells.Link("x", source, "x");
        cells["y"] = new[] { 0, 1.1, 0 };
        net.Run(0.2 * ms);
        Assert.Equal([0.0, 1, 0], source["x"].ToArray());
    }

    // Oracle: neurons come one after the other, so all who write to one element are counted.
    [Theory, ClassData(typeof(Configurations))]
    public void All_neurons_that_reset_one_element_through_a_list_are_counted(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(3, "x : 1"));
        var cells = net.Add(new NeuronGroup(200, "x : 1 (linked)", threshold: "i % 4 == 0", reset: "x += 1"));
        cells.Link("x", source, "x", [.. Enumerable.Range(0, 200).Select(k => k < 100 ? 0 : 2)]);
        net.Run(0.2 * ms);
        Assert.Equal([50.0, 0, 50], source["x"].ToArray());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void A_link_to_a_link_reads_and_writes_the_variable_at_its_end(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(10, "x : 1"));
        var middle = net.Add(new NeuronGroup(5, "x : 1 (linked)\nminus = -x : 1"));
        var cells = net.Add(new NeuronGroup(7, "a : 1 (linked)\nb : 1 (linked)\nc : 1 (linked)\nd : 1\nk : integer"));
        middle.Link("x", source, "x", [0, 2, 4, 6, 8]);
        cells.Link("a", middle, "x", [4, 4, 3, 2, 1, 0, 0]);
        cells.Link("b", middle, "minus", [4, 4, 3, 2, 1, 0, 0]);
        cells["k"] = "i // 2";
        cells.Link("c", middle, "x", "k");
        source["x"] = "i";
        Assert.Equal([8.0, 8, 6, 4, 2, 0, 0], cells["a"].ToArray());
        Assert.Equal([-8.0, -8, -6, -4, -2, 0, 0], cells["b"].ToArray());
        Assert.Equal([0.0, 0, 2, 2, 4, 4, 6], cells["c"].ToArray());
        cells["a"][0] = 100;
        Assert.Equal(100, source["x"][8].Si);
    }

    // Oracle: a ring of neurons that each go to the value of their left neighbour: the pattern moves by one place a step.
    [Theory, ClassData(typeof(Configurations))]
    public void Neurons_linked_to_their_neighbours_see_the_values_of_before(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        net.Dt = 1 * SI.s;
        const int N = 200;
        var ring = net.Add(new NeuronGroup(N, "dv/dt = (left - v)*Hz : 1\nleft : 1 (linked)", threshold: "left == 0", method: "euler"));
        ring.Link("left", ring, "v", [.. Enumerable.Range(0, N).Select(k => (k + N - 1) % N)]);
        ring["v"] = "i";
        var spikes = net.Add(new SpikeMonitor(ring));
        net.Run(3 * SI.s);
        Assert.Equal([.. Enumerable.Range(0, N).Select(k => (double)((k + N - 3) % N))], ring["v"].ToArray());
        Assert.Equal([2, 3, 4], spikes.Indices);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Synapses_read_links_of_their_own_and_of_their_neurons(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var tables = net.Add(new NeuronGroup(3, "gain : 1\nall : 1 (shared)"));
        var source = net.Add(new NeuronGroup(100, "g : 1 (linked)", threshold: "True"));
        var target = net.Add(new NeuronGroup(100, "v : 1\nh : 1 (linked)\nw : 1"));
        tables["gain"] = new[] { 1.0, 10, 100 };
        tables["all"] = 1000;
        source.Link("g", tables, "gain", [.. Enumerable.Range(0, 100).Select(k => k % 3)]);
        target.Link("h", tables, "gain", [.. Enumerable.Range(0, 100).Select(k => k % 2)]);
        var synapses = net.Add(new Synapses(source, target, "type : integer\nown : 1 (linked)\nbase : 1 (linked)", onPre: "v += own + base; w += g_pre + h_post")).Connect("i == j");
        synapses["type"] = "i % 3";
        synapses.Link("own", tables, "gain", "type");
        synapses.Link("base", tables, "all");
        net.Run(0.1 * ms);
        double[] gains = [1, 10, 100];
        Assert.Equal([.. Enumerable.Range(0, 100).Select(k => gains[k % 3] + 1000)], target["v"].ToArray());
        Assert.Equal([.. Enumerable.Range(0, 100).Select(k => gains[k % 3] + gains[k % 2])], target["w"].ToArray());
    }

    // Oracle: neurons come one after the other, so all who write to one element are counted, and each sees what those before it wrote.
    [Theory, ClassData(typeof(Configurations))]
    public void Code_by_the_clock_writes_through_a_list_one_neuron_after_the_other(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(new NeuronGroup(2, "x : 1"));
        var cells = net.Add(new NeuronGroup(100, "x : 1 (linked)\nseen : 1"));
        cells.Link("x", source, "x", [.. Enumerable.Range(0, 100).Select(k => k % 2)]);
        cells.RunRegularly("seen = x; x += 1");
        net.Run(0.1 * ms);
        Assert.Equal([50.0, 50], source["x"].ToArray());
        Assert.Equal([.. Enumerable.Range(0, 100).Select(k => (double)(k / 2))], cells["seen"].ToArray());
    }

    [Fact]
    public void Links_give_the_same_for_any_number_of_threads()
    {
        Assert.Equal(Run(1), Run(2));
        Assert.Equal(Run(1), Run(3));

        static string Run(int threads)
        {
            using var net = new Network { Threads = threads };
            const int N = 300;
            var drive = net.Add(new NeuronGroup(N, "dx/dt = -x/(5*ms) + xi*ms**-0.5 : 1", threshold: "x > 1", reset: "x = 0"));
            var cells = net.Add(new NeuronGroup(
                N, "dv/dt = (drive + left - v)/(10*ms) : 1\ndrive : 1 (linked)\nleft : 1 (linked)\nother : 1 (linked)",
                threshold: "v > 0.3", reset: "v = left; other -= 0.5*rand()", method: "euler"));
            cells.RunRegularly("other += 0.01*rand(); v += 0.001*left", dt: 1 * ms);
            cells.Link("drive", drive, "x", [.. Enumerable.Range(0, N).Select(k => (7 * k) % N)]);
            cells.Link("left", cells, "v", [.. Enumerable.Range(0, N).Select(k => (k + N - 1) % N)]);
            cells.Link("other", drive, "x", [.. Enumerable.Range(0, N).Select(k => N - 1 - k)]);
            var spikes = net.Add(new SpikeMonitor(cells, variables: ["left"]));
            net.Run(50 * ms);
            Assert.NotEqual(0, spikes.Count);
            return $"{net.Report("").Digest} {string.Join(' ', spikes.Values("left"))} {string.Join(' ', cells["v"].ToArray())}";
        }
    }

    // The pathway reads x of sources that other workers own; they must not advance it before it is read.
    [Fact]
    public void Workers_meet_before_they_change_what_synapses_read_through_a_link_of_their_sources()
    {
        using var net = new Network { Threads = 2 };
        var drive = net.Add(new NeuronGroup(200, "dx/dt = 1*kHz : 1") { Name = "drive" });
        var cells = net.Add(new NeuronGroup(200, "x : 1 (linked)\nsum : 1", threshold: "True"));
        cells.Link("x", drive, "x");
        net.Add(new Synapses(cells, cells, onPre: "sum_post += x_pre")).Connect();
        net.Run(1 * ms);
        Assert.Contains(net.Schedule.Split('\n'), line => line.StartsWith('|') && line.EndsWith("drive.update", StringComparison.Ordinal));
    }
}
