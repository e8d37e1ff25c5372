using System.Runtime.CompilerServices;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime.Pairs;
using Cajal.Runtime.Random;

namespace Cajal;

/// <content>How synapses come to be. Every call adds synapses behind those that are there.</content>
public sealed partial class Synapses
{
    /// <summary>
    /// Connects pairs of a source and a target, ordered by source, then target: all of them, themselves included, or those that meet a
    /// condition; each with a probability, and by a number of synapses.
    /// </summary>
    /// <param name="condition">Condition on the pair, such as <c>i != j and abs(x_pre - x_post) &lt; 200*um</c>; null for all pairs.</param>
    /// <param name="p">Probability of a pair, a number or an expression; null for 1.</param>
    /// <param name="n">Number of synapses of a pair, a number or an expression; null for 1.</param>
    /// <param name="from">Which sources take part, as a part of their group; null for all of <see cref="Source"/>.</param>
    /// <param name="to">Which targets take part, as a part of their group; null for all of <see cref="Target"/>.</param>
    /// <param name="except">Projections between the same groups; a pair that has a synapse in one of them by now gets none. This one may be among them.</param>
    /// <returns>This projection.</returns>
    /// <remarks>Texts know the numbers of the pair, <c>i</c> and <c>j</c>, <c>N_pre</c>, <c>N_post</c>, the variables of the source (<c>x_pre</c>) and of the target (<c>x_post</c>, <c>x</c>).</remarks>
    /// <exception cref="EquationException">A text is not right.</exception>
    /// <exception cref="ModelException">A number is out of range, or the projection belongs to no network.</exception>
    [OverloadResolutionPriority(1)]
    public Synapses Connect(ModelText? condition = null, PairValue? p = null, PairValue? n = null, Subgroup? from = null, Subgroup? to = null, IReadOnlyCollection<Synapses>? except = null) => Growing(() =>
    {
        var random = NextConstruction();
        PairBlock block = new(Target.Places.Spare);
        Func<int, int>? barredOf = null;
        PairFilter? filter = null;
        if (condition is not null)
        {
            var text = PairText(condition, "the condition");
            var expression = text.Condition();
            if (expression is Binary { Operator: BinaryOperator.NotEqual, Left: Name { Id: var left }, Right: Name { Id: var right } } && (left, right) is ("i", "j") or ("j", "i"))
            {
                barredOf = TargetOfSameNumber;
            }
            else
            {
                filter = PairFilter.Of(block, text.Names, expression, Network!.ContextOn(Clock), NextConstruction());
            }
        }

        var (probability, rules) = Rules(block, filter, p, n);
        var grid = Grid(from, to, barredOf, except);
        PairRows pairs = probability == 1 ? new AllPairs(grid) : new RandomPairs(grid, probability, random);
        if (rules.KeepAll) { return pairs; }
        PairSelection.OfRows(pairs, block, rules);
        return rules.Pairs;
    });

    /// <summary>Connects every pair of a source and a target, themselves included, with a probability.</summary>
    /// <inheritdoc cref="Connect(ModelText?, PairValue?, PairValue?, Subgroup?, Subgroup?, IReadOnlyCollection{Synapses}?)"/>
    public Synapses Connect(double p) => Connect(condition: null, p);

    /// <summary>Connects listed pairs, in their order; a pair may occur several times.</summary>
    /// <param name="i">Sources, as numbered in <see cref="Source"/>; one for all pairs, or one for each.</param>
    /// <param name="j">Targets, as numbered in <see cref="Target"/>; one for all pairs, or one for each.</param>
    /// <param name="p">Probability of a pair, a number or an expression; null for 1.</param>
    /// <param name="n">Number of synapses of a pair, a number or an expression; null for 1.</param>
    /// <returns>This projection.</returns>
    /// <exception cref="EquationException">A text is not right.</exception>
    /// <exception cref="ModelException">The lists have different lengths, or an index is out of range.</exception>
    public Synapses Connect(ReadOnlySpan<int> i, ReadOnlySpan<int> j, PairValue? p = null, PairValue? n = null)
    {
        RequireNetwork("it is connected");
        if (i.Length != j.Length && i.Length != 1 && j.Length != 1)
        {
            throw new ModelException($"'{Name}': i has {i.Length} elements and j has {j.Length}; each synapse takes one of both, so they have to be as many, or one of them a single number.");
        }

        RequireWithin(i, Source, nameof(i));
        RequireWithin(j, Target, nameof(j));
        var (sources, targets) = (i.ToArray(), j.ToArray());
        return Growing(() =>
        {
            var random = NextConstruction();
            PairBlock block = new(Target.Places.Spare);
            var (probability, rules) = Rules(block, null, p, n);
            PairSelection.ListedPairs(Source, Target, sources, targets, probability, random, block, rules);
            return rules.Pairs;
        });
    }

    /// <inheritdoc cref="Connect(ReadOnlySpan{int}, ReadOnlySpan{int}, PairValue?, PairValue?)"/>
    public Synapses Connect(int i, ReadOnlySpan<int> j, PairValue? p = null, PairValue? n = null) => Connect([i], j, p, n);

    /// <inheritdoc cref="Connect(ReadOnlySpan{int}, ReadOnlySpan{int}, PairValue?, PairValue?)"/>
    public Synapses Connect(ReadOnlySpan<int> i, int j, PairValue? p = null, PairValue? n = null) => Connect(i, [j], p, n);

    /// <inheritdoc cref="Connect(ReadOnlySpan{int}, ReadOnlySpan{int}, PairValue?, PairValue?)"/>
    public Synapses Connect(int i, int j, PairValue? p = null, PairValue? n = null) => Connect([i], [j], p, n);

    /// <summary>
    /// Connects each source to the targets that an expression gives (<paramref name="j"/>), or each target to the sources that one gives
    /// (<paramref name="i"/>): <c>j: "i + 1 if i &lt; 9"</c>, <c>j: "i + k for k in range(-2, 3) if k != 0"</c>,
    /// <c>j: "k for k in sample(N_post, size=5)"</c>, <c>i: "k for k in sample(N_pre, p=0.1)"</c>.
    /// </summary>
    /// <param name="j">Gives targets; null when <paramref name="i"/> gives sources.</param>
    /// <param name="i">Gives sources; null when <paramref name="j"/> gives targets.</param>
    /// <param name="n">Number of synapses of a pair, a number or an expression; null for 1.</param>
    /// <param name="skipIfInvalid">Whether to leave elements out that do not exist, and to cut samples down to as many as there are.</param>
    /// <returns>This projection.</returns>
    /// <remarks>The loop goes through <c>range(start, stop, step)</c>, or a random part of it: <c>sample(start, stop, step, p=...)</c> takes each
    /// with a probability, <c>sample(start, stop, step, size=...)</c> takes a number of them, none twice, in ascending order.</remarks>
    /// <exception cref="EquationException">A text is not right, or gives an element that does not exist.</exception>
    /// <exception cref="ModelException">Both or none of the texts is given, or the projection belongs to no network.</exception>
    public Synapses Connect(ModelText? j = null, ModelText? i = null, PairValue? n = null, bool skipIfInvalid = false)
    {
        if ((i is null) == (j is null))
        {
            throw new ModelException($"'{Name}': expressions give either the targets of each source, by j, or the sources of each target, by i. For pairs that meet a condition write Connect(\"...\").");
        }

        return Growing(() =>
        {
            PairBlock block = new(Target.Places.Spare);
            var text = PairText((j ?? i)!, j is not null ? "j" : "i");
            return new GeneratedPairs(Source, Target, text, j is not null, skipIfInvalid, Network!.ContextOn(Clock), NextConstruction, block, condition => Rules(block, condition, null, n).Rules).Connect();
        });
    }

    /// <summary>The probability that all pairs have, and the rules that ask for the rest.</summary>
    private (double Probability, PairRules Rules) Rules(PairBlock block, PairFilter? condition, PairValue? p, PairValue? n)
    {
        var context = Network!.ContextOn(Clock);
        var (probability, draw) = (p is { Text: null } ? p.Number : 1, (PairFilter?)null);
        if (p?.Text is { } pText)
        {
            var text = PairText(pText, "p");
            var expression = text.Probability();
            if (DimensionChecker.ConstantValue(expression, text.Scope) is { } constant) { probability = constant; }
            else { draw = PairFilter.WithProbability(block, text.Names, expression, context, NextConstruction()); }
        }

        if (!(probability is >= 0 and <= 1)) { throw new ModelException(FormattableString.Invariant($"A probability has to be from 0 to 1, but p is {probability}.")); }
        var copies = n is { Text: null } ? n.Number : 1;
        if (!(copies >= 0 && copies <= int.MaxValue && double.IsInteger(copies)))
        {
            throw new ModelException(FormattableString.Invariant($"A pair can have 0, 1, 2, ... synapses, but n is {copies}."));
        }

        var number = n?.Text is { } nText && PairText(nText, "n") is var asText ? new PairNumber(block, asText.Names, asText.Integer(), IrType.Integer, context, NextConstruction()) : null;
        return (probability, new(block) { Condition = condition, Draw = draw, Copies = number, FixedCopies = (int)copies });
    }

    private PairText PairText(ModelText text, string what) => Code.PairText(text, what, Network!.ContextOn(Clock));

    /// <summary>Adds the synapses that are made of pairs; where that throws, there are those that were there before.</summary>
    private Synapses Growing(Func<PairSet> makePairs)
    {
        RequireNetwork("it is connected");
        Source.LieByNumber();
        Target.LieByNumber();
        var pairs = makePairs();
        RequireRoom(pairs.Count);
        Store.ForgetTraces(Network!.ContextOn(Clock));
        _table.Add(pairs);
        _isConnected = true;
        Store.Grow();
        foreach (var pathway in _pathways) { pathway.Delays.Grow(); }
        if (Code.MultisynapticIndex is { } index) { Store.Set(index, 0, [.. _table.Repetitions().Select(k => (double)k)]); }
        return this;
    }

    private void RequireRoom(double more)
    {
        if (Count + more > int.MaxValue)
        {
            throw new ModelException(FormattableString.Invariant(
                $"'{Name}' would have {Count + more:N0} synapses, but a projection holds up to {int.MaxValue:N0}. Make several, each onto a part of the targets."));
        }

        Network!.Limits.RequireMemory(
            (Count + more) * Store.BytesOfSynapse, FormattableString.Invariant($"'{Name}' with {Count + more:N0} synapses"),
            part => FormattableString.Invariant($"It fits with {part:P0} of the synapses: at {Math.Sqrt(part):0.00} of the size, the probability of a synapse being the same, or with fewer variables a synapse."));
    }

    private void RequireWithin(ReadOnlySpan<int> indices, ProjectionEnd end, string list)
    {
        for (var k = 0; k < indices.Length; k++)
        {
            if (indices[k] < 0 || indices[k] >= end.Count)
            {
                throw new ModelException($"'{Name}': {list}[{k}] is {indices[k]}, but '{end}' has the elements 0 to {end.Count - 1}.");
            }
        }
    }

    private RandomStream NextConstruction() => NextConstruction("it is connected");
}
