using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Runtime.Random;

/// <summary>The words that all elements of one draw share.</summary>
internal readonly record struct DrawAddress(uint Key0, uint Key1, long Step, uint Draw);

/// <summary>Which elements draw: consecutive ones, or those of a list.</summary>
internal readonly unsafe struct DrawnElements
{
    private readonly int* _list;
    private readonly uint _first;

    public DrawnElements(uint first) => _first = first;

    public DrawnElements(int* list) => _list = list;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector At<TLanes, TVector>(nint position)
        where TLanes : struct, IPhiloxLanes<TVector>
        where TVector : unmanaged =>
        _list == null ? TLanes.Consecutive(_first + (uint)position) : TLanes.Listed(_list + position);
}

/// <summary>Fills arrays with uniform numbers, one Philox block an element, in the widest vectors that the machine has.</summary>
internal static unsafe class UniformFill
{
    /// <summary>Writes both uniform numbers of every element's block.</summary>
    /// <typeparam name="TReal">double (53 bits each) or float (24 bits each).</typeparam>
    public static void Fill<TReal>(TReal* first, TReal* second, nint count, DrawnElements elements, DrawAddress address)
        where TReal : unmanaged
    {
        if (Avx512DQ.IsSupported && Vector512.IsHardwareAccelerated && count >= PhiloxLanes8.Count)
        {
            Fill<PhiloxLanes8, Vector512<ulong>, TReal>(first, second, count, elements, address);
        }
        else if (Avx2.IsSupported && count >= PhiloxLanes4.Count)
        {
            Fill<PhiloxLanes4, Vector256<ulong>, TReal>(first, second, count, elements, address);
        }
        else
        {
            Fill<PhiloxLanes1, ulong, TReal>(first, second, count, elements, address);
        }
    }

    /// <summary>As <see cref="Fill{TReal}"/> at a given width; there must be at least as many elements as lanes.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fill<TLanes, TVector, TReal>(TReal* first, TReal* second, nint count, DrawnElements elements, DrawAddress address)
        where TLanes : struct, IPhiloxLanes<TVector>
        where TVector : unmanaged
        where TReal : unmanaged
    {
        var keys = stackalloc TVector[2 * Philox.Rounds];
        for (var round = 0; round < Philox.Rounds; round++)
        {
            keys[2 * round] = TLanes.All(unchecked(address.Key0 + ((uint)round * Philox.Weyl0)));
            keys[(2 * round) + 1] = TLanes.All(unchecked(address.Key1 + ((uint)round * Philox.Weyl1)));
        }

        var (m0, m1) = (TLanes.All(Philox.Multiplier0), TLanes.All(Philox.Multiplier1));

        // The counter is (element, step, draw), so half of the first two rounds is the same for all elements.
        var p1 = (ulong)Philox.Multiplier1 * (uint)(address.Step >>> 32);
        var shared0 = (uint)(p1 >> 32) ^ (uint)address.Step ^ address.Key0;
        var p0 = (ulong)Philox.Multiplier0 * shared0;
        var (draw, shared1, shared2, shared3) = (TLanes.All(address.Draw), TLanes.All((uint)p1), TLanes.All((uint)(p0 >> 32)), TLanes.All((uint)p0));

        for (nint i = 0; i < count; i += TLanes.Count)
        {
            // The last vector ends with the last element; what it repeats comes out the same.
            var at = nint.Min(i, count - TLanes.Count);
            var product = TLanes.Multiply(m0, elements.At<TLanes, TVector>(at));
            var x2 = TLanes.Xor(TLanes.HighHalf(product), draw, keys[1]);
            var x1 = TLanes.Multiply(m1, x2);
            var x0 = TLanes.Xor(TLanes.HighHalf(x1), shared1, keys[2]);
            x2 = TLanes.Xor(shared2, product, keys[3]);
            var x3 = shared3;

            Round<TLanes, TVector>(ref x0, ref x1, ref x2, ref x3, m0, m1, keys + 4);
            Round<TLanes, TVector>(ref x0, ref x1, ref x2, ref x3, m0, m1, keys + 6);
            Round<TLanes, TVector>(ref x0, ref x1, ref x2, ref x3, m0, m1, keys + 8);
            Round<TLanes, TVector>(ref x0, ref x1, ref x2, ref x3, m0, m1, keys + 10);
            Round<TLanes, TVector>(ref x0, ref x1, ref x2, ref x3, m0, m1, keys + 12);
            Round<TLanes, TVector>(ref x0, ref x1, ref x2, ref x3, m0, m1, keys + 14);
            Round<TLanes, TVector>(ref x0, ref x1, ref x2, ref x3, m0, m1, keys + 16);
            Round<TLanes, TVector>(ref x0, ref x1, ref x2, ref x3, m0, m1, keys + 18);

            if (typeof(TReal) == typeof(double))
            {
                TLanes.StoreUniform(x0, x1, (double*)first + at);
                TLanes.StoreUniform(x2, x3, (double*)second + at);
            }
            else
            {
                TLanes.StoreUniform(x0, (float*)first + at);
                TLanes.StoreUniform(x2, (float*)second + at);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Round<TLanes, TVector>(
        ref TVector x0, ref TVector x1, ref TVector x2, ref TVector x3, TVector m0, TVector m1, TVector* keys)
        where TLanes : struct, IPhiloxLanes<TVector>
        where TVector : unmanaged
    {
        var p0 = TLanes.Multiply(m0, x0);
        var p1 = TLanes.Multiply(m1, x2);
        (x0, x1, x2, x3) = (TLanes.Xor(TLanes.HighHalf(p1), x1, keys[0]), p1, TLanes.Xor(TLanes.HighHalf(p0), x3, keys[1]), p0);
    }
}
