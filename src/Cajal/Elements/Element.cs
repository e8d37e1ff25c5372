namespace Cajal.Elements;

/// <summary>
/// A handle to elements at one place of an <see cref="ElementTree"/>: the first one where nothing else is said, all of them by <c>Vec</c>, any by
/// <c>Vec[k]</c>. What an element holds lives in the tree; a handle to a deleted one throws.
/// </summary>
public abstract class Element
{
    private readonly ElementArray _array;

    /// <param name="first">The first element.</param>
    /// <param name="count">How many; 0 for a handle to the array as a whole, with the fields of its first element.</param>
    internal Element(ElementArray array, int first, int count) => (_array, First, Length, IsArray) = (array, first, Math.Max(count, 1), count == 0);

    /// <summary>The place in the tree, as in <c>/sim/cells</c>, with the number of the element where there are several: <c>/sim/cells[3]</c>.</summary>
    /// <exception cref="ModelException">The element was deleted.</exception>
    public virtual string Path => Length == 1 && !IsArray && Array.Count > 1 ? $"{Array.Path}[{First}]" : Array.Path;

    /// <summary>The last part of <see cref="Path"/>.</summary>
    public string Name => Array.Name;

    /// <summary>Name of the class, as in <c>LIF</c>.</summary>
    public virtual string ClassName => Array.Class.Name;

    /// <summary>Number of elements of the array that the element is one of.</summary>
    public int NumData => Array.Count;

    /// <summary>Number of elements that the handle stands for.</summary>
    public int Length { get; }

    /// <summary>The clock tick in which the elements work; -1 for those that do nothing.</summary>
    public int Tick => Array.Tick;

    /// <summary>Time between two steps of the elements' clock tick [s]; 0 for those that do nothing.</summary>
    public double Dt => Tick < 0 ? 0 : Array.Tree.Ticks[Tick];

    /// <summary>A field of the elements by its name.</summary>
    /// <exception cref="ModelException">There is no such field; or, when set, only a simulation changes it, or the number of values is another.</exception>
    public ElementField this[string field]
    {
        get => Field(field);
        set => Field(field).Assign(value);
    }

    /// <summary>Names of the fields.</summary>
    public virtual IReadOnlyList<string> FieldNames => [.. Array.Class.Fields.Select(f => f.Name)];

    /// <summary>The elements above; null for the root.</summary>
    public Element? Parent => Array.Parent is { } parent ? parent.Class.Handle(parent, 0, 0) : null;

    /// <summary>The elements below.</summary>
    public IReadOnlyList<Element> Children => [.. Array.Children.Select(c => c.Class.Handle(c, 0, 0))];

    internal int First { get; }

    /// <summary>Whether it stands for the array in messages.</summary>
    internal bool IsArray { get; }

    /// <summary>The array, which is there.</summary>
    /// <exception cref="ModelException">It was deleted.</exception>
    internal ElementArray Array => !_array.IsDeleted ? _array : throw new ModelException($"The element '{_array.Name}' ({_array.Class.Name}) was deleted. Make it anew, or do not use it after Delete(...).");

    /// <inheritdoc/>
    public override string ToString() => $"<{ClassName} {Path}>";

    internal virtual ElementField Field(string name)
    {
        var (array, field) = (Array, Array.Class.Field(name));
        return new($"{Path}.{name}", Length, () => array.Read(field, First, Length), field.IsReadOnly ? null : values => array.Write(field, First, Length, values));
    }

    private protected int RequireIndex(int index) => index >= 0 && index < Length
        ? First + index
        : throw new ModelException($"'{Path}' has {(Length == 1 ? "only the element 0" : $"the elements 0 to {Length - 1}")}, so none of number {index}.");
}

/// <summary>Elements of one class.</summary>
/// <typeparam name="T">The class.</typeparam>
public abstract class Element<T> : Element
    where T : Element<T>
{
    internal Element(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    /// <summary>All elements of the array.</summary>
    public T Vec => With(0, NumData);

    /// <summary>One of the elements.</summary>
    /// <exception cref="ModelException">There is none of that number.</exception>
    public T this[int index] => With(RequireIndex(index), 1);

    /// <summary>A handle to consecutive elements of the array.</summary>
    internal abstract T With(int first, int count);
}
