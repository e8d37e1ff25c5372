using System.Runtime.CompilerServices;

namespace Cajal.Runtime;

/// <summary>A growing list in native memory: appending allocates nothing on the managed heap except when it doubles.</summary>
internal sealed unsafe class NativeList<T>
    where T : unmanaged
{
    private NativeBuffer _buffer;
    private T* _items;
    private long _capacity;

    /// <param name="capacity">Elements that fit before the list first grows.</param>
    public NativeList(long capacity = 64)
    {
        _capacity = Math.Max(capacity, 16);
        _buffer = new NativeBuffer(_capacity * sizeof(T));
        _items = (T*)_buffer.Address;
    }

    /// <summary>Number of elements.</summary>
    public long Count { get; private set; }

    /// <summary>Address of the first element; valid until the list grows.</summary>
    public nint Address => (nint)_items;

    /// <summary>An element, unchecked.</summary>
    public ref T this[long index] => ref _items[index];

    /// <summary>Appends one element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(T item)
    {
        if (Count == _capacity) { Reserve(1); }
        _items[Count++] = item;
    }

    /// <summary>Appends elements.</summary>
    public void AddRange(ReadOnlySpan<T> items)
    {
        Reserve(items.Length);
        items.CopyTo(new Span<T>(_items + Count, items.Length));
        Count += items.Length;
    }

    /// <summary>Makes room for more elements without another growth.</summary>
    public void Reserve(long more)
    {
        if (Count + more <= _capacity) { return; }
        _capacity = Math.Max(_capacity * 2, Count + more);
        NativeBuffer larger = new(_capacity * sizeof(T));
        larger.CopyFrom(_buffer);
        _buffer.Dispose();
        _buffer = larger;
        _items = (T*)larger.Address;
    }

    /// <summary>Sets the number of elements; new ones hold whatever the memory held.</summary>
    public void Resize(long count)
    {
        Reserve(count - Count);
        Count = count;
    }

    /// <summary>Forgets all elements and keeps the memory.</summary>
    public void Clear() => Count = 0;

    /// <summary>The elements; valid until the list grows.</summary>
    public Span<T> AsSpan() => new(_items, checked((int)Count));

    /// <summary>The elements from one position on; valid until the list grows.</summary>
    public Span<T> AsSpan(long start, long count) => new(_items + start, checked((int)count));
}
