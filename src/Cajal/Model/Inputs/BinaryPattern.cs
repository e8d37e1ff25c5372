using Cajal.Runtime.Random;

namespace Cajal;

/// <summary>Which elements of a population a stimulus drives: a bit for each.</summary>
public sealed class BinaryPattern
{
    /// <summary>Number of an object that no network has: patterns draw other random numbers than objects of a network of the same seed.</summary>
    private const uint Stream = uint.MaxValue;
    private readonly bool[] _isActive;

    /// <param name="size">Number of elements.</param>
    /// <param name="active">Those that are driven.</param>
    /// <exception cref="ModelException">There are no elements, or one is not among them.</exception>
    public BinaryPattern(int size, IEnumerable<int> active)
    {
        ArgumentNullException.ThrowIfNull(active);
        _isActive = new bool[RequireSize(size)];
        foreach (var element in active) { _isActive[Within(element)] = true; }
    }

    private BinaryPattern(bool[] isActive) => _isActive = isActive;

    /// <summary>Number of elements.</summary>
    public int Size => _isActive.Length;

    /// <summary>The elements that are driven, ascending.</summary>
    public int[] Active => [.. _isActive.Index().Where(e => e.Item).Select(e => e.Index)];

    /// <summary>Whether an element is driven.</summary>
    /// <exception cref="ModelException">There is no such element.</exception>
    public bool this[int element] => _isActive[Within(element)];

    /// <summary>A part of a group as the pattern that drives it and no other element of the group.</summary>
    public static implicit operator BinaryPattern(Subgroup part)
    {
        ArgumentNullException.ThrowIfNull(part);
        return new(part.Group.Count, Enumerable.Range(0, part.Count).Select(part.ElementAt));
    }

    /// <summary>Random patterns, independent of each other: prototypes, of which stimuli may be noisy versions (<see cref="Flipped(double, ulong)"/>).</summary>
    /// <param name="count">Number of patterns.</param>
    /// <param name="size">Number of elements of each.</param>
    /// <param name="codingLevel">Probability that an element is driven.</param>
    /// <param name="seed">The same seed gives the same patterns.</param>
    /// <exception cref="ModelException">A number is out of range.</exception>
    public static BinaryPattern[] Prototypes(int count, int size, double codingLevel, ulong seed)
    {
        if (count < 0) { throw new ModelException($"There can be 0, 1, 2, ... prototypes, but not {count}."); }
        RequireSize(size);
        RequireProbability(codingLevel, "The coding level");
        return [.. Enumerable.Range(0, count).Select(k => new BinaryPattern(Drawn(size, codingLevel, RandomStream.Create(seed, Stream, 0, (uint)k))))];
    }

    /// <summary>A noisy version: each bit is flipped with a probability, whether it is set or not.</summary>
    /// <param name="probability">The probability.</param>
    /// <param name="seed">The same seed flips the same bits.</param>
    /// <exception cref="ModelException">The probability is none.</exception>
    public BinaryPattern Flipped(double probability, ulong seed) => Flipped(probability, seed, 0);

    /// <param name="number">Which one of several versions.</param>
    internal BinaryPattern Flipped(double probability, ulong seed, uint number)
    {
        RequireProbability(probability, "The probability that a bit is flipped");
        var isActive = Drawn(Size, probability, RandomStream.Create(seed, Stream, 1, number));
        for (var e = 0; e < Size; e++) { isActive[e] ^= _isActive[e]; }
        return new(isActive);
    }

    private static bool[] Drawn(int size, double probability, RandomStream random) =>
        [.. Enumerable.Range(0, size).Select(e => random.Uniform((uint)e, 0, 0) < probability)];

    private static int RequireSize(int size) => size > 0 ? size : throw new ModelException($"A pattern needs at least one element, but has {size}.");

    private static void RequireProbability(double p, string what)
    {
        if (!(p is >= 0 and <= 1)) { throw new ModelException(FormattableString.Invariant($"{what} has to be from 0 to 1, but is {p}.")); }
    }

    private int Within(int element) => element >= 0 && element < Size ? element
        : throw new ModelException($"A pattern of {Size} elements has the elements 0 to {Size - 1}, so none of number {element}.");
}
