using Cajal.Runtime.Random;

namespace Cajal;

/// <summary>Goes through pairs that are given by their order, in blocks: all of them, or each with one probability.</summary>
internal static class PairSelection
{
    /// <summary>Every pair of a source and a target, by source, then target.</summary>
    /// <param name="p">Probability that a pair is looked at at all.</param>
    public static void AllPairs(ProjectionEnd sources, ProjectionEnd targets, double p, RandomStream random, PairBlock block, PairRules rules)
    {
        for (var source = 0; source < sources.Count; source++)
        {
            BernoulliRow row = new(random, (uint)source, p);
            var (column, part) = (-1L, 0U);
            for (var more = true; more; part++)
            {
                var columns = block.Targets;
                var count = 0;
                while (count < PairBlock.Capacity && (more = row.Next(ref column, targets.Count))) { columns[count++] = targets.ElementAt((int)column); }
                block.Sources[..count].Fill(sources.ElementAt(source));
                block.Count = count;
                rules.Apply((uint)source, part);
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
