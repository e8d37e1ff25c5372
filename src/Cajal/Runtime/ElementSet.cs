using System.Numerics;
using System.Runtime.InteropServices;

namespace Cajal.Runtime;

/// <summary>Some elements of an object, ascending: consecutive ones, or listed ones.</summary>
internal readonly struct ElementSet
{
    private readonly int[]? _list;

    /// <summary>Consecutive elements.</summary>
    public ElementSet(int start, int count) => (Start, Count) = (start, count);

    /// <summary>Listed elements, ascending.</summary>
    public ElementSet(int[] list) => (_list, Start, Count) = (list, list[0], list.Length);

    /// <summary>The first element.</summary>
    public int Start { get; }

    /// <summary>Number of elements.</summary>
    public int Count { get; }

    /// <summary>Whether the elements are given as consecutive ones.</summary>
    public bool IsRange => _list is null;

    /// <summary>The set as a snapshot keeps it.</summary>
    public (int Start, int Count, int[] List) Saved => (Start, Count, _list ?? []);

    /// <summary>The set that a snapshot kept.</summary>
    public static ElementSet Restored((int Start, int Count, int[] List) saved) => saved.List.Length == 0 ? new(saved.Start, saved.Count) : new(saved.List);

    /// <summary>The element at a position within the set.</summary>
    public int this[int position] => _list is null ? Start + position : _list[position];

    /// <summary>Position of an element within the set; negative when it is not in it.</summary>
    public int PositionOf(int element) =>
        _list is not null ? Array.BinarySearch(_list, element)
        : element < Start + Count ? element - Start
        : -1;

    /// <summary>Replaces positions within the set by the elements there.</summary>
    public void Translate(Span<int> positions)
    {
        if (_list is not null)
        {
            foreach (ref var position in positions) { position = _list[position]; }
        }
        else if (Start != 0)
        {
            var whole = MemoryMarshal.Cast<int, Vector<int>>(positions);
            foreach (ref var vector in whole) { vector += new Vector<int>(Start); }
            foreach (ref var position in positions[(whole.Length * Vector<int>.Count)..]) { position += Start; }
        }
    }
}
