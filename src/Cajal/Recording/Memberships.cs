using Cajal.Runtime;

namespace Cajal;

/// <summary>To which populations each element of a group belongs: to none, to one, or to several.</summary>
internal sealed class Memberships
{
    private readonly int[] _starts, _populations;

    /// <param name="populations">The populations, as numbered in the whole group.</param>
    /// <param name="elements">Number of elements of the group.</param>
    public Memberships(IReadOnlyList<ElementSet> populations, int elements)
    {
        Populations = populations.Count;
        _starts = new int[elements + 1];
        foreach (var (_, element) in All(populations)) { _starts[element + 1]++; }
        for (var e = 0; e < elements; e++) { _starts[e + 1] += _starts[e]; }
        _populations = new int[_starts[^1]];
        var ends = _starts[..elements];
        foreach (var (population, element) in All(populations)) { _populations[ends[element]++] = population; }
    }

    /// <summary>Number of populations.</summary>
    public int Populations { get; }

    /// <summary>Number of elements of the group.</summary>
    public int Elements => _starts.Length - 1;

    /// <summary>The populations of an element, ascending; none for places behind the last element.</summary>
    public ReadOnlySpan<int> Of(int element) => element < Elements ? _populations.AsSpan(_starts[element].._starts[element + 1]) : [];

    private static IEnumerable<(int Population, int Element)> All(IReadOnlyList<ElementSet> populations) =>
        populations.Index().SelectMany(p => Enumerable.Range(0, p.Item.Count).Select(k => (p.Index, p.Item[k])));
}
