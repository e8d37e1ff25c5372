using System.Text.RegularExpressions;

namespace Cajal.Conformance;

/// <summary>Synapses that expressions give: for each source its targets, or for each target its sources.</summary>
public sealed partial class GeneratorTests
{
    private const int Few = 5, Many = 7;

    /// <summary>
    /// Texts for the targets of each of 5 sources, and the rules that they state; elements that do not exist are left out. A source has
    /// x = 2·i, one of the 7 targets x = 3·j and y = 4·j.
    /// </summary>
    private static readonly Dictionary<string, Func<int, IEnumerable<int>>> s_rules = new()
    {
        ["i"] = i => [i],
        ["0"] = i => [0],
        ["i + 1 if i % 2 == 0"] = i => i % 2 == 0 ? [i + 1] : [],
        ["2*i - 3"] = i => [(2 * i) - 3],
        ["(i + 1) % N_post"] = i => [(i + 1) % Many],
        ["k for k in range(N_post)"] = i => Enumerable.Range(0, Many),
        ["k for k in range(N_post) if k != i"] = i => Enumerable.Range(0, Many).Where(k => k != i),
        ["k for k in range(1, N_post, 2)"] = i => [1, 3, 5],
        ["k for k in range(5, 0, -2)"] = i => [5, 3, 1],
        ["k for k in range(3, 3)"] = i => [],
        ["k for k in range(4, 2)"] = i => [],
        ["i + (-1)**k for k in range(2)"] = i => [i + 1, i - 1],
        ["i + k for k in range(-2, 3) if k != 0"] = i => [i - 2, i - 1, i + 1, i + 2],
        ["k for k in range(i, 2*i + 1)"] = i => Enumerable.Range(i, i + 1),
        ["k*k for k in range(0, 10, 1 + i)"] = i => Enumerable.Range(0, 10).Where(k => k % (1 + i) == 0).Select(k => k * k),
        ["k for k in range(int(x_pre), N_post)"] = i => Enumerable.Range(2 * i, Math.Max(0, Many - (2 * i))),
        ["k for k in range(N_post) if x_post > x_pre"] = i => Enumerable.Range(0, Many).Where(j => 3 * j > 2 * i),
        ["k for k in range(N_post) if j > i and y < 10"] = i => Enumerable.Range(0, Many).Where(j => j > i && 4 * j < 10),
        ["k for k in sample(N_post, p=1)"] = i => Enumerable.Range(0, Many),
        ["k for k in sample(N_post, p=0)"] = i => [],
        ["k for k in sample(N_post, p=int(i > 2)*1.0)"] = i => i > 2 ? Enumerable.Range(0, Many) : [],
        ["k for k in sample(0, N_post, 3, size=3)"] = i => [0, 3, 6],
        ["k for k in sample(6, 0, -2, size=3)"] = i => [6, 4, 2],
        ["k for k in sample(N_post, size=int(i == 2)*N_post)"] = i => i == 2 ? Enumerable.Range(0, Many) : [],
        ["k for k in sample(N_post, size=100)"] = i => Enumerable.Range(0, Many),
        ["k for k in sample(N_post, size=-1)"] = i => [],
    };

    public static TheoryData<string> Texts => [.. s_rules.Keys];

    [GeneratedRegex(@"\bi\b|\bj\b|\by\b|_pre\b|_post\b")]
    private static partial Regex NamesOfEnds { get; }

    [Theory, MemberData(nameof(Texts))]
    public void An_expression_gives_the_targets_of_each_source(string text)
    {
        foreach (var (backend, precision) in Configurations.All)
        {
            using var net = Networks.On(backend, precision);
            var synapses = Between(net, (Few, 2), (Many, 3)).Connect(j: text, skipIfInvalid: true);
            Assert.Equal(from i in Enumerable.Range(0, Few) from j in s_rules[text](i) where j is >= 0 and < Many select (i, j), Pairs(synapses));
        }
    }

    [Theory, MemberData(nameof(Texts))]
    public void An_expression_gives_the_sources_of_each_target(string text)
    {
        var exchanged = NamesOfEnds.Replace(text, name => name.Value switch { "i" => "j", "j" => "i", "y" => "y_pre", "_pre" => "_post", _ => "_pre" });
        foreach (var (backend, precision) in Configurations.All)
        {
            using var net = Networks.On(backend, precision);
            var synapses = Between(net, (Many, 3), (Few, 2)).Connect(i: exchanged, skipIfInvalid: true);
            Assert.Equal(from j in Enumerable.Range(0, Few) from i in s_rules[text](j) where i is >= 0 and < Many select (i, j), Pairs(synapses));
        }
    }

    // 10 of 1000 in each of 2000 rows; each column is chosen 20 times on average, with standard deviation sqrt(20·0.99) = 4.4:
    // six of those are passed by chance once in 500 million, times 1000 columns.
    [Theory, ClassData(typeof(Configurations))]
    public void A_sample_of_a_size_is_that_many_different_elements_in_order_and_each_as_often(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var synapses = net.Add(new Synapses(net.Add(new NeuronGroup(2000, "")), net.Add(new NeuronGroup(1000, "")))).Connect(j: "k for k in sample(N_post, size=10)");
        var rows = Pairs(synapses).GroupBy(p => p.I, p => p.J).ToList();
        Assert.Equal(2000, rows.Count);
        Assert.All(rows, row => Assert.Equal(row.Distinct().Order(), row));
        Assert.All(rows, row => Assert.Equal(10, row.Count()));
        Assert.All(synapses.Targets().CountBy(j => j), column => Assert.InRange(column.Value, 20 - 27, 20 + 27));
        Assert.Equal(1000, synapses.Targets().Distinct().Count());
        Assert.Equal(2000, rows.Select(row => string.Join(',', row)).Distinct().Count());
    }

    // A binomial number: mean 300·(0 + ... + 9)·100/10 = 13500 (p = i/1000), variance 300·100·Σ p(1-p); five standard deviations.
    [Theory, ClassData(typeof(Configurations))]
    public void A_sample_by_probability_takes_its_share_for_each_source(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var synapses = net.Add(new Synapses(net.Add(new NeuronGroup(10, "")), net.Add(new NeuronGroup(3000, "")))).Connect(j: "k for k in sample(0, N_post, p=i/10.0)");
        var counts = Enumerable.Range(0, 10).Select(i => synapses.Sources().Count(s => s == i)).ToList();
        Assert.All(counts.Index(), c => Assert.InRange(
            c.Item - (300 * c.Index), -5 * Math.Sqrt(300 * c.Index * (1 - (c.Index / 10.0))), 5 * Math.Sqrt(300 * c.Index * (1 - (c.Index / 10.0)))));
        Assert.Equal(synapses.Count, Pairs(synapses).Distinct().Count());
    }

    // Loops longer than a block of pairs, so that a row is judged in parts.
    [Theory, ClassData(typeof(Configurations))]
    public void A_loop_may_be_long_and_its_random_numbers_are_new_for_each_pair(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var synapses = net.Add(new Synapses(net.Add(new NeuronGroup(2, "")), net.Add(new NeuronGroup(9000, ""))));
        synapses.Connect(j: "k for k in range(N_post) if k % 1000 == i");
        Assert.Equal(from i in Enumerable.Range(0, 2) from k in Enumerable.Range(0, 9) select (i, (1000 * k) + i), Pairs(synapses));
        synapses.Connect(j: "k for k in range(8192) if rand() < 0.5");
        var drawn = Pairs(synapses).Skip(18).ToList();
        Assert.InRange(drawn.Count, 8192 - 320, 8192 + 320);
        Assert.NotEqual(drawn.Where(p => p is { I: 0, J: < 4096 }).Select(p => p.J), drawn.Where(p => p is { I: 0, J: >= 4096 }).Select(p => p.J - 4096));
        Assert.NotEqual(drawn.Where(p => p.I == 0).Select(p => p.J), drawn.Where(p => p.I == 1).Select(p => p.J));
    }

    [Theory, ClassData(typeof(Configurations))]
    public void Numbers_in_a_generator_are_those_within_the_parts_and_several_synapses_follow_each_other(string backend, Precision precision)
    {
        using var net = Networks.On(backend, precision);
        var cells = net.Add(new NeuronGroup(10, "x : 1"));
        cells["x"] = "i*1.0";
        var synapses = net.Add(new Synapses(cells[2..5], cells[6..])).Connect(j: "k for k in range(N_post) if x_post - x_pre == 4", n: "1 + i");
        Assert.Equal([(0, 0), (1, 1), (1, 1), (2, 2), (2, 2), (2, 2)], Pairs(synapses));
        Assert.Equal([(0, 2), (1, 1), (2, 0)], Pairs(net.Add(new Synapses(cells[2..5], cells[6..])).Connect(j: "N_pre - 1 - i")));
    }

    private static IEnumerable<(int I, int J)> Pairs(Synapses synapses) => synapses.Sources().Zip(synapses.Targets());

    /// <summary>Two groups of a size, whose x is their number times a factor, and a projection from the one to the other.</summary>
    private static Synapses Between(Network net, (int Count, int Factor) source, (int Count, int Factor) target)
    {
        var (from, to) = (Group(source), Group(target));
        return net.Add(new Synapses(from, to));

        NeuronGroup Group((int Count, int Factor) group)
        {
            var cells = net.Add(new NeuronGroup(group.Count, "x : 1\ny = 4*i : 1"));
            cells["x"].Set($"{group.Factor}*i");
            return cells;
        }
    }
}
