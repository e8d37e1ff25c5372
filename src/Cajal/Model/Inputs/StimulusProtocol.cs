using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Units;

namespace Cajal;

/// <summary>
/// Stimuli and delays in sequence. In a model it is a function of time and element, <c>f(t, i)</c>: the strength of the stimulus for the elements that its pattern drives
/// while it is presented, else 0. So it can be a current, a rate, or the weight of an input.
/// </summary>
public sealed class StimulusProtocol : EquationFunction, ILowered
{
    private const double Microsecond = 1e-6;
    private const int MostIntervals = 10_000_000;

    private readonly int _size;
    private readonly ulong _seed;
    private readonly List<Presentation> _presentations = [];
    private readonly List<(long Microseconds, Presentation? Stimulus)> _sequence = [];
    private TimedArray? _asArray;

    /// <param name="size">Number of elements of the population that gets the stimuli.</param>
    /// <param name="seed">The same seed gives the same noise.</param>
    /// <exception cref="ModelException">There are no elements.</exception>
    public StimulusProtocol(int size, ulong seed = 0)
    {
        if (size < 1) { throw new ModelException($"A protocol needs at least one element that gets the stimuli, but their number is {size}."); }
        (_size, _seed) = (size, seed);
    }

    /// <summary>What is presented, in order.</summary>
    public IReadOnlyList<Presentation> Presentations => _presentations;

    /// <summary>Duration of all stimuli and delays [s]; after it there is no stimulus.</summary>
    public Quantity Duration => new(_sequence.Sum(s => s.Microseconds) * Microsecond, Dimension.Time);

    /// <inheritdoc/>
    public override ImmutableArray<Dimension> ArgumentDimensions => [Dimension.Time, Dimension.None];

    /// <summary>The unit of the strengths.</summary>
    public override Dimension ResultDimension => _presentations is [var first, ..] ? first.Strength.Dimension : Dimension.None;

    /// <summary>Presents a stimulus next.</summary>
    /// <param name="pattern">Which elements it drives; a part of a group counts as one.</param>
    /// <param name="duration">For how long [s], whole microseconds.</param>
    /// <param name="strength">Its value for them, of one unit in all of the protocol; null for 1.</param>
    /// <param name="flips">Probability that a bit of the pattern is flipped this time; the noise of each presentation is its own.</param>
    /// <returns>This protocol.</returns>
    /// <exception cref="ModelException">The pattern is of another size, or the duration, the strength or the probability is not right.</exception>
    public StimulusProtocol Present(BinaryPattern pattern, Quantity duration, Quantity? strength = null, double flips = 0)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        if (pattern.Size != _size) { throw new ModelException($"This protocol is for {_size} elements, but the pattern has {pattern.Size}. Make it for all elements of the group that gets the stimuli."); }
        var value = strength ?? 1;
        if (_presentations.Count > 0) { value.Require(ResultDimension, nameof(strength)); }
        var start = Duration;
        var shown = flips == 0 ? pattern : pattern.Flipped(flips, _seed, (uint)_presentations.Count);
        var microseconds = InMicroseconds(duration);
        Presentation presentation = new(pattern, shown, start, start + duration, value);
        _presentations.Add(presentation);
        return Continue(microseconds, presentation);
    }

    /// <summary>Lets a time without stimulus pass next: a delay, or what lies between two trials.</summary>
    /// <param name="duration">How long [s], whole microseconds.</param>
    /// <returns>This protocol.</returns>
    /// <exception cref="ModelException">The duration is no positive time.</exception>
    public StimulusProtocol Delay(Quantity duration) => Continue(InMicroseconds(duration), null);

    internal override string Describe() => $"a protocol of {_presentations.Count} stimuli: {AsArray().Describe()}";

    void ILowered.DefineIn(NameTable names, string name, RunContext context) => ((ILowered)AsArray()).DefineIn(names, name, context);

    private static long InMicroseconds(Quantity duration)
    {
        var microseconds = duration.Require(Dimension.Time, nameof(duration)) / Microsecond;
        return microseconds >= 0.5 && microseconds < long.MaxValue && Math.Abs(microseconds - Math.Round(microseconds)) < 1e-3
            ? (long)Math.Round(microseconds)
            : throw new ModelException($"A stimulus or delay takes a positive time of whole microseconds, but this is {duration}.");
    }

    private StimulusProtocol Continue(long microseconds, Presentation? stimulus)
    {
        _sequence.Add((microseconds, stimulus));
        _asArray = null;
        return this;
    }

    /// <summary>The protocol as rows of values: one without stimulus, which holds at the end, too, and one for each presentation. Intervals are the longest in which all durations are whole.</summary>
    private TimedArray AsArray()
    {
        if (_asArray is not null) { return _asArray; }
        var interval = _sequence.Aggregate(0L, (common, s) => (long)System.Numerics.BigInteger.GreatestCommonDivisor(common, s.Microseconds));
        var intervals = _sequence.Sum(s => s.Microseconds / interval) + 1;
        if (intervals > MostIntervals)
        {
            throw new ModelException(FormattableString.Invariant(
                $"The durations of this protocol have {interval} us in common, of which it has {intervals:N0}; the limit is {MostIntervals:N0}. Round them, to milliseconds, say."));
        }

        var values = new double[(_presentations.Count + 1) * _size];
        List<int> rowOf = new((int)intervals);
        var row = 0;
        foreach (var (microseconds, stimulus) in _sequence)
        {
            if (stimulus is not null)
            {
                row++;
                foreach (var element in stimulus.Shown.Active) { values[(row * _size) + element] = stimulus.Strength.Si; }
            }

            rowOf.AddRange(Enumerable.Repeat(stimulus is null ? 0 : row, (int)(microseconds / interval)));
        }

        return _asArray = new(values, _size, [.. rowOf, 0], Math.Max(interval, 1) * Microsecond, ResultDimension);
    }
}

/// <summary>A stimulus of a protocol.</summary>
/// <param name="Prototype">The pattern as it was given.</param>
/// <param name="Shown">The pattern as it was presented, with noise.</param>
/// <param name="Start">When it begins [s].</param>
/// <param name="End">When it ends [s].</param>
/// <param name="Strength">Its value for the elements that it drives.</param>
public sealed record Presentation(BinaryPattern Prototype, BinaryPattern Shown, Quantity Start, Quantity End, Quantity Strength);
