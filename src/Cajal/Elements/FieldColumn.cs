namespace Cajal.Elements;

/// <summary>The values of one field for all elements of an array: one for all, until some get their own.</summary>
/// <param name="count">Number of elements.</param>
/// <param name="common">Value of every element.</param>
internal sealed class FieldColumn(int count, double common)
{
    private double _common = common;
    private double[]? _own;

    public int Count { get; private set; } = count;

    /// <summary>The value of all elements; null where they may differ.</summary>
    public double? Common => _own is null ? _common : null;

    public double this[int element] => _own?[element] ?? _common;

    /// <summary>Sets consecutive elements.</summary>
    /// <param name="first">The first.</param>
    /// <param name="number">How many.</param>
    /// <param name="values">A value for each, or one for all.</param>
    public void Set(int first, int number, ReadOnlySpan<double> values)
    {
        if (values.Length == 1)
        {
            if (number == Count) { (_common, _own) = (values[0], null); }
            else if (_own is not null || values[0] != _common) { Own().AsSpan(first, number).Fill(values[0]); }
        }
        else
        {
            values.CopyTo(Own().AsSpan(first, number));
        }
    }

    /// <summary>Adds elements with values of their own, or one for all of them.</summary>
    public void Add(int number, ReadOnlySpan<double> values)
    {
        var first = Count;
        if (_own is not null)
        {
            Array.Resize(ref _own, first + number);
        }

        Count = first + number;
        if (first == 0 && values.Length == 1) { _common = values[0]; }
        if (_own is not null) { _own.AsSpan(first).Fill(_common); }
        Set(first, number, values);
    }

    public double[] ToArray()
    {
        var values = new double[Count];
        if (_own is null) { Array.Fill(values, _common); } else { _own.AsSpan(0, Count).CopyTo(values); }
        return values;
    }

    public FieldColumn Clone() => new(Count, _common) { _own = (double[]?)_own?.Clone() };

    private double[] Own()
    {
        if (_own is null)
        {
            _own = new double[Count];
            Array.Fill(_own, _common);
        }

        return _own;
    }
}
