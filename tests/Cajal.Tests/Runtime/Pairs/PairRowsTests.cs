using Cajal.Runtime;
using Cajal.Runtime.Pairs;
using Cajal.Runtime.Random;
using Cajal.Runtime.Synapses;

namespace Cajal.Tests.Runtime.Pairs;

/// <summary>What every rule of pairs owes: its distribution, its exact numbers, the same pairs on any thread.</summary>
public sealed class PairRowsTests
{
    /// <summary>20 sources and 20 targets, none with itself: 19 for each source and each target, 380 pairs.</summary>
    private static readonly PairGrid s_square = new(new(0, 20), new(0, 20), row => row);

    /// <summary>The same, without five more targets of each source, and five more sources of each target: 14 of each, 280 pairs.</summary>
    private static readonly PairGrid s_partial = new(
        new(0, 20), new(0, 20), row => row, new([ListOf(Enumerable.Range(0, 20).SelectMany(i => Enumerable.Range(1, 5).Select(k => (i, (i + (3 * k)) % 20))))], 20, 20));

    private delegate PairRows Rule(PairGrid grid, RandomStream random, int threads);

    private static readonly Dictionary<string, Rule> s_rules = new()
    {
        ["all"] = (grid, _, _) => new AllPairs(grid),
        ["probability 0.3"] = (grid, random, _) => new RandomPairs(grid, 0.3, random),
        ["probability 0.8"] = (grid, random, _) => new RandomPairs(grid, 0.8, random),
        ["out-degree 7"] = (grid, random, _) => new FixedOutDegree(grid, 7, multapses: false, random),
        ["out-degree 50, multapses"] = (grid, random, _) => new FixedOutDegree(grid, 50, multapses: true, random),
        ["in-degree 7"] = (grid, random, threads) => FixedInDegree.Of(grid, 7, multapses: false, random, threads),
        ["in-degree 50, multapses"] = (grid, random, threads) => FixedInDegree.Of(grid, 50, multapses: true, random, threads),
        ["total 180"] = (grid, random, threads) => new FixedTotal(grid, 180, multapses: false, random, threads),
        ["total 900, multapses"] = (grid, random, threads) => new FixedTotal(grid, 900, multapses: true, random, threads),
    };

    public static TheoryData<string> Rules => [.. s_rules.Keys];

    [Theory, MemberData(nameof(Rules))]
    public void Pairs_are_of_the_ends_by_source_and_none_is_barred(string rule)
    {
        int[] targets = [.. Enumerable.Range(0, 30).Where(j => j != 15), 40];
        var pairs = Made(rule, new(new(10, 20), new(targets), row => 10 + row));

        Assert.All(pairs, pair => Assert.True(pair.Source is >= 10 and < 30 && targets.Contains(pair.Target) && pair.Source != pair.Target, $"{pair}"));
        Assert.Equal(pairs.Select(p => p.Source).Order(), pairs.Select(p => p.Source));
        if (!rule.EndsWith("multapses", StringComparison.Ordinal)) { Assert.Equal(pairs.Distinct().Order(), pairs); }
        if (rule == "all") { Assert.Equal((20 * 30) - 19, pairs.Count); }
    }

    [Theory, MemberData(nameof(Rules))]
    public void Pairs_are_the_same_on_any_number_of_threads_and_in_any_order_of_rows(string rule)
    {
        PairGrid grid = new(new(0, 3000), new(0, 700), row => row);
        var expected = Made(rule, grid);

        Assert.All((int[])[2, 3, 8], threads => Assert.Equal(expected, Made(rule, grid, threads: threads)));
        var rows = s_rules[rule](grid, StreamOf(0), 1);
        for (var row = rows.Rows - 1; row >= 0; row -= 100)
        {
            var targets = new int[rows.CountOf(row)];
            rows.Fill(row, targets);
            Assert.Equal(expected.Where(p => p.Source == row), targets.Select(target => (rows.SourceOf(row), target)));
        }
    }

    // Oracle: sets of pairs. The pairs that are left out come from a rule, from one that leaves out pairs itself, and from a list with repetitions.
    [Theory, MemberData(nameof(Rules))]
    public void Excluded_pairs_are_never_made_and_all_others_can_be(string rule)
    {
        int[] targets = [.. Enumerable.Range(0, 30).Where(j => j != 15), 40];
        RandomPairs some = new(new(new(0, 50), new(0, 60), null), 0.2, StreamOf(5));
        RandomPairs more = new(new(new(5, 20), new(3, 40), source => source, new([some], 50, 60)), 0.1, StreamOf(6));
        PairSet[] excluded = [some, more, ListOf([(12, 3), (12, 3), (49, 0), (12, 1), (0, 59)])];
        HashSet<(int, int)> left = [.. from i in Enumerable.Range(10, 20) from j in targets where i != j select (i, j)];
        foreach (var set in excluded) { left.ExceptWith(Made(set)); }
        PairGrid grid = new(new(10, 20), new(targets), row => 10 + row, new(excluded, 50, 60));

        var pairs = Made(rule, grid);

        Assert.All(pairs, pair => Assert.Contains(pair, left));
        Assert.Equal(pairs.Select(p => p.Source).Order(), pairs.Select(p => p.Source));
        if (!rule.EndsWith("multapses", StringComparison.Ordinal)) { Assert.Equal(pairs.Distinct().Order(), pairs); }
        Assert.Equal(left.Count, grid.Pairs);
        Assert.Equal(left.Order(), Made("all", grid));
        Assert.Equal(left, [.. Enumerable.Range(0, 300).SelectMany(repetition => Made(rule, grid, (uint)repetition))]);
        Assert.All((int[])[2, 3], threads => Assert.Equal(pairs, Made(rule, grid, threads: threads)));
    }

    [Fact]
    public void Fixed_numbers_are_exact()
    {
        Assert.Equal(Enumerable.Repeat(7, 20), Made("out-degree 7", s_square).CountBy(p => p.Source).Select(p => p.Value));
        Assert.Equal(Enumerable.Repeat(50, 20), Made("out-degree 50, multapses", s_square).CountBy(p => p.Source).Select(p => p.Value));
        Assert.Equal(Enumerable.Repeat(7, 20), Made("in-degree 7", s_square).CountBy(p => p.Target).Select(p => p.Value));
        Assert.Equal(Enumerable.Repeat(50, 20), Made("in-degree 50, multapses", s_square).CountBy(p => p.Target).Select(p => p.Value));
        Assert.Equal(180, Made("total 180", s_square).Count);
        Assert.Equal(900, Made("total 900, multapses", s_square).Count);
        Assert.Equal(Made("all", s_square), Made(new FixedTotal(s_square, 380, multapses: false, StreamOf(0), 1)));
    }

    // Oracle: the sum of (number - mean)²/mean over all pairs is chi-square of a known number of degrees of freedom, times the ratio of variance to mean of
    // one pair: 1 - p for a probability p, 1 for draws with repetition, (1 - k/n)·n/(n - 1) for k different ones of n.
    // A chi-square of f degrees of freedom has the mean f and the variance 2f; five standard deviations.
    [Theory]
    [InlineData("probability 0.3", 0.3, 0.7, 380)]
    [InlineData("probability 0.8", 0.8, 0.2, 380)]
    [InlineData("out-degree 7", 7 / 19.0, 12 / 18.0, 20 * 18)]
    [InlineData("out-degree 50, multapses", 50 / 19.0, 1, 20 * 18)]
    [InlineData("in-degree 7", 7 / 19.0, 12 / 18.0, 20 * 18)]
    [InlineData("in-degree 50, multapses", 50 / 19.0, 1, 20 * 18)]
    [InlineData("total 180", 180 / 380.0, 200 / 379.0, 379)]
    [InlineData("total 900, multapses", 900 / 380.0, 1, 379)]
    public void Each_pair_is_as_likely_as_any_other(string rule, double mean, double varianceToMean, int freedom)
    {
        AssertEven(rule, s_square, mean, varianceToMean, freedom);
    }

    // Oracle: as above, with 14 targets of each source, and 14 sources of each target.
    [Theory]
    [InlineData("probability 0.3", 0.3, 0.7, 280)]
    [InlineData("probability 0.8", 0.8, 0.2, 280)]
    [InlineData("out-degree 7", 7 / 14.0, 7 / 13.0, 20 * 13)]
    [InlineData("out-degree 50, multapses", 50 / 14.0, 1, 20 * 13)]
    [InlineData("in-degree 7", 7 / 14.0, 7 / 13.0, 20 * 13)]
    [InlineData("in-degree 50, multapses", 50 / 14.0, 1, 20 * 13)]
    [InlineData("total 180", 180 / 280.0, 100 / 279.0, 279)]
    [InlineData("total 900, multapses", 900 / 280.0, 1, 279)]
    public void Each_pair_that_is_not_excluded_is_as_likely_as_any_other(string rule, double mean, double varianceToMean, int freedom) =>
        AssertEven(rule, s_partial, mean, varianceToMean, freedom);

    // Ten sources have nine targets, the other ten have ten: a total that is parted by sources and not by pairs would favour the former by a tenth.
    [Theory]
    [InlineData("total 180", 180 / 190.0, 10 / 189.0)]
    [InlineData("total 900, multapses", 900 / 190.0, 1)]
    public void A_total_is_shared_by_pairs_also_where_sources_have_different_numbers_of_targets(string rule, double mean, double varianceToMean) =>
        AssertEven(rule, new(new(0, 20), new(0, 10), row => row), mean, varianceToMean, 189);

    private static void AssertEven(string rule, PairGrid grid, double mean, double varianceToMean, int freedom)
    {
        const int Repetitions = 500;
        var counts = new int[20, 20];
        for (var repetition = 0U; repetition < Repetitions; repetition++)
        {
            foreach (var (source, target) in Made(rule, grid, repetition)) { counts[source, target]++; }
        }

        mean *= Repetitions;
        var sum = Made("all", grid).Sum(p => Math.Pow(counts[p.Source, p.Target] - mean, 2)) / mean / varianceToMean;
        Assert.InRange((sum - freedom) / Math.Sqrt(2 * freedom), -5, 5);
    }

    // Oracle: as above, for the number of pairs of each source in each repetition: binomial, a part of a multinomial one, or multivariate hypergeometric. Where the
    // sum over the sources is fixed, the variance is that of one times 20/19, and there are 19 degrees of freedom.
    [Theory]
    [InlineData("probability 0.3", 19 * 0.3, 0.7, 20)]
    [InlineData("total 180", 9, 200 / 379.0, 19)]
    [InlineData("total 900, multapses", 45, 1, 19)]
    [InlineData("in-degree 50, multapses", 50, 18 / 19.0 * 20 / 19.0, 19)]
    public void Numbers_of_pairs_of_sources_vary_as_they_should(string rule, double mean, double varianceToMean, int freedom)
    {
        const int Repetitions = 2000;
        var sum = 0.0;
        for (var repetition = 0U; repetition < Repetitions; repetition++)
        {
            var rows = s_rules[rule](s_square, StreamOf(repetition), 1);
            sum += Enumerable.Range(0, rows.Rows).Sum(row => Math.Pow(rows.CountOf(row) - mean, 2)) / mean / varianceToMean;
        }

        freedom *= Repetitions;
        Assert.InRange((sum - freedom) / Math.Sqrt(2 * freedom), -5, 5);
    }

    [Theory, MemberData(nameof(Rules))]
    public void A_snapshot_keeps_rules_as_rules_and_another_process_gets_the_same_pairs(string rule)
    {
        int[] targets = [3, 7, .. Enumerable.Range(10, 30)];
        SynapseTable table = new(() => 1);
        table.Add(s_rules[rule](new(new(10, 20), new(targets), row => 10 + row), StreamOf(3), 1));
        table.Add(s_rules[rule](s_square, StreamOf(4), 1));
        table.Add(s_rules[rule](s_partial, StreamOf(5), 1));
        PairList list = new();
        list.Add(5, 6);
        table.Add(list);
        Snapshot snapshot = new();
        table.Save(snapshot, "table");
        using MemoryStream written = new();
        snapshot.WriteTo(written);
        written.Position = 0;

        SynapseTable restored = new(() => 3);
        restored.Add(list);
        restored.Restore(Snapshot.ReadFrom(written), "table");

        Assert.Equal(table.Sets.Select(set => set.GetType()), restored.Sets.Select(set => set.GetType()));
        Assert.Equal(PairsOf(table), PairsOf(restored));
        Assert.InRange(written.Length, 1, 4000);
    }

    [Fact]
    public void A_rule_of_a_later_version_is_refused()
    {
        PairRule later = new("Ring", 3, false, StreamOf(0));
        Assert.Equal("The stored state has synapses by the rule 'Ring', which this version of Cajal does not know.", Assert.Throws<ModelException>(() => later.Of(s_square, 1)).Message);
    }

    [Fact]
    public void A_table_writes_rules_and_lists_down_in_order_of_creation()
    {
        SynapseTable table = new(() => 2);
        PairList list = new();
        list.AddRange([5, 5, 1], [2, 2, 0]);
        table.Add(new AllPairs(new(new(3, 2), new(6, 2), null)));
        table.Add(list);
        table.Add(new RandomPairs(s_square, 0, StreamOf(0)));

        Assert.Equal(7, table.Count);
        Assert.Equal([3, 3, 4, 4, 5, 5, 1], table.Sources.AsSpan());
        Assert.Equal([6, 7, 6, 7, 2, 2, 0], table.Targets.AsSpan());
        Assert.Equal([0, 1, 0, 2, 2, 2], table.CountsOfSources(6));
        Assert.Equal([1, 0, 2, 0, 0, 0, 2, 2], table.CountsOfTargets(8));
    }

    private static PairList ListOf(IEnumerable<(int Source, int Target)> pairs)
    {
        PairList list = new();
        foreach (var (source, target) in pairs) { list.Add(source, target); }
        return list;
    }

    private static RandomStream StreamOf(uint repetition) => RandomStream.Create(42, 0, 0, repetition);

    private static List<(int Source, int Target)> Made(string rule, PairGrid grid, uint repetition = 0, int threads = 1) =>
        Made(s_rules[rule](grid, StreamOf(repetition), threads), threads);

    private static List<(int Source, int Target)> Made(PairSet pairs, int threads = 1)
    {
        SynapseTable table = new(() => threads);
        table.Add(pairs);
        return PairsOf(table);
    }

    private static List<(int Source, int Target)> PairsOf(SynapseTable table)
    {
        var (sources, targets) = (table.Sources, table.Targets);
        return [.. Enumerable.Range(0, table.Count).Select(k => (sources[k], targets[k]))];
    }
}
