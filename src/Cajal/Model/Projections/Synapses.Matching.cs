using System.Runtime.InteropServices;

namespace Cajal;

/// <content>Which synapses there are, by their ends.</content>
public sealed partial class Synapses
{
    /// <summary>Source of each synapse as numbered in <see cref="Source"/>, in order of creation.</summary>
    public int[] Sources() => [.. _table.Sources.AsSpan().ToArray().Select(Source.PositionOf)];

    /// <summary>Target of each synapse as numbered in <see cref="Target"/>, in order of creation.</summary>
    public int[] Targets() => [.. _table.Targets.AsSpan().ToArray().Select(Target.PositionOf)];

    /// <summary>Number of synapses onto each element of <see cref="Target"/>; the name <c>N_incoming</c> in code of the synapses.</summary>
    public int[] IncomingCounts() => CountsAt(Target, _table.CountsOfTargets(Target.OwnerCount));

    /// <summary>Number of synapses from each element of <see cref="Source"/>; the name <c>N_outgoing</c> in code of the synapses.</summary>
    public int[] OutgoingCounts() => CountsAt(Source, _table.CountsOfSources(Source.OwnerCount));

    /// <summary>Numbers of the synapses that meet a condition on their variables, ends and random numbers, ascending.</summary>
    /// <exception cref="EquationException">The condition is not right.</exception>
    /// <exception cref="ModelException">There are no synapses yet.</exception>
    public int[] Matching(ModelText condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        RequireElements();
        return ElementExpression.Matching(Name, condition, ((IVariableOwner)this).ContextOf(condition), new(0, () => Count));
    }

    /// <summary>Numbers of the synapses from some sources to some targets, ascending: <c>Matching(3, ..)</c> are all from source 3.</summary>
    /// <param name="i">Sources, as numbered in <see cref="Source"/>.</param>
    /// <param name="j">Targets, as numbered in <see cref="Target"/>.</param>
    /// <param name="k">Which of the synapses of a pair, in order of creation from 0; null for all of them.</param>
    /// <exception cref="ModelException">A range reaches beyond a group, or counts the synapses of a pair from the end, or there are no synapses yet.</exception>
    public int[] Matching(ElementRange i, ElementRange j, ElementRange? k = null)
    {
        RequireElements();
        var (sources, targets) = (i.Within(Source.Count, $"'{Source}'"), j.Within(Target.Count, $"'{Target}'"));
        var (firstOfPair, endOfPair) = k?.OfPair() ?? (0, int.MaxValue);
        Dictionary<(int, int), int> seen = [];
        List<int> matching = [];
        for (var synapse = 0; synapse < Count; synapse++)
        {
            var (source, target) = (Source.PositionOf(_table.Sources[synapse]), Target.PositionOf(_table.Targets[synapse]));
            if (source < sources.First || source >= sources.End || target < targets.First || target >= targets.End) { continue; }
            if (k is not null)
            {
                ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, (source, target), out _);
                if (count++ < firstOfPair || count > endOfPair) { continue; }
            }

            matching.Add(synapse);
        }

        return [.. matching];
    }

    int[] IVariableOwner.Between(ElementRange i, ElementRange j, ElementRange? k) => Matching(i, j, k);

    private static int[] CountsAt(ProjectionEnd end, int[] counts) => [.. Enumerable.Range(0, end.Count).Select(position => counts[end.ElementAt(position)])];
}
