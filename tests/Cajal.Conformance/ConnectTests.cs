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
        foreach (var backend in Configurations.Backends)
        {
            using var net = Networks.On(backend, Precision.Double);
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
}
