using System.Diagnostics;
using System.Numerics;

namespace Cajal.Runtime.Vectors;

/// <summary>Real numbers in a network's precision: the memory of a variable, or what was computed from such.</summary>
internal abstract class Numbers(int count)
{
    public int Count { get; } = count;

    public abstract Precision Precision { get; }

    public abstract double this[int index] { get; set; }

    /// <summary>A part of a variable's memory.</summary>
    public static Numbers Of(StateArray array, int start, int count) =>
        array.Precision == Precision.Double ? new Numbers<double>(array, start, count) : new Numbers<float>(array, start, count);

    /// <summary>Numbers of their own, whose values are not defined yet.</summary>
    public static Numbers Uninitialized(Precision precision, int count) =>
        precision == Precision.Double ? new Numbers<double>(count) : new Numbers<float>(count);

    /// <summary>Numbers of their own.</summary>
    public static Numbers Of(Precision precision, ReadOnlySpan<double> values)
    {
        var numbers = Uninitialized(precision, values.Length);
        numbers.Write(values);
        return numbers;
    }

    /// <summary>Combines two vectors element by element, into one of the two or a new one.</summary>
    public static Numbers Combine<TOperation>(Numbers a, Numbers b, Numbers? into = null)
        where TOperation : struct, IBinaryOperation
    {
        into ??= Uninitialized(a.Precision, Math.Max(a.Count, b.Count));
        switch (a, b, into)
        {
            case (Numbers<double> x, Numbers<double> y, Numbers<double> to): Elementwise.Combine<double, TOperation>(x.Span, y.Span, to.Span); break;
            case (Numbers<float> x, Numbers<float> y, Numbers<float> to): Elementwise.Combine<float, TOperation>(x.Span, y.Span, to.Span); break;
            default: throw new UnreachableException("vectors: two precisions in one network");
        }

        return into;
    }

    /// <summary>A part that shares the memory.</summary>
    public abstract Numbers Slice(int start, int count);

    /// <summary>Numbers of their own with the same values.</summary>
    public abstract Numbers Copy();

    /// <summary>Takes over the values of as many numbers, or of one.</summary>
    public abstract void CopyFrom(Numbers other);

    /// <summary>Takes over values.</summary>
    public abstract void Write(ReadOnlySpan<double> values);

    /// <summary>Replaces the elements whose mask is other than 0 by those of as many numbers, or by one.</summary>
    public abstract void Select(Numbers mask, Numbers replacement);

    /// <summary>Adds multiples of another vector.</summary>
    public abstract void AddScaled(Numbers other, double factor);

    /// <summary>A function of each element, computed in double precision.</summary>
    public abstract Numbers Apply(Func<double, double> function);

    /// <summary>The sum, in double precision.</summary>
    public abstract double Sum();

    /// <summary>The elements that are other than 0, ascending.</summary>
    /// <param name="found">Where they go; as many as there are numbers.</param>
    /// <returns>How many they are.</returns>
    public abstract int FindNonZero(Span<int> found);

    public double[] ToArray()
    {
        var values = new double[Count];
        for (var k = 0; k < values.Length; k++) { values[k] = this[k]; }
        return values;
    }
}

/// <summary>Real numbers of one width.</summary>
internal sealed unsafe class Numbers<T> : Numbers
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[]? _own;
    private readonly StateArray? _array;
    private readonly int _start;

    /// <summary>Numbers of their own, whose values are not defined yet.</summary>
    public Numbers(int count)
        : base(count) => _own = GC.AllocateUninitializedArray<T>(count);

    /// <summary>A part of a variable's memory.</summary>
    public Numbers(StateArray array, int start, int count)
        : base(count) => (_array, _start) = (array, start);

    private Numbers(T[] own, int start, int count)
        : base(count) => (_own, _start) = (own, start);

    public Span<T> Span => _own is not null ? _own.AsSpan(_start, Count) : new((T*)_array!.Address + _start, Count);

    public override Precision Precision => sizeof(T) == sizeof(double) ? Precision.Double : Precision.Single;

    public override double this[int index]
    {
        get => double.CreateTruncating(Span[index]);
        set => Span[index] = T.CreateTruncating(value);
    }

    public override Numbers Slice(int start, int count) =>
        _own is not null ? new Numbers<T>(_own, _start + start, count) : new Numbers<T>(_array!, _start + start, count);

    public override Numbers Copy()
    {
        Numbers<T> copy = new(Count);
        Span.CopyTo(copy.Span);
        return copy;
    }

    public override void CopyFrom(Numbers other)
    {
        var from = ((Numbers<T>)other).Span;
        if (from.Length == 1) { Span.Fill(from[0]); } else { from.CopyTo(Span); }
    }

    public override void Write(ReadOnlySpan<double> values)
    {
        var to = Span;
        for (var k = 0; k < to.Length; k++) { to[k] = T.CreateTruncating(values[k]); }
    }

    public override void Select(Numbers mask, Numbers replacement) => Elementwise.Select(Span, ((Numbers<T>)mask).Span, ((Numbers<T>)replacement).Span);

    public override void AddScaled(Numbers other, double factor) => Elementwise.AddScaled(Span, ((Numbers<T>)other).Span, T.CreateTruncating(factor));

    public override Numbers Apply(Func<double, double> function)
    {
        Numbers<T> result = new(Count);
        var from = Span;
        var to = result.Span;
        for (var k = 0; k < to.Length; k++) { to[k] = T.CreateTruncating(function(double.CreateTruncating(from[k]))); }
        return result;
    }

    public override double Sum() => Elementwise.Sum<T>(Span);

    public override int FindNonZero(Span<int> found)
    {
        var values = Span;
        var count = 0;
        for (var k = 0; k < values.Length; k++)
        {
            found[count] = k;
            count += values[k] != T.Zero ? 1 : 0;
        }

        return count;
    }
}
