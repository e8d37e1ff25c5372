using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Pairs;
using Cajal.Runtime.Random;

namespace Cajal;

/// <summary>Goes through the pairs that a generator makes: for each element of one end, those of the other that its expression gives.</summary>
internal sealed class GeneratedPairs
{
    /// <summary>Most integers that a loop goes through, unless the end that it finds elements of has more.</summary>
    public const int MaxTurns = 100_000;

    private readonly ProjectionEnd _outer, _inner;
    private readonly bool _overTargets, _skipIfInvalid;
    private readonly Generator _generator;
    private readonly PairBlock _block;
    private readonly PairRules _rules;
    private readonly PairFilter? _before;
    private readonly PairNumber _value;
    private readonly double[]? _start, _stop, _step, _size, _probability;
    private readonly RandomStream _random;
    private readonly SampleRow _sample;

    /// <param name="source">One end.</param>
    /// <param name="target">The other end.</param>
    /// <param name="text">The generator.</param>
    /// <param name="overTargets">Whether it gives targets of a source, rather than sources of a target.</param>
    /// <param name="skipIfInvalid">Whether elements that do not exist, and samples that are not possible, are left out; otherwise they are errors.</param>
    /// <param name="nextRandom">Random numbers for one more use.</param>
    /// <param name="rules">Makes the rules that pairs still have to meet, given the condition on them.</param>
    public GeneratedPairs(
        ProjectionEnd source, ProjectionEnd target, PairText text, bool overTargets, bool skipIfInvalid, RunContext context, Func<RandomStream> nextRandom,
        PairBlock block, Func<PairFilter?, PairRules> rules)
    {
        (_outer, _inner) = overTargets ? (source, target) : (target, source);
        (_overTargets, _skipIfInvalid, _block, _random) = (overTargets, skipIfInvalid, block, nextRandom());
        _sample = new SampleRow(_random);
        (_generator, var names) = text.Generator(overTargets);
        _value = new(block, names.Names, _generator.Value, IrType.Real, context, nextRandom());

        // A condition that does not ask for the other end keeps elements that do not exist from being errors.
        var condition = _generator.Condition is { } c ? PairFilter.Of(block, names.Names, c, context, nextRandom()) : null;
        var isEarly = condition is not null && !text.DependsOnInner(_generator.Condition!, overTargets);
        _before = isEarly ? condition : null;
        _rules = rules(isEarly ? null : condition);
        if (_generator.Loop is { } loop)
        {
            (_start, _stop, _step) = (OuterValues(loop.Start, IrType.Integer), OuterValues(loop.Stop, IrType.Integer), OuterValues(loop.Step, IrType.Integer));
            _size = loop.Size is null ? null : OuterValues(loop.Size, IrType.Integer);
            _probability = loop.Probability is null ? null : OuterValues(loop.Probability, IrType.Real);
        }

        double[] OuterValues(Expr expression, IrType type)
        {
            PairNumber number = new(block, text.Names, expression, type, context, nextRandom());
            var values = new double[_outer.Count];
            for (var first = 0; first < values.Length; first += PairBlock.Capacity)
            {
                FillOuter(first, Math.Min(PairBlock.Capacity, values.Length - first));
                number.Ask(0, (uint)(first / PairBlock.Capacity)).Read(0, values.AsSpan(first, block.Count));
            }

            return values;
        }
    }

    private Span<int> Outer => _overTargets ? _block.Sources : _block.Targets;

    private Span<int> Inner => _overTargets ? _block.Targets : _block.Sources;

    /// <summary>Makes the pairs.</summary>
    public PairList Connect()
    {
        if (_generator.Loop is null)
        {
            for (var first = 0; first < _outer.Count; first += PairBlock.Capacity)
            {
                FillOuter(first, Math.Min(PairBlock.Capacity, _outer.Count - first));
                Apply(0, (uint)(first / PairBlock.Capacity));
            }
        }
        else
        {
            for (var outer = 0; outer < _outer.Count; outer++) { ConnectLoop(outer); }
        }

        return _rules.Pairs;
    }

    private void ConnectLoop(int outer)
    {
        var part = 0U;
        _block.Count = 0;
        foreach (var value in LoopValues(outer))
        {
            _block.Loop[_block.Count++] = (int)value;
            if (_block.Count == PairBlock.Capacity) { Flush(); }
        }

        Flush();

        void Flush()
        {
            if (_block.Count == 0) { return; }
            Outer[.._block.Count].Fill(_outer.ElementAt(outer));
            Inner[.._block.Count].Fill(_inner.ElementAt(0));
            Apply((uint)outer, part++);
        }
    }

    private IEnumerable<long> LoopValues(int outer)
    {
        var loop = _generator.Loop!;
        var (start, stop, step) = (BoundAt(outer, _start!, loop.Start), BoundAt(outer, _stop!, loop.Stop), BoundAt(outer, _step!, loop.Step));
        if (step == 0) { throw Invalid(loop.Step, "A loop cannot take steps of 0", outer, "It may lead downwards, as in range(10, 0, -1)."); }
        var count = Math.Max(0, (stop - start + step - Math.Sign(step)) / step);
        var most = Math.Max(MaxTurns, _inner.Count);
        if (count > most)
        {
            throw Invalid(loop.Stop, FormattableString.Invariant($"This loop goes through {count:N0} integers; the limit is {most:N0}"), outer,
                $"As many as there are elements are always allowed, as in range({(_overTargets ? "N_post" : "N_pre")}).");
        }

        if (_size is not null)
        {
            foreach (var column in Sample(outer, count)) { yield return start + (column * step); }
            yield break;
        }

        BernoulliRow row = new(_random, (uint)outer, ProbabilityAt(outer));
        for (var column = -1L; row.Next(ref column, count);) { yield return start + (column * step); }
    }

    /// <summary>A number of 32 bits that bounds the loop of an element.</summary>
    private long BoundAt(int outer, double[] values, Expr bound) => Math.Abs(values[outer]) <= int.MaxValue ? (long)values[outer]
        : throw Invalid(bound, FormattableString.Invariant($"This loop is bounded by {values[outer]:N0}; the limit is {int.MaxValue:N0}"), outer, "It goes through numbers of elements.");

    private List<long> Sample(int outer, long count)
    {
        var size = _size![outer];
        if (size >= 0 && size <= count) { return _sample.Choose((uint)outer, count, (int)size); }
        return _skipIfInvalid
            ? _sample.Choose((uint)outer, count, (int)Math.Clamp(size, 0, count))
            : throw Invalid(_generator.Loop!.Size!, FormattableString.Invariant($"{size} of {count} integers cannot be sampled"), outer,
                "Limit the size, as by clip(..., 0, N_post), or let skipIfInvalid: true take as many as there are.");
    }

    private double ProbabilityAt(int outer)
    {
        if (_probability is null) { return 1; }
        var p = _probability[outer];
        return p is >= 0 and <= 1 ? p
            : throw Invalid(_generator.Loop!.Probability!, FormattableString.Invariant($"A probability has to be from 0 to 1, but p is {p}"), outer, "Limit it, as by clip(..., 0, 1).");
    }

    /// <summary>Puts elements of the outer end into the block, each with the first element of the other end in the place that is still to be filled.</summary>
    private void FillOuter(int first, int count)
    {
        for (var k = 0; k < count; k++) { Outer[k] = _outer.ElementAt(first + k); }
        Inner[..count].Fill(_inner.ElementAt(0));
        _block.Count = count;
    }

    /// <summary>Finds the other end of the pairs of the block and makes synapses of them.</summary>
    private void Apply(uint row, uint part)
    {
        var allowed = _before is null ? default : _before.Ask(row, part);
        var values = _value.Ask(row, part);
        var outer = Outer;
        var inner = Inner;
        var loop = _block.Loop;
        var kept = 0;
        for (var k = 0; k < _block.Count; k++)
        {
            if (!allowed.IsEmpty && (allowed[k / 64] >> (k % 64) & 1) == 0) { continue; }
            var value = values[k];
            if (!double.IsInteger(value))
            {
                throw Invalid(_generator.Value, FormattableString.Invariant($"{(_overTargets ? 'j' : 'i')} is {value}, which is no integer"), _outer.PositionOf(outer[k]), "Use int(...), floor(...) or ceil(...).");
            }

            if (!(value >= 0 && value < _inner.Count))
            {
                if (_skipIfInvalid) { continue; }
                throw Invalid(_generator.Value, FormattableString.Invariant($"{(_overTargets ? 'j' : 'i')} is {value}, but '{_inner}' has the elements 0 to {_inner.Count - 1}"),
                    _outer.PositionOf(outer[k]), "Leave such pairs out by 'if', or by skipIfInvalid: true.");
            }

            (outer[kept], inner[kept], loop[kept]) = (outer[k], _inner.ElementAt((int)value), loop[k]);
            kept++;
        }

        _block.Count = kept;
        _rules.Apply(row, part);
    }

    private EquationException Invalid(Expr at, string problem, int outer, string remedy) =>
        new(at.Span, $"{problem} (for {(_overTargets ? 'i' : 'j')} = {outer}).", remedy);
}
