namespace Cajal;

/// <summary>Which elements of an object a view shows, in the order of the view: consecutive ones, or a list.</summary>
internal sealed class ElementSelection
{
    private readonly Func<int>? _count;
    private readonly int _start;
    private readonly Lazy<int[]>? _list;

    /// <summary>Consecutive elements, as many as there are when they are asked for.</summary>
    public ElementSelection(int start, Func<int> count) => (_start, _count) = (start, count);

    /// <summary>Listed elements; the list is made when it is first needed.</summary>
    public ElementSelection(Func<int[]> list) => _list = new(list);

    public int Count => _list?.Value.Length ?? _count!();

    /// <summary>The first element of consecutive ones.</summary>
    public int Start => _start;

    /// <summary>The elements that are listed; null when they are consecutive.</summary>
    public int[]? List => _list?.Value;

    /// <summary>The element at a place of the view.</summary>
    public int this[int place] => _list?.Value[place] ?? _start + place;

    /// <summary>A part of the selection.</summary>
    public ElementSelection Slice(int first, int count) =>
        List is { } list ? new(() => list[first..(first + count)]) : new(_start + first, () => count);

    /// <summary>The elements as runs of consecutive ones: the first place in the view, and how many.</summary>
    public IEnumerable<(int Place, int Count)> Runs()
    {
        var total = Count;
        for (var place = 0; place < total;)
        {
            var end = List is null ? total : place + 1;
            while (end < total && this[end] == this[end - 1] + 1) { end++; }
            yield return (place, end - place);
            place = end;
        }
    }
}
