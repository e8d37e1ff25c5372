using Cajal.Runtime;
using Cajal.Runtime.Pairs;
using Cajal.Runtime.Random;

namespace Cajal;

/// <summary>Goes through pairs that are given by their order, in blocks.</summary>
internal static class PairSelection
{
    /// <summary>The pairs of a rule, by source, then target.</summary>
    public static void OfRows(PairRows pairs, PairBlock block, PairRules rules)
    {
        using NativeBuffer buffer = new((long)Enumerable.Range(0, pairs.Rows).Max(pairs.CountOf) * sizeof(int));
        for (var row = 0; row < pairs.Rows; row++)
        {
            var rest = buffer.Span<int>(0, pairs.CountOf(row));
            pairs.Fill(row, rest);
            for (var part = 0U; !rest.IsEmpty; part++)
            {
                block.Count = Math.Min(rest.Length, PairBlock.Capacity);
                rest[..block.Count].CopyTo(block.Targets);
                block.Sources[..block.Count].Fill(pairs.SourceOf(row));
                rest = rest[block.Count..];
                rules.Apply((uint)row, part);
            }
        }
    }

    /// <summary>Listed pairs, in their order.</summary>
    /// <param name="i">Sources, as numbered in <paramref name="sources"/>; one for all, or one for each pair.</param>
    /// <param name="j">Targets, as numbered in <paramref name="targets"/>.</param>
    /// <param name="p">Probability that a pair is looked at at all.</param>
    public static void ListedPairs(
        ProjectionEnd sources, ProjectionEnd targets, ReadOnlySpan<int> i, ReadOnlySpan<int> j, double p, RandomStream random, PairBlock block, PairRules rules)
    {
        BernoulliRow row = new(random, 0, p);
        var pairs = i.Length == 1 ? j.Length : i.Length;
        var (pair, part) = (-1L, 0U);
        for (var more = true; more; part++)
        {
            var count = 0;
            for (; count < PairBlock.Capacity && (more = row.Next(ref pair, pairs)); count++)
            {
                block.Sources[count] = sources.ElementAt(i[i.Length == 1 ? 0 : (int)pair]);
                block.Targets[count] = targets.ElementAt(j[j.Length == 1 ? 0 : (int)pair]);
            }

            block.Count = count;
            rules.Apply(0, part);
        }
    }
}
