namespace Cajal.Elements;

/// <summary>The values of one field for some elements, in SI base units. Assigning writes through: <c>cells.Vec.Thresh = 0.02</c>.</summary>
public sealed class ElementField
{
    private readonly string _name;
    private readonly int _count;
    private readonly Func<double[]>? _read;
    private readonly Action<double[]>? _write;
    private readonly double[] _assigned;

    /// <param name="name">The field, as messages call it.</param>
    /// <param name="count">Number of elements.</param>
    /// <param name="read">Gives the values.</param>
    /// <param name="write">Takes a value for each element, or one for all; null for a field that only a simulation changes.</param>
    internal ElementField(string name, int count, Func<double[]> read, Action<double[]>? write) =>
        (_name, _count, _read, _write, _assigned) = (name, count, read, write, []);

    private ElementField(double[] assigned) => (_name, _count, _assigned) = ("", assigned.Length, assigned);

    /// <summary>Number of elements.</summary>
    public int Count => _count;

    /// <summary>The value of the only element.</summary>
    /// <exception cref="ModelException">There are several elements.</exception>
    public double Value => _count == 1 ? ToArray()[0] : throw new ModelException($"'{_name}' has {_count} values, not one: index one of them, or take all by ToArray().");

    /// <summary>The value of one of the elements.</summary>
    /// <exception cref="ModelException">There is no such element.</exception>
    public double this[int index] => index >= 0 && index < _count ? ToArray()[index] : throw new ModelException($"'{_name}' has the elements 0 to {_count - 1}, so none of number {index}.");

    /// <summary>One value for all elements.</summary>
    public static implicit operator ElementField(double value) => new([value]);

    /// <summary>A value for each element.</summary>
    public static implicit operator ElementField(double[] values) => new(values);

    /// <summary>The value of the only element.</summary>
    public static implicit operator double(ElementField field) => (field ?? throw new ArgumentNullException(nameof(field))).Value;

    /// <summary>One value for all elements.</summary>
    public static ElementField FromDouble(double value) => value;

    /// <summary>The value of the only element.</summary>
    public double ToDouble() => Value;

    /// <summary>A copy of the values.</summary>
    public double[] ToArray() => _read?.Invoke() ?? _assigned;

    /// <summary>Carries out an assignment.</summary>
    /// <exception cref="ModelException">Only a simulation changes the field, or there are more or fewer values than elements.</exception>
    internal void Assign(ElementField values)
    {
        ArgumentNullException.ThrowIfNull(values);
        if (_write is null) { throw new ModelException($"'{_name}' cannot be set: only a simulation changes it."); }
        var given = values.ToArray();
        if (given.Length != 1 && given.Length != _count) { throw new ModelException($"'{_name}' has {_count} elements, but got {given.Length} values. Give one for each, or one for all."); }
        _write(given);
    }
}
