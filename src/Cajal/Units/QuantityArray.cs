using System.Collections;
using System.Runtime.CompilerServices;

namespace Cajal.Units;

/// <summary>Numbers of one dimension, held in SI base units: <c>new[] { -60.0, -55.0 } * mV</c>.</summary>
[CollectionBuilder(typeof(QuantityArray), nameof(Create))]
public sealed class QuantityArray : IReadOnlyList<Quantity>
{
    private readonly double[] _si;

    /// <summary>Takes over an array of SI values.</summary>
    public QuantityArray(double[] si, Dimension dimension)
    {
        ArgumentNullException.ThrowIfNull(si);
        (_si, Dimension) = (si, dimension);
    }

    /// <summary>The dimension of all elements.</summary>
    public Dimension Dimension { get; }

    /// <summary>Number of elements.</summary>
    public int Length => _si.Length;

    int IReadOnlyCollection<Quantity>.Count => Length;

    /// <summary>One element.</summary>
    public Quantity this[int index] => new(_si[index], Dimension);

    /// <summary>Collects quantities of one dimension; plain zeros may stand among them.</summary>
    /// <exception cref="ModelException">The dimensions differ.</exception>
    public static QuantityArray Create(params ReadOnlySpan<Quantity> values)
    {
        var dimension = Dimension.None;
        foreach (var value in values)
        {
            if (!Quantity.Agrees(value.Dimension, Dimension.None, value.Si))
            {
                dimension = value.Dimension;
                break;
            }
        }

        var si = new double[values.Length];
        for (var i = 0; i < si.Length; i++)
        {
            si[i] = Quantity.Agrees(values[i].Dimension, dimension, values[i].Si)
                ? values[i].Si
                : throw new ModelException($"The elements of an array must have one dimension: element {i} is {values[i]}, others are in {dimension}.");
        }

        return new(si, dimension);
    }

    /// <summary>Collects quantities of one dimension.</summary>
    public static implicit operator QuantityArray(Quantity[] values) => Create(values);

    /// <summary>Plain numbers.</summary>
    public static implicit operator QuantityArray(double[] values) => new([.. values], Dimension.None);

    /// <summary>Elementwise sum.</summary>
    public static QuantityArray operator +(QuantityArray a, QuantityArray b) => Combine(a, b, (x, y) => x + y);

    /// <summary>Sum with one quantity.</summary>
    public static QuantityArray operator +(QuantityArray a, Quantity b) => Map(a, x => x + b);

    /// <summary>Sum with one quantity.</summary>
    public static QuantityArray operator +(Quantity a, QuantityArray b) => Map(b, x => a + x);

    /// <summary>Elementwise difference.</summary>
    public static QuantityArray operator -(QuantityArray a, QuantityArray b) => Combine(a, b, (x, y) => x - y);

    /// <summary>Difference with one quantity.</summary>
    public static QuantityArray operator -(QuantityArray a, Quantity b) => Map(a, x => x - b);

    /// <summary>Difference with one quantity.</summary>
    public static QuantityArray operator -(Quantity a, QuantityArray b) => Map(b, x => a - x);

    /// <summary>Every element with the other sign.</summary>
    public static QuantityArray operator -(QuantityArray a) => Map(a, x => -x);

    /// <summary>Elementwise product.</summary>
    public static QuantityArray operator *(QuantityArray a, QuantityArray b) => Combine(a, b, (x, y) => x * y);

    /// <summary>Product with one quantity.</summary>
    public static QuantityArray operator *(QuantityArray a, Quantity b) => Map(a, x => x * b);

    /// <summary>Product with one quantity.</summary>
    public static QuantityArray operator *(Quantity a, QuantityArray b) => Map(b, x => a * x);

    /// <summary>Elementwise quotient.</summary>
    public static QuantityArray operator /(QuantityArray a, QuantityArray b) => Combine(a, b, (x, y) => x / y);

    /// <summary>Quotient with one quantity.</summary>
    public static QuantityArray operator /(QuantityArray a, Quantity b) => Map(a, x => x / b);

    /// <summary>Quotient with one quantity.</summary>
    public static QuantityArray operator /(Quantity a, QuantityArray b) => Map(b, x => a / x);

    /// <summary>The SI values.</summary>
    public ReadOnlySpan<double> AsSpan() => _si;

    /// <summary>A copy of consecutive elements, as in <c>array[2..5]</c>.</summary>
    public QuantityArray Slice(int start, int length) => new(_si.AsSpan(start, length).ToArray(), Dimension);

    /// <summary>How many of a unit each element is.</summary>
    /// <exception cref="ModelException">The unit has another dimension.</exception>
    public double[] In(Quantity unit) => [.. this.Select(x => x.In(unit))];

    /// <summary>The elements in order.</summary>
    public IEnumerator<Quantity> GetEnumerator()
    {
        foreach (var value in _si) { yield return new(value, Dimension); }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Length, and the first elements.</summary>
    public override string ToString() => $"[{string.Join(", ", this.Take(8))}{(Length > 8 ? $", ... {Length} in all" : "")}]";

    private static QuantityArray Map(QuantityArray a, Func<Quantity, Quantity> operation) =>
        new([.. a.Select(x => operation(x).Si)], operation(new(1, a.Dimension)).Dimension);

    private static QuantityArray Combine(QuantityArray a, QuantityArray b, Func<Quantity, Quantity, Quantity> operation) => a.Length == b.Length
        ? new([.. a.Zip(b, (x, y) => operation(x, y).Si)], operation(new(1, a.Dimension), new(1, b.Dimension)).Dimension)
        : throw new ModelException($"Arrays of {a.Length} and {b.Length} elements cannot be combined element by element.");
}
