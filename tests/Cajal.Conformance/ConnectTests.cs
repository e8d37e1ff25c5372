using static Cajal.Units.SI;

namespace Cajal.Conformance;

/// <summary>Which synapses a projection makes, and in which order: by source, then target; lists in their own order.</summary>
public sealed class ConnectTests
{
    public static TheoryData<string> Conditions =>
        ["i == j", "i != j", "j == i + 1", "abs(i - j) <= 1", "i < 3 and j > 4", "(i + j) % 3 == 0", "not (i > 2 or j == 0)", "i - j == 20"];

    [Theory, MemberData(nameof(Conditions))]
    public void A_condition_connects_the_pairs_that_meet_it(string condition)
    {
        Func<int, int, bool> meets = condition switch
        {
            "i == j" => (i, j) => i == j,
            "i != j" => (i, j) => i != j,
            "j == i + 1" => (i, j) => j == i + 1,
            "abs(i - j) <= 1" => (i, j) => Math.Abs(i - j) <= 1,
            "i < 3 and j > 4" => (i, j) => i < 3 && j > 4,
            "(i + j) % 3 == 0" => (i, j) => (i + j) % 3 == 0,
            "not (i > 2 or j == 0)" => (i, j) => !(i > 2 || j == 0),
            _ => (_, _) => false,
        };
        foreach (var (backend, precision) in Configurations.All)
        {
            using var net = Networks.On(backend, precision);
            var (source, target) = (net.Add(new NeuronGroup(5, "")), net.Add(new NeuronGroup(7, "")));
            var synapses = net.Add(new Synapses(source, target)).Connect(condition);
            (int, int)[] expected = [.. from i in Enumerable.Range(0, 5) from j in Enumerable.Range(0, 7) where meets(i, j) select (i, j)];
            Assert.Equal(expected, synapses.Sources().Zip(synapses.Targets()));
        }
    }

    [Theory]
    [ClassData(typeof(Configurations))]
    public void A_condition_may_use_the_variables_of_the_target(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var (source, target) = (net.Add(new NeuronGroup(2, "")), net.Add(new NeuronGroup(7, "x : 1\ny = 2*x : 1")));
        target["x"] = "i*1.0";
        Assert.Equal([2, 3, 4, 2, 3, 4], net.Add(new Synapses(source, target[1..])).Connect("x_post > 2.5 and y < 11").Targets());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void All_pairs_and_lists_keep_their_order_and_a_pair_may_occur_twice(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var (source, target) = (net.Add(Networks.Metronomes(2)), net.Add(new NeuronGroup(3, "v : 1")));
        var all = net.Add(new Synapses(source, target, "w : 1", onPre: "v += w")).Connect();
        all["w"].Set(new[] { 1.0, 2, 3, 40, 50, 60 });
        Assert.Equal([0, 0, 0, 1, 1, 1], all.Sources());
        Assert.Equal([0, 1, 2, 0, 1, 2], all.Targets());
        var listed = net.Add(new Synapses(source, target, "w : 1", onPre: "v += w")).Connect([1, 0, 1, 1], [2, 0, 2, 1]);
        listed["w"] = 1000;
        Assert.Equal([1, 0, 1, 1], listed.Sources());
        Assert.Equal([2, 0, 2, 1], listed.Targets());
        net.Run(0.1 * ms);
        Assert.Equal([1041.0, 1052, 2063], target["v"].ToArray());
        Assert.Equal([1.0, 2, 3, 40, 50, 60], all["w"].ToArray());
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Connecting_again_appends_and_keeps_the_values_of_the_synapses_that_are_there(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var (source, target) = (net.Add(Networks.Metronomes(3)), net.Add(new NeuronGroup(3, "v : 1")));
        var synapses = net.Add(new Synapses(source, target, "w : 1", onPre: "v += w")).Connect("i == j");
        synapses["w"] = "i + 1.0";
        net.Run(0.1 * ms);
        synapses.Connect([0], [2]);
        Assert.Equal([1.0, 2, 3, 0], synapses["w"].ToArray());
        synapses["w"][3] = 10;
        net.Run(0.1 * ms);
        Assert.Equal([2.0, 4, 16], target["v"].ToArray());
    }

    // Oracle: a binomial count; five standard deviations are passed by chance once in two million.
    [Theory, ClassData(typeof(Configurations))]
    public void A_probability_connects_none_at_0_all_at_1_and_its_share_between(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(200, ""));
        Assert.Equal(0, net.Add(new Synapses(cells)).Connect(p: 0).Count);
        Assert.Equal(40000, net.Add(new Synapses(cells)).Connect(p: 1).Count);
        foreach (var p in (double[])[0.02, 0.3, 0.9])
        {
            var synapses = net.Add(new Synapses(cells)).Connect(p: p);
            Assert.InRange(synapses.Count - (40000 * p), -5 * Math.Sqrt(40000 * p * (1 - p)), 5 * Math.Sqrt(40000 * p * (1 - p)));
            Assert.Equal(synapses.Count, synapses.Sources().Zip(synapses.Targets()).Distinct().Count());
            var other = net.Add(new Synapses(cells)).Connect("i < 100", p);
            Assert.InRange(other.Count - (20000 * p), -5 * Math.Sqrt(20000 * p * (1 - p)), 5 * Math.Sqrt(20000 * p * (1 - p)));
            Assert.All(other.Sources(), i => Assert.True(i < 100));
        }
    }

    // A binomial number: mean 100*100*0.3 = 3000, standard deviation sqrt(3000*0.7) = 46; five of those. Two rows are equal by chance
    // with probability (0.3² + 0.7²)^100 < 1e-23.
    [Theory, ClassData(typeof(Configurations))]
    public void Random_numbers_in_a_condition_are_new_for_each_pair(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(100, "v : 1", threshold: "v > 1"));
        var synapses = net.Add(new Synapses(cells, cells, onPre: "v_post += 1")).Connect("rand() < 0.3");
        Assert.InRange(synapses.Count, 3000 - 230, 3000 + 230);
        var rows = synapses.Sources().Zip(synapses.Targets()).GroupBy(p => p.First).Select(g => string.Join(',', g.Select(p => p.Second))).ToList();
        Assert.Equal(100, rows.Distinct().Count());
    }

    /// <summary>Numbers of synapses of a pair, and the rules that they state.</summary>
    private static readonly Dictionary<string, Func<int, int, int>> s_numbers = new()
    {
        ["0"] = (i, j) => 0,
        ["2"] = (i, j) => 2,
        ["i"] = (i, j) => i,
        ["j"] = (i, j) => j,
        ["int(i > j)*2"] = (i, j) => i > j ? 2 : 0,
        ["i - j"] = (i, j) => Math.Max(i - j, 0),
        ["int(x_pre) + N_post"] = (i, j) => (2 * i) + 4,
    };

    public static TheoryData<string> Numbers => [.. s_numbers.Keys];

    [Theory, MemberData(nameof(Numbers))]
    public void An_expression_gives_the_number_of_synapses_of_a_pair(string number)
    {
        foreach (var (backend, precision) in Configurations.All)
        {
            using var net = Networks.On(backend, precision);
            var (source, target) = (net.Add(new NeuronGroup(3, "x : 1")), net.Add(new NeuronGroup(4, "")));
            source["x"] = "i*2.0";
            (int I, int J)[] all = [.. from i in Enumerable.Range(0, 3) from j in Enumerable.Range(0, 4) select (i, j)];
            (int I, int J)[] expected = [.. all.SelectMany(p => Enumerable.Repeat(p, s_numbers[number](p.I, p.J)))];
            Assert.Equal(expected, PairsOf(net.Add(new Synapses(source, target)).Connect(n: number)));
            Assert.Equal(expected.Where(p => p.I != p.J), PairsOf(net.Add(new Synapses(source, target)).Connect("i != j", n: number)));
            int[] sources = [.. all.Select(p => p.I)], targets = [.. all.Select(p => p.J)];
            Assert.Equal(expected, PairsOf(net.Add(new Synapses(source, target)).Connect(sources, targets, n: number)));
        }
    }

    // Oracle: conformance rows 46: 'int(x_pre == 2)*1.0' connects one source of four to all seven targets; with y_post > 0.5 to those that meet it.
    [Theory, ClassData(typeof(Configurations))]
    public void A_probability_may_be_an_expression_on_both_ends(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var (source, target) = (net.Add(new NeuronGroup(4, "x : 1")), net.Add(new NeuronGroup(7, "y : 1")));
        source["x"] = "i*1.0";
        target["y"] = "int(i > 3)*1.0";
        Assert.Equal(from j in Enumerable.Range(0, 7) select (2, j), PairsOf(net.Add(new Synapses(source, target)).Connect(p: "int(x_pre == 2)*1.0")));
        Assert.Equal([(2, 4), (2, 5), (2, 6)], PairsOf(net.Add(new Synapses(source, target)).Connect("y_post > 0.5", p: "int(x_pre == 2)*1.0")));
        Assert.Equal([(2, 4), (2, 5), (2, 6)], PairsOf(net.Add(new Synapses(source, target)).Connect("x_pre == 2", p: "y")));
        Assert.Equal([(1, 5), (2, 5)], PairsOf(net.Add(new Synapses(source, target)).Connect([0, 1, 2, 3], 5, p: "int(i == 1 or i == 2)*1.0")));
    }

    // Oracle: binomial numbers of 200 pairs at each distance; five standard deviations of the sum over 100 distances.
    [Theory, ClassData(typeof(Configurations))]
    public void A_probability_that_falls_with_distance_is_met_at_every_distance(string backend, Precision precision)
    {
        const double width = 30;
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(200, "x : metre"));
        cells["x"] = "i*um";
        var synapses = net.Add(new Synapses(cells)).Connect(p: $"exp(-(x_pre - x_post)**2/(2*{width * 1e-6 * meter}**2))");
        var (mean, variance) = (0.0, 0.0);
        foreach (var (i, j) in from i in Enumerable.Range(0, 200) from j in Enumerable.Range(0, 200) select (i, j))
        {
            var p = Math.Exp(-(i - j) * (i - j) / (2 * width * width));
            (mean, variance) = (mean + p, variance + (p * (1 - p)));
        }

        Assert.InRange(synapses.Count - mean, -5 * Math.Sqrt(variance), 5 * Math.Sqrt(variance));
        Assert.True(Enumerable.Range(0, 200).All(i => PairsOf(synapses).Contains((i, i))));
        Assert.InRange(synapses.Sources().Zip(synapses.Targets(), (i, j) => (double)((i - j) * (i - j))).Average(), 0.75 * width * width, width * width);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void One_number_stands_for_all_pairs_of_a_list(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(5, ""));
        Assert.Equal([(1, 0), (1, 4), (1, 4)], PairsOf(net.Add(new Synapses(cells)).Connect(1, [0, 4, 4])));
        Assert.Equal([(0, 2), (3, 2)], PairsOf(net.Add(new Synapses(cells)).Connect(i: [0, 3], j: 2)));
        Assert.Equal([(4, 3), (4, 3)], PairsOf(net.Add(new Synapses(cells)).Connect(4, 3, n: 2)));
        Assert.Equal([(0, 3), (1, 4)], PairsOf(net.Add(new Synapses(cells[1..], cells[2..])).Connect([0, 1], [1, 2])).Select(p => (p.I, p.J + 2)));
        Assert.Equal([], PairsOf(net.Add(new Synapses(cells)).Connect([], [])));
        Assert.Equal(3, net.Add(new Synapses(cells)).Connect([0, 1, 2], [2, 1, 0], p: 1).Count);
    }

    // What a seed connects belongs to the seed, the call and the pair: neither the backend nor the precision changes it, nor a failed call before.
    [Theory]
    [InlineData("i", "k for k in sample(N_post, size=3)")]
    [InlineData("j", "k for k in sample(N_pre, p=0.2) if rand() < 0.5")]
    public void Random_synapses_are_the_same_on_every_backend(string outer, string generator)
    {
        List<(int, int)[]> found = [];
        foreach (var (backend, threads) in new[] { ("cpu", 1), ("reference", 1), ("cpu", 2) })
        {
            using var net = Networks.On(backend, Precision.Double, seed: 7);
            net.Threads = threads;
            var cells = net.Add(new NeuronGroup(100, ""));
            var synapses = net.Add(new Synapses(cells));
            if (outer == "i") { synapses.Connect(j: generator); } else { synapses.Connect(i: generator); }
            synapses.Connect("rand() < 0.1", p: 0.5).Connect(p: "0.1*rand()", n: "int(3*rand())");
            found.Add([.. PairsOf(synapses)]);
        }

        Assert.Equal(found[0], found[1]);
        Assert.Equal(found[0], found[2]);
    }

    [Fact]
    public void Rules_are_the_same_on_any_number_of_threads()
    {
        Func<Synapses, Synapses>[] rules =
        [
            s => s.Connect(p: 0.1), s => s.Connect("i != j", p: 0.3), s => s.Connect("i != j"), s => s.ConnectFixedInDegree(5), s => s.ConnectFixedOutDegree(5, multapses: false, autapses: false),
            s => s.ConnectFixedTotal(1234, autapses: false), s => s.ConnectFixedTotal(1234, multapses: false),
        ];
        foreach (var rule in rules)
        {
            var one = PairsOf(rule(Recurrent(1))).ToList();
            foreach (var threads in (int[])[2, 3, 8])
            {
                var many = rule(Recurrent(threads));
                Assert.Equal(one, PairsOf(many));
                Assert.Equal(Enumerable.Range(0, 200).Select(i => one.Count(p => p.I == i)), many.OutgoingCounts());
                Assert.Equal(Enumerable.Range(0, 200).Select(j => one.Count(p => p.J == j)), many.IncomingCounts());
            }
        }

        static Synapses Recurrent(int threads)
        {
            Network net = new() { Threads = threads };
            return net.Add(new Synapses(net.Add(new NeuronGroup(200, ""))));
        }
    }

    // Oracle: sets of pairs. Two in five of the pairs that "slow" leaves are drawn for "fast": a binomial count, five standard deviations.
    [Fact]
    public void Projections_that_leave_out_the_pairs_of_others_are_disjoint_and_the_same_on_any_number_of_threads()
    {
        var one = Connected(1);
        var (slow, fast, rest, filtered) = (one[0], one[1], one[2], one[3]);
        Assert.Empty(slow.Intersect(fast));
        Assert.Equal(200 * 199, slow.Union(fast).Union(rest).Count());
        Assert.Equal(200 * 199, slow.Count + fast.Count + rest.Count);
        Assert.Equal(rest.Where(p => (p.I + p.J) % 3 == 0), filtered);
        var left = (200 * 199) - slow.Count;
        Assert.InRange((fast.Count - (0.4 * left)) / Math.Sqrt(left * 0.4 * 0.6), -5, 5);
        foreach (var threads in (int[])[2, 3, 8]) { Assert.Equal(one, Connected(threads)); }

        static List<(int I, int J)>[] Connected(int threads)
        {
            using Network net = new() { Threads = threads };
            var cells = net.Add(new NeuronGroup(200, ""));
            var slow = net.Add(new Synapses(cells)).Connect(1, [3, 9, 3]).Connect("i != j", p: 0.3).Connect(7, [1, 2, 7]);

            // What is left out of what is left out: the same pairs, once each.
            slow = net.Add(new Synapses(cells)).Connect("i != j", except: [net.Add(new Synapses(cells)).Connect("i != j", except: [slow])]);
            var fast = net.Add(new Synapses(cells)).Connect("i != j", p: 0.4, except: [slow]);
            var rest = net.Add(new Synapses(cells)).Connect("i != j", except: [slow, fast]);
            var filtered = net.Add(new Synapses(cells)).Connect("(i + j) % 3 == 0 and i != j", except: [fast, slow]);

            // What joins a projection later was not left out.
            slow.Connect(5, 5);
            fast.Connect(5, 5);
            return [.. new[] { slow, fast, rest, filtered }.Select(s => PairsOf(s).Where(p => p.I != p.J).ToList())];
        }
    }

    [Fact]
    public void A_projection_can_leave_out_what_it_has_and_parts_of_groups_count_by_the_numbers_of_the_whole()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(10, ""));
        var ring = net.Add(new Synapses(cells)).Connect("j == (i + 1) % N_post");
        Assert.Equal(100 - 10, ring.Connect(except: [ring]).Count - 10);
        Assert.Equal(100, PairsOf(ring).Distinct().Count());

        // The cells 5 and 6 are sources 3 and 4; the pair of cells 5 and 6 is in the ring of the first ten synapses.
        var part = net.Add(new Synapses(cells[2..], cells));
        var some = net.Add(new Synapses(cells)).Connect(5, 6);
        Assert.Equal([(3, 5), (4, 5), (4, 6)], PairsOf(part.Connect(from: cells[5..7], to: cells[5..7], except: [some])));
        Assert.Equal([(4, 5)], PairsOf(part.ConnectFixedTotal(1, multapses: false, autapses: false, from: cells[5..7], to: cells[5..7], except: [some])).Skip(3));
    }

    [Fact]
    public void Listed_pairs_are_left_out_as_they_are_at_the_time_and_stay_with_their_projection()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(3, ""));
        var (one, other) = (net.Add(new Synapses(cells)).Connect(0, 1), net.Add(new Synapses(cells)).Connect(2, 1));
        var rest = net.Add(new Synapses(cells)).Connect(except: [one, other]);
        (int, int)[] expected = [(0, 0), (0, 2), (1, 0), (1, 1), (1, 2), (2, 0), (2, 2)];
        Assert.Equal(expected, PairsOf(rest));
        Assert.Equal([(0, 1)], PairsOf(one));
        one.Connect(0, 0);
        net.Store();
        net.Restore();
        Assert.Equal(expected, PairsOf(rest));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Synapses_that_leave_pairs_out_transmit_by_any_layout_and_come_back_from_a_stored_state(string backend, Precision precision)
    {
        var expected = Counts(1, null);
        Assert.Equal(Enumerable.Repeat(40.0, 700), expected);
        Assert.All(from layout in (Delivery?[])[Delivery.Bits, Delivery.Targets, null] from threads in (int[])[1, 3] select (layout, threads), x => Assert.Equal(expected, Counts(x.threads, x.layout)));

        double[] Counts(int threads, Delivery? layout)
        {
            using var net = Networks.On(backend, precision);
            net.Threads = threads;
            var (source, target) = (net.Add(Networks.Metronomes(40)), net.Add(new NeuronGroup(700, "n : 1")));
            var some = Add().Connect(p: 0.3);
            var others = Add().Connect(p: 0.5, except: [some]);
            var rest = Add().Connect(except: [some, others]);
            net.Store();
            rest.Connect();
            net.Restore();
            net.Run(0.1 * ms);
            return target["n"].ToArray();

            Synapses Add()
            {
                var synapses = net.Add(new Synapses(source, target, onPre: "n_post += 1"));
                synapses.Arrangement.Forced = layout;
                return synapses;
            }
        }
    }

    [Fact]
    public void Parts_of_the_ends_are_connected_by_the_numbers_of_the_whole_ends()
    {
        using Network net = new();
        var cells = net.Add(new NeuronGroup(10, ""));
        var synapses = net.Add(new Synapses(cells[2..], cells));

        // Sources count from cell 2 on: 3 and 4 are the cells 5 and 6.
        Assert.Equal([(3, 5), (3, 6), (4, 5), (4, 6)], PairsOf(synapses.Connect(from: cells[5..7], to: cells[5..7])));
        Assert.Equal([(3, 5), (4, 6)], PairsOf(synapses.Connect("j == i + 2", from: cells[5..7], to: cells[[1, 5, 6]])).Skip(4));
        Assert.Equal([(3, 4), (4, 3)], PairsOf(synapses.Connect("i != j", from: cells[5..7], to: cells[3..5])).Skip(6));
        Assert.Equal([(3, 6), (4, 5)], PairsOf(synapses.ConnectFixedOutDegree(1, autapses: false, from: cells[5..7], to: cells[5..7])).Skip(8));
        Assert.Equal([(3, 6), (4, 5)], PairsOf(synapses.ConnectFixedInDegree(1, autapses: false, from: cells[5..7], to: cells[5..7])).Skip(10));
        Assert.Equal([(3, 6), (4, 5)], PairsOf(synapses.ConnectFixedTotal(2, multapses: false, autapses: false, from: cells[5..7], to: cells[5..7])).Skip(12));
        Assert.Equal(0, net.Add(new Synapses(cells)).ConnectFixedTotal(0).Count);
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Fixed_numbers_of_synapses_transmit_and_keep_their_values(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var (source, target) = (net.Add(Networks.Metronomes(40)), net.Add(new NeuronGroup(30, "v : 1\nn : 1")));
        var synapses = net.Add(new Synapses(source, target, "w : 1", onPre: "v_post += w; n_post += 1"));
        synapses.ConnectFixedInDegree(7).ConnectFixedOutDegree(3, multapses: false).ConnectFixedTotal(100, from: source[..10]);
        synapses["w"] = "1.0*i";
        net.Run(0.1 * ms);

        Assert.Equal((30 * 7) + (40 * 3) + 100, synapses.Count);
        Assert.Equal([.. synapses.IncomingCounts().Select(n => (double)n)], target["n"].ToArray());
        Assert.Equal([.. Enumerable.Range(0, 30).Select(j => PairsOf(synapses).Where(p => p.J == j).Sum(p => (double)p.I))], target["v"].ToArray());
    }

    private static IEnumerable<(int I, int J)> PairsOf(Synapses synapses) => synapses.Sources().Zip(synapses.Targets());
}
