using System.Numerics;
using System.Runtime.CompilerServices;
using Cajal.Ir;

namespace Cajal.Runtime;

/// <summary>The values of one variable, one lane wide each or one bit, padded for whole vectors and with one spare element.</summary>
internal sealed unsafe class StateArray
{
    /// <summary>Elements that a range kernel handles together at most; ranges start and end at multiples of it.</summary>
    public const int Block = 64;

    /// <summary>Steps after which single precision counts an event as no longer ago than this.</summary>
    public const int LongestAge = 1 << 30;

    private readonly NativeBuffer _buffer;

    /// <param name="symbol">Name and type.</param>
    /// <param name="precision">Width of a lane.</param>
    /// <param name="count">Number of elements.</param>
    public StateArray(ArraySymbol symbol, Precision precision, int count)
    {
        (Symbol, Precision, Count) = (symbol, precision, count);
        var places = (long)Spare(count) + Block;
        _buffer = new NativeBuffer(IsBits ? places / 8 : places * LaneBytes);
    }

    private StateArray(StateArray original)
    {
        (Symbol, Precision, Count) = (original.Symbol, original.Precision, original.Count);
        _buffer = original._buffer.Clone();
    }

    public ArraySymbol Symbol { get; }

    public Precision Precision { get; }

    /// <summary>Number of elements without the padding.</summary>
    public int Count { get; }

    public nint Address => _buffer.Address;

    /// <summary>All elements with the padding.</summary>
    public NativeBuffer Memory => _buffer;

    /// <summary>Bytes of one element.</summary>
    public int LaneBytes => Precision == Precision.Double ? sizeof(double) : sizeof(float);

    private bool IsBits => Symbol.Storage == ElementStorage.Bit;

    /// <summary>Rounds up to whole blocks.</summary>
    public static int WholeBlocks(int count) => checked(count + Block - 1) / Block * Block;

    /// <summary>Index of an element that no neuron or synapse owns: lists are padded with it.</summary>
    public static int Spare(int count) => WholeBlocks(count);

    /// <summary>An element as a number: reals as they are, integers converted, booleans as 0 or 1.</summary>
    public double this[int index]
    {
        get => IsBits ? _buffer.Span<byte>(index >> 3, 1)[0] >> (index & 7) & 1 : (Symbol.Type, Precision) switch
        {
            (IrType.Real, Precision.Double) => Lane<double>(index),
            (IrType.Real, _) => Lane<float>(index),
            (IrType.Integer, Precision.Double) => Lane<long>(index),
            (IrType.Integer, _) => Lane<int>(index),
            (_, Precision.Double) => Lane<long>(index) & 1,
            (_, _) => Lane<int>(index) & 1,
        };
        set
        {
            if (IsBits)
            {
                SetBit(index, value != 0);
                return;
            }

            switch (Symbol.Type, Precision)
            {
                case (IrType.Real, Precision.Double): Lane<double>(index) = value; break;
                case (IrType.Real, _): Lane<float>(index) = (float)value; break;
                case (IrType.Integer, Precision.Double): Lane<long>(index) = checked((long)value); break;
                case (IrType.Integer, _): Lane<int>(index) = checked((int)value); break;
                case (_, Precision.Double): Lane<long>(index) = value != 0 ? -1 : 0; break;
                default: Lane<int>(index) = value != 0 ? -1 : 0; break;
            }
        }
    }

    /// <summary>Sets an element of one bit. The elements of a byte belong to one worker.</summary>
    public void SetBit(int index, bool value)
    {
        ref var bits = ref ((byte*)_buffer.Address)[index >> 3];
        bits = (byte)(value ? bits | 1 << (index & 7) : bits & ~(1 << (index & 7)));
    }

    /// <summary>An element in its own type.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T Lane<T>(int index)
        where T : unmanaged
        => ref ((T*)_buffer.Address)[index];

    /// <summary>
    /// Reckons the steps of past events by another duration of a step. Single precision holds the low 32 bits of a step: there an event
    /// is at most 2³⁰ steps ago, which is 30 hours at 0.1 ms, and has to be brought forward before its distance overflows.
    /// </summary>
    /// <param name="ratio">Old duration over new duration.</param>
    /// <param name="now">The step that comes next, in old steps.</param>
    /// <param name="then">The same, in new steps.</param>
    public void RescaleSteps(double ratio, long now, long then)
    {
        for (var k = 0; k < Count; k++)
        {
            if (Precision == Precision.Double)
            {
                Lane<long>(k) = then - (long)Math.Round((now - Lane<long>(k)) * ratio);
            }
            else
            {
                var age = Math.Min(unchecked((int)now - Lane<int>(k)), LongestAge) * ratio;
                Lane<int>(k) = unchecked((int)(then - (long)Math.Min(Math.Round(age), LongestAge)));
            }
        }
    }

    /// <summary>The first real element that is infinite or no number; null when there is none.</summary>
    public int? FirstNotFinite() => FirstNotFinite(0, Count);

    /// <summary>The first of consecutive real elements that is infinite or no number; null when there is none.</summary>
    public int? FirstNotFinite(int start, int count) => Precision == Precision.Double ? FirstNotFinite<double>(start, count) : FirstNotFinite<float>(start, count);

    /// <summary>Sets every element, the padding included.</summary>
    public void Fill(double value)
    {
        for (var k = 0; k < Spare(Count) + Block; k++) { this[k] = value; }
    }

    /// <summary>Sets consecutive elements.</summary>
    public void Write(int start, ReadOnlySpan<double> values)
    {
        if (Symbol.Type == IrType.Real && Precision == Precision.Double)
        {
            values.CopyTo(_buffer.Span<double>(start, values.Length));
            return;
        }

        if (Symbol.Type == IrType.Real)
        {
            Narrow(values, _buffer.Span<float>(start, values.Length));
            return;
        }

        for (var k = 0; k < values.Length; k++) { this[start + k] = values[k]; }
    }

    /// <summary>Gives consecutive elements as numbers.</summary>
    public void Read(int start, Span<double> values)
    {
        if (Symbol.Type == IrType.Real && Precision == Precision.Double)
        {
            _buffer.Span<double>(start, values.Length).CopyTo(values);
            return;
        }

        if (Symbol.Type == IrType.Real)
        {
            Widen(_buffer.Span<float>(start, values.Length), values);
            return;
        }

        for (var k = 0; k < values.Length; k++) { values[k] = this[start + k]; }
    }

    /// <summary>Moves elements to other places of another array of the same type and precision.</summary>
    /// <param name="to">The other array.</param>
    /// <param name="placeOf">Where each element goes.</param>
    public void Scatter(StateArray to, ReadOnlySpan<int> placeOf)
    {
        if (Precision == Precision.Double) { Scatter<long>(to, placeOf); } else { Scatter<int>(to, placeOf); }
    }

    /// <summary>Takes elements from other places of another array of the same type and precision.</summary>
    /// <param name="from">The other array.</param>
    /// <param name="placeOf">Where each element comes from.</param>
    public void Gather(StateArray from, ReadOnlySpan<int> placeOf)
    {
        if (Precision == Precision.Double) { Gather<long>(from, placeOf); } else { Gather<int>(from, placeOf); }
    }

    private static void Narrow(ReadOnlySpan<double> from, Span<float> to)
    {
        var (k, width) = (0, Vector<double>.Count);
        for (; k <= to.Length - (2 * width); k += 2 * width) { Vector.Narrow(new Vector<double>(from[k..]), new Vector<double>(from[(k + width)..])).CopyTo(to[k..]); }
        for (; k < to.Length; k++) { to[k] = (float)from[k]; }
    }

    private static void Widen(ReadOnlySpan<float> from, Span<double> to)
    {
        var (k, width) = (0, Vector<double>.Count);
        for (; k <= to.Length - (2 * width); k += 2 * width)
        {
            Vector.Widen(new Vector<float>(from[k..]), out var low, out var high);
            low.CopyTo(to[k..]);
            high.CopyTo(to[(k + width)..]);
        }

        for (; k < to.Length; k++) { to[k] = from[k]; }
    }

    private int? FirstNotFinite<T>(int start, int count)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        // 0·x is 0 for every number and NaN for the rest, so one sum tells about all of them.
        var values = new ReadOnlySpan<T>((T*)Address + start, count);
        var sum = Vector<T>.Zero;
        var k = 0;
        for (; k <= values.Length - Vector<T>.Count; k += Vector<T>.Count) { sum += new Vector<T>(values[k..]) * T.Zero; }
        var allFinite = T.IsFinite(Vector.Sum(sum));
        for (k = allFinite ? k : 0; k < values.Length; k++)
        {
            if (!T.IsFinite(values[k])) { return start + k; }
        }

        return null;
    }

    private void Scatter<T>(StateArray to, ReadOnlySpan<int> placeOf)
        where T : unmanaged
    {
        for (var k = 0; k < placeOf.Length; k++) { to.Lane<T>(placeOf[k]) = Lane<T>(k); }
    }

    private void Gather<T>(StateArray from, ReadOnlySpan<int> placeOf)
        where T : unmanaged
    {
        for (var k = 0; k < placeOf.Length; k++) { Lane<T>(k) = from.Lane<T>(placeOf[k]); }
    }

    /// <summary>An array of its own with the same values.</summary>
    public StateArray Clone() => new(this);

    /// <summary>Takes over the values of an array of the same shape.</summary>
    public void CopyFrom(StateArray other) => _buffer.CopyFrom(other._buffer);
}
