namespace Cajal;

/// <summary>Elements of one end of a projection, by their numbers: one, <c>3</c>, or consecutive ones, <c>..10</c>.</summary>
public readonly record struct ElementRange
{
    private readonly Range? _range;
    private readonly int _one;

    private ElementRange(Range? range, int one) => (_range, _one) = (range, one);

    /// <summary>One element.</summary>
    public static implicit operator ElementRange(int element) => new(null, element);

    /// <summary>Consecutive elements.</summary>
    public static implicit operator ElementRange(Range range) => new(range, 0);

    /// <inheritdoc/>
    public override string ToString() => _range?.ToString() ?? $"{_one}";

    /// <summary>The first of the synapses of a pair, and one past the last; a pair may have fewer.</summary>
    /// <exception cref="ModelException">The range counts from the end, which is another one for each pair.</exception>
    internal (int First, int End) OfPair() => _range is { } r && (r.Start.IsFromEnd || r.End is { IsFromEnd: true, Value: > 0 })
        ? throw new ModelException($"'{this}' counts from the end, but pairs have different numbers of synapses. Count from 0, the first of each pair.")
        : Within(int.MaxValue, "a pair");

    /// <summary>The first element, and one past the last.</summary>
    /// <param name="count">Number of elements that there are.</param>
    /// <param name="what">What is indexed, in messages.</param>
    /// <exception cref="ModelException">The range reaches beyond them.</exception>
    internal (int First, int End) Within(int count, string what)
    {
        var (first, end) = _range is { } range ? (range.Start.GetOffset(count), range.End.GetOffset(count)) : (_one, _one + 1);
        return first >= 0 && first <= end && end <= count ? (first, end)
            : throw new ModelException($"'{this}' is out of range: {what} has {(count == 1 ? "the element 0" : $"the elements 0 to {count - 1}")}.");
    }
}
