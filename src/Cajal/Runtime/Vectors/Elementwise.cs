using System.Numerics;

namespace Cajal.Runtime.Vectors;

/// <summary>Loops over the elements of vectors. Each element is computed by itself, so results do not depend on the width of the machine's vectors.</summary>
internal static class Elementwise
{
    /// <summary>Combines elements; an operand of one element stands for as many as there are. The result may overwrite an operand.</summary>
    public static void Combine<T, TOperation>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> to)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
        where TOperation : struct, IBinaryOperation
    {
        var (aStays, bStays) = (a.Length == 1, b.Length == 1);
        var (firstA, firstB) = (a[0], b[0]);
        var k = 0;
        for (; k <= to.Length - Vector<T>.Count; k += Vector<T>.Count)
        {
            var x = aStays ? new Vector<T>(firstA) : new Vector<T>(a[k..]);
            var y = bStays ? new Vector<T>(firstB) : new Vector<T>(b[k..]);
            TOperation.Of(x, y).CopyTo(to[k..]);
        }

        for (; k < to.Length; k++) { to[k] = TOperation.Of(aStays ? firstA : a[k], bStays ? firstB : b[k]); }
    }

    /// <summary>Adds multiples of one vector to another.</summary>
    public static void AddScaled<T>(Span<T> to, ReadOnlySpan<T> a, T factor)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        var k = 0;
        for (; k <= to.Length - Vector<T>.Count; k += Vector<T>.Count) { (new Vector<T>(to[k..]) + (new Vector<T>(a[k..]) * factor)).CopyTo(to[k..]); }
        for (; k < to.Length; k++) { to[k] += a[k] * factor; }
    }

    /// <summary>Replaces the elements whose mask is other than 0; a replacement of one element stands for as many as there are.</summary>
    public static void Select<T>(Span<T> to, ReadOnlySpan<T> mask, ReadOnlySpan<T> replacement)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        for (var k = 0; k < to.Length; k++)
        {
            if (mask[k] != T.Zero) { to[k] = replacement[replacement.Length == 1 ? 0 : k]; }
        }
    }

    /// <summary>The sum in double precision; four partial sums, whatever the machine.</summary>
    public static double Sum<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        double s0 = 0, s1 = 0, s2 = 0, s3 = 0;
        var k = 0;
        for (; k + 4 <= values.Length; k += 4)
        {
            s0 += double.CreateTruncating(values[k]);
            s1 += double.CreateTruncating(values[k + 1]);
            s2 += double.CreateTruncating(values[k + 2]);
            s3 += double.CreateTruncating(values[k + 3]);
        }

        for (; k < values.Length; k++) { s0 += double.CreateTruncating(values[k]); }
        return s0 + s1 + (s2 + s3);
    }
}
