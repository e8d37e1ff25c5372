using Cajal.Runtime;
using Cajal.Runtime.Pairs;

namespace Cajal;

/// <content>Random connections whose numbers are fixed.</content>
public sealed partial class Synapses
{
    /// <summary>Connects each target to the same number of random sources; synapses are ordered by source, then target.</summary>
    /// <param name="inDegree">Number of synapses onto each target.</param>
    /// <param name="multapses">Whether a source may be chosen several times for a target.</param>
    /// <param name="autapses">Whether a neuron may connect to itself.</param>
    /// <param name="from">Which sources take part, as a part of their group; null for all of <see cref="Source"/>.</param>
    /// <param name="to">Which targets take part, as a part of their group; null for all of <see cref="Target"/>.</param>
    /// <param name="except">Projections between the same groups; pairs that have a synapse in one of them by now are not chosen. This one may be among them.</param>
    /// <returns>This projection.</returns>
    /// <exception cref="ModelException">There are not as many sources, or the projection belongs to no network.</exception>
    public Synapses ConnectFixedInDegree(int inDegree, bool multapses = true, bool autapses = true, Subgroup? from = null, Subgroup? to = null, IReadOnlyCollection<Synapses>? except = null) => Growing(() =>
    {
        var grid = GridOfNeurons(from, to, autapses, except);
        RequireChoice(inDegree, grid.Transposed().LeastAllowed, multapses, "target", "sources");
        RequireRoom((double)inDegree * grid.Targets.Count);
        return FixedInDegree.Of(grid, inDegree, multapses, NextConstruction(), Network!.Threads);
    });

    /// <summary>Connects each source to the same number of random targets; synapses are ordered by source.</summary>
    /// <param name="outDegree">Number of synapses from each source.</param>
    /// <param name="multapses">Whether a target may be chosen several times for a source.</param>
    /// <exception cref="ModelException">There are not as many targets, or the projection belongs to no network.</exception>
    /// <inheritdoc cref="ConnectFixedInDegree"/>
    public Synapses ConnectFixedOutDegree(int outDegree, bool multapses = true, bool autapses = true, Subgroup? from = null, Subgroup? to = null, IReadOnlyCollection<Synapses>? except = null) => Growing(() =>
    {
        var grid = GridOfNeurons(from, to, autapses, except);
        RequireChoice(outDegree, grid.LeastAllowed, multapses, "source", "targets");
        RequireRoom((double)outDegree * grid.Sources.Count);
        return new FixedOutDegree(grid, outDegree, multapses, NextConstruction());
    });

    /// <summary>Makes a fixed number of synapses between random sources and targets, each pair as likely as any other; they are ordered by source.</summary>
    /// <param name="total">Number of synapses.</param>
    /// <param name="multapses">Whether a pair may be chosen several times.</param>
    /// <exception cref="ModelException">There are not as many pairs, or the projection belongs to no network.</exception>
    /// <inheritdoc cref="ConnectFixedInDegree"/>
    public Synapses ConnectFixedTotal(long total, bool multapses = true, bool autapses = true, Subgroup? from = null, Subgroup? to = null, IReadOnlyCollection<Synapses>? except = null) => Growing(() =>
    {
        var grid = GridOfNeurons(from, to, autapses, except);
        RequireChoice(total, grid.Pairs, multapses, "projection", "pairs");
        RequireRoom(total);
        return new FixedTotal(grid, total, multapses, NextConstruction(), Network!.Threads);
    });

    /// <summary>The target whose number is that of a source, as both are numbered in their groups; -1 where there is none.</summary>
    private int TargetOfSameNumber(int source) => Source.PositionOf(source) is var i && i < Target.Count ? Target.ElementAt(i) : -1;

    private PairGrid GridOfNeurons(Subgroup? from, Subgroup? to, bool autapses, IReadOnlyCollection<Synapses>? except) =>
        Grid(from, to, autapses || Source.Owner != Target.Owner ? null : source => source, except);

    /// <summary>The pairs of parts of both ends.</summary>
    /// <param name="barredOf">Target that a source cannot have, both as numbered in their groups; null when all pairs are allowed.</param>
    private PairGrid Grid(Subgroup? from, Subgroup? to, Func<int, int>? barredOf, IReadOnlyCollection<Synapses>? except)
    {
        var sources = ElementsOf(from, Source, nameof(from));
        return new(sources, ElementsOf(to, Target, nameof(to)), barredOf is null ? null : row => barredOf(sources[row]), Excluded(except));
    }

    private ExcludedPairs? Excluded(IReadOnlyCollection<Synapses>? except)
    {
        if (except is null or { Count: 0 }) { return null; }
        foreach (var other in except)
        {
            if (other.Source.Owner != Source.Owner || other.Target.Owner != Target.Owner)
            {
                throw new ModelException($"'{Name}': except names '{other.Name}', which connects '{other.Source}' to '{other.Target}', where no pair of '{Source}' and '{Target}' can have a synapse. Leave it out, or name a projection between the same groups.");
            }

            if (!other._isConnected)
            {
                throw new ModelException($"'{Name}': except names '{other.Name}', which has no synapses yet. Connect it first: pairs are left out that have a synapse by now.");
            }
        }

        return new(except.SelectMany(other => other._table.Sets), Source.OwnerCount, Target.OwnerCount);
    }

    private ElementSet ElementsOf(Subgroup? part, ProjectionEnd end, string name)
    {
        if (part is null) { return end.Elements; }
        for (var k = 0; k < part.Count; k++)
        {
            if (part.Group != end.Owner || end.PositionOf(part.ElementAt(k)) < 0)
            {
                throw new ModelException($"'{Name}': {name} is '{part}', which is no part of '{end}'. Give a part of the group that the projection was made with.");
            }
        }

        return part.Elements;
    }

    private void RequireChoice(double number, long available, bool multapses, string each, string others)
    {
        if (number < 0) { throw new ModelException($"'{Name}': a {each} can have 0, 1, 2, ... {others}, but not {number}."); }
        if (number > 0 && available == 0) { throw new ModelException($"'{Name}': a {each} has no {others} to choose from, but is to have {number}. Allow autapses, leave out fewer pairs, or ask for none."); }
        if (!multapses && number > available)
        {
            throw new ModelException(FormattableString.Invariant(
                $"'{Name}': a {each} is to have {number:N0} different {others}, but there are {available:N0} to choose from. Ask for fewer, or let multapses: true choose some several times."));
        }
    }
}
