using Cajal.Runtime.Synapses.Rows;
using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>How synapses are stored decides how fast spikes arrive, and nothing else.</summary>
public sealed class LayoutTests
{
    /// <summary>Code that adds the same for all synapses of a target: all pairs, dense and sparse ones, on parts of groups, on both ends, with and without a mask.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void Arrivals_that_add_the_same_may_be_counted_in_any_way(string backend, Precision precision)
    {
        var bits = DigestOf(backend, precision, 1, Delivery.Bits);
        Assert.All(
            from layout in (Delivery?[])[Delivery.All, Delivery.Bits, Delivery.Targets, null] from threads in (int[])[1, 2, 3, 8] select (layout, threads),
            x => Assert.Equal(bits, DigestOf(backend, precision, x.threads, x.layout)));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Weights_that_stay_may_lie_beside_the_targets_or_in_slots(string backend, Precision precision)
    {
        var slots = Values(1, Delivery.Slots);
        Assert.Contains(slots, v => v != 0);
        Assert.All(
            from layout in (Delivery?[])[Delivery.Slots, Delivery.Weights, null] from threads in (int[])[1, 2, 3] select (layout, threads),
            x => Assert.Equal(slots, Values(x.threads, x.layout)));

        double[] Values(int threads, Delivery? layout)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var source = net.Add(new PoissonGroup(60, 300 * Hz));
            var target = net.Add(new NeuronGroup(1300, "x : 1\ny : 1"));
            var weighted = net.Add(new Synapses(source, target[100..1200], "w : 1\nk : 1 (constant)", onPre: "x_post -= 0.5*w*exp(k) + 0.001*j"));
            weighted.Arrangement.Forced = layout;
            weighted.Connect(p: 0.3, n: 2);
            (weighted["w"], weighted["k"], weighted.Delay) = ("rand()", "rand()", "3*ms*rand()");
            weighted.AddPathway("late", "y_post += w", delay: 1 * ms);
            net.Run(30 * ms);
            Assert.Equal(layout == Delivery.Slots, weighted.Store.Layout is not null);
            return [.. target["x"].ToArray(), .. target["y"].ToArray()];
        }
    }

    /// <summary>A count is exact, whatever its size: 700 spikes of weight 0.1 are fma(0.1, 700, 0).</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void More_arrivals_in_a_step_than_a_byte_counts_are_counted(string backend, Precision precision)
    {
        foreach (var layout in (Delivery[])[Delivery.All, Delivery.Bits, Delivery.Targets])
        {
            using var net = Networks.On(backend, precision);
            var target = net.Add(new NeuronGroup(600, "x : 1\nn : integer"));
            var all = net.Add(new Synapses(net.Add(Networks.Metronomes(700)), target, onPre: "x += 0.1; n += 1"));
            all.Arrangement.Forced = layout;
            all.Connect();
            net.Run(net.Dt);
            Assert.All(target["n"].ToArray(), n => Assert.Equal(700, n));
            Assert.All(target["x"].ToArray(), x => Assert.Equal(precision == Precision.Double ? 0.1 * 700 : 0.1f * 700, x));
            Assert.Equal(700 * 600, all.Events);
        }
    }

    /// <summary>Pairs with several synapses do not fit in bits, and one run of 700 synapses onto one target not in a byte.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void Synapses_of_one_pair_are_counted_one_by_one(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var target = net.Add(new NeuronGroup(600, "n : integer"));
        var many = net.Add(new Synapses(net.Add(Networks.Metronomes(3)), target, onPre: "n += 1"));
        many.Arrangement.Forced = Delivery.Bits;
        many.Connect(i: [0, 1], j: [0, 599], n: 700);
        net.Run(net.Dt);
        Assert.Equal([700, 0, 700], new[] { 0, 300, 599 }.Select(k => target["n"][k].Si));
    }

    /// <summary>16 bits count the targets of a tile: 150,000 have three.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void Groups_larger_than_a_tile_get_every_spike(string backend, Precision precision)
    {
        foreach (var layout in (Delivery[])[Delivery.All, Delivery.Bits, Delivery.Targets])
        {
            using var net = Networks.On(backend, precision);
            net.Threads = 2;
            var target = net.Add(new NeuronGroup(150_000, "n : integer\nx : 1"));
            var all = net.Add(new Synapses(net.Add(Networks.Metronomes(2)), target, onPre: "n += 1"));
            all.Arrangement.Forced = layout;
            all.Connect();
            var own = net.Add(new Synapses(net.Add(Networks.Metronomes(1)), target, "w : 1", onPre: "x += w")).Connect();
            own["w"] = "1 + j";
            net.Run(net.Dt);
            Assert.All(target["n"].ToArray(), n => Assert.Equal(2, n));
            Assert.All(target["x"].ToArray().Index(), x => Assert.Equal(1 + x.Index, x.Item));
        }
    }

    /// <summary>Spikes on their way keep their synapse and time when threads change, when the state is put back, and when synapses are added.</summary>
    [Theory, ClassData(typeof(Configurations))]
    public void Spikes_on_their_way_arrive_whatever_happens_to_the_layout(string backend, Precision precision)
    {
        foreach (var layout in (Delivery?[])[Delivery.All, Delivery.Bits, Delivery.Targets, null])
        {
            var straight = Counts(_ => { }, _ => { });
            Assert.Equal(straight, Counts(net => net.Threads = 3, net => net.Threads = 1));
            Assert.Equal(straight, Counts(
                net => net.Store(),
                net =>
                {
                    net.Run(2 * ms);
                    net.Restore(sameRandomNumbers: true);
                    net.Run(0.5 * ms);
                }));

            double[] Counts(Action<Network> after1, Action<Network> after2)
            {
                using var net = Networks.On(backend, precision);
                var source = net.Add(new PoissonGroup(50, 500 * Hz));
                var target = net.Add(new NeuronGroup(1100, "n : integer\nx : 1"));
                var counted = net.Add(new Synapses(source, target, onPre: "n += 1", delay: 1.5 * ms));
                var all = net.Add(new Synapses(source, target[5..], onPre: "n += 1", delay: 0.9 * ms)).Connect("i != j");
                counted.Arrangement.Forced = all.Arrangement.Forced = layout;
                counted.Connect(p: 0.2);
                var weighted = net.Add(new Synapses(source, target, "w : 1", onPre: "x += w")).Connect(p: 0.1);
                (weighted["w"], weighted.Delay) = ("rand()", "2*ms*rand()");
                net.Run(1 * ms);
                after1(net);
                net.Run(0.5 * ms);
                after2(net);
                net.Run(2 * ms);
                return [.. target["n"].ToArray(), .. target["x"].ToArray()];
            }
        }
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Weights_that_change_are_never_taken_for_fixed(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var source = net.Add(Networks.Metronomes(1));
        var target = net.Add(new NeuronGroup(5, "x : 1"));
        var (between, byPathway, byClock, byProgram) = (Projection(0), Projection(1), Projection(2), Projection(3));
        byPathway.AddPathway("change", "w += 1", order: 5);
        net.Run(2 * net.Dt);
        Assert.Equal([2, 3, 2, 2], Reached());

        between["w"] = 10.0;
        byClock.RunRegularly("w += 1", when: "end");
        net.Run(net.Dt);
        Assert.Equal([12, 6, 3, 3], Reached());

        net.Add(new NetworkOperation(() => byProgram["w"][0] = 100.0));
        net.Run(net.Dt);
        Assert.Equal([22, 10, 5, 103], Reached());

        Synapses Projection(int j)
        {
            var made = net.Add(new Synapses(source, target, "w : 1", onPre: "x += w")).Connect(i: 0, j: j);
            made["w"] = 1.0;
            return made;
        }

        double[] Reached() => [.. target["x"].ToArray().Take(4)];
    }

    /// <summary>Nothing is stored for all pairs with one delay, be it without those of equal numbers; what is left out, listed or late keeps its rows.</summary>
    [Fact]
    public void All_pairs_with_one_delay_are_not_stored()
    {
        using var net = Networks.On("cpu", Precision.Double);
        var cells = net.Add(new NeuronGroup(600, "n : 1", threshold: "i < 3"));
        Synapses Made(Subgroup from, Subgroup to, Func<Synapses, Synapses> connect) => connect(net.Add(new Synapses(from, to, onPre: "n += 1")));
        Synapses[] all = [Made(cells, cells, s => s.Connect()), Made(cells, cells, s => s.Connect("i != j")), Made(cells[.., 2], cells[100..], s => s.Connect("i != j"))];
        Synapses[] others =
        [
            Made(cells, cells[.., 2], s => s.Connect()), Made(cells, cells, s => s.Connect(except: [all[2]])), Made(cells, cells, s => s.Connect("i != j").Connect(i: 0, j: 0)),
            Made(cells, cells, s => { s.Connect().Delay = "rand()*ms"; return s; }),
        ];
        net.Run(net.Dt);
        Assert.All(all, s => Assert.IsType<AllRows>(s.Pathway("pre").Traffic.Routes));
        Assert.All(others, s => Assert.IsNotType<AllRows>(s.Pathway("pre").Traffic.Routes));
        Assert.Equal([3 * 600, 3 * 599, 2 * 499], all.Select(s => s.Events));
    }

    private static string DigestOf(string backend, Precision precision, int threads, Delivery? layout)
    {
        using var net = Networks.On(backend, precision);
        net.Threads = threads;
        var cells = net.Add(new NeuronGroup(
            1700, "dv/dt = (3 - v + g)/(10*ms) : 1 (unless refractory)\ndg/dt = -g/(5*ms) : 1\nscale : 1\ncalls : 1",
            threshold: "v > 1", reset: "v = 0.1*rand()", refractory: "1*ms", method: "exact"));
        (cells["v"], cells["scale"]) = ("rand()", "0.01*rand()");
        Synapses[] all =
        [
            net.Add(new Synapses(cells[..1300], cells, onPre: "v += 0.003", delay: 0.7 * ms)).Connect(p: 0.05),
            net.Add(new Synapses(cells[1300..], cells[90..1500], onPre: "v_post -= 0.02; g -= scale_post", delay: 0.3 * ms)).Connect(p: 0.2),
            net.Add(new Synapses(cells[.., 3], cells[[5, 600, 1699]], "s : 1 (shared)", onPre: "g += s", onPost: "calls_post += 0.1")).Connect("i != j"),
            net.Add(new Synapses(cells, cells, onPre: "g += 0.01")).Connect(p: 0.01),
            net.Add(new Synapses(cells, cells, onPre: "g -= 0.0003", delay: 0.4 * ms)).Connect("i != j"),
            net.Add(new Synapses(cells[.., 7], cells[100..1300], onPre: "calls += 1", delay: 0.2 * ms)).Connect("i != j"),
        ];
        all[2]["s"] = 0.001;
        all[3].Delay = "2*ms*rand()";
        foreach (var synapses in all) { synapses.Arrangement.Forced = layout; }
        net.Run(8 * ms);
        var report = net.Report("");
        Assert.True(report.Populations[0].RateHz > 20, $"{report.Populations[0].RateHz}");
        Assert.All(all, s => Assert.True(s.Events > 1000));
        return report.Digest + string.Join(' ', cells["g"].ToArray()) + string.Join(' ', cells["calls"].ToArray());
    }
}
