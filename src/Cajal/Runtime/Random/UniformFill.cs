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

/// <summary>Fills arrays with uniform numbers or random bits, one Philox block an element, in the widest vectors that the machine has.</summary>
internal static unsafe class UniformFill
{
    /// <summary>Writes both numbers of every element's block.</summary>
    /// <typeparam name="TNumber">double (53 bits each), float (24 bits each), or ulong for the bare bits (two words each).</typeparam>
    public static void Fill<TNumber>(TNumber* first, TNumber* second, nint count, DrawnElements elements, DrawAddress address)
        where TNumber : unmanaged
    {
        if (Avx512DQ.IsSupported && Vector512.IsHardwareAccelerated && count >= PhiloxLanes8.Count)
        {
            Fill<PhiloxLanes8, Vector512<ulong>, TNumber>(first, second, count, elements, address);
        }
        else if (Avx2.IsSupported && count >= PhiloxLanes4.Count)
        {
            Fill<PhiloxLanes4, Vector256<ulong>, TNumber>(first, second, count, elements, address);
        }
        else
        {
            Fill<PhiloxLanes1, ulong, TNumber>(first, second, count, elements, address);
        }
    }

    /// <summary>As <see cref="Fill{TNumber}"/> at a given width; there must be at least as many elements as lanes.</summary>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Fill<TLanes, TVector, TNumber>(TNumber* first, TNumber* second, nint count, DrawnElements elements, DrawAddress address)
        where TLanes : struct, IPhiloxLanes<TVector>
        where TVector : unmanaged
        where TNumber : unmanaged
    {
        // One vector more than is used, so that the keys can start on a cache line: each is read for every vector of elements.
        var space = stackalloc TVector[(2 * Philox.Rounds) + 1];
        var keys = (TVector*)(((nuint)space + (nuint)sizeof(TVector) - 1) & ~((nuint)sizeof(TVector) - 1));
        for (var round = 0; round < Philox.Rounds; round++)
        {
            keys[2 * round] = TLanes.All(unchecked(address.Key0 + ((uint)round * Philox.Weyl0)));
            keys[(2 * round) + 1] = TLanes.All(unchecked(address.Key1 + ((uint)round * Philox.Weyl1)));
        }

        // The counter is (element, step, draw), so half of the first two rounds is the same for all elements.
        var p1 = (ulong)Philox.Multiplier1 * (uint)(address.Step >>> 32);
        var shared0 = (uint)(p1 >> 32) ^ (uint)address.Step ^ address.Key0;
        var p0 = (ulong)Philox.Multiplier0 * shared0;
        var (m0, m1, draw) = (TLanes.All(Philox.Multiplier0), TLanes.All(Philox.Multiplier1), TLanes.All(address.Draw));
        var (shared1, shared2, shared3) = (TLanes.All((uint)p1), TLanes.All((uint)(p0 >> 32)), TLanes.All((uint)p0));

        // Two vectors at a time, because a round waits longer for its products than it takes to start them.
        // The last vectors end with the last element; what they repeat comes out the same.
        for (nint i = 0; i < count; i += 2 * TLanes.Count)
        {
            var atA = nint.Min(i, count - TLanes.Count);
            var atB = nint.Min(i + TLanes.Count, count - TLanes.Count);
            FirstRounds<TLanes, TVector>(elements.At<TLanes, TVector>(atA), m0, m1, draw, shared1, shared2, keys, out var a0, out var a1, out var a2);
            FirstRounds<TLanes, TVector>(elements.At<TLanes, TVector>(atB), m0, m1, draw, shared1, shared2, keys, out var b0, out var b1, out var b2);
            var (a3, b3) = (shared3, shared3);

            Round<TLanes, TVector>(ref a0, ref a1, ref a2, ref a3, m0, m1, keys + 4);
            Round<TLanes, TVector>(ref b0, ref b1, ref b2, ref b3, m0, m1, keys + 4);
            Round<TLanes, TVector>(ref a0, ref a1, ref a2, ref a3, m0, m1, keys + 6);
            Round<TLanes, TVector>(ref b0, ref b1, ref b2, ref b3, m0, m1, keys + 6);
            Round<TLanes, TVector>(ref a0, ref a1, ref a2, ref a3, m0, m1, keys + 8);
            Round<TLanes, TVector>(ref b0, ref b1, ref b2, ref b3, m0, m1, keys + 8);
            Round<TLanes, TVector>(ref a0, ref a1, ref a2, ref a3, m0, m1, keys + 10);
            Round<TLanes, TVector>(ref b0, ref b1, ref b2, ref b3, m0, m1, keys + 10);
            Round<TLanes, TVector>(ref a0, ref a1, ref a2, ref a3, m0, m1, keys + 12);
            Round<TLanes, TVector>(ref b0, ref b1, ref b2, ref b3, m0, m1, keys + 12);
            Round<TLanes, TVector>(ref a0, ref a1, ref a2, ref a3, m0, m1, keys + 14);
            Round<TLanes, TVector>(ref b0, ref b1, ref b2, ref b3, m0, m1, keys + 14);
            Round<TLanes, TVector>(ref a0, ref a1, ref a2, ref a3, m0, m1, keys + 16);
            Round<TLanes, TVector>(ref b0, ref b1, ref b2, ref b3, m0, m1, keys + 16);
            Round<TLanes, TVector>(ref a0, ref a1, ref a2, ref a3, m0, m1, keys + 18);
            Round<TLanes, TVector>(ref b0, ref b1, ref b2, ref b3, m0, m1, keys + 18);

            Store<TLanes, TVector, TNumber>(a0, a1, first + atA);
            Store<TLanes, TVector, TNumber>(a2, a3, second + atA);
            Store<TLanes, TVector, TNumber>(b0, b1, first + atB);
            Store<TLanes, TVector, TNumber>(b2, b3, second + atB);
        }
    }

    // Rounds 1 and 2, of which word 0 and the product of word 0 are the same for all elements.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void FirstRounds<TLanes, TVector>(
        TVector element, TVector m0, TVector m1, TVector draw, TVector shared1, TVector shared2, TVector* keys, out TVector x0, out TVector x1, out TVector x2)
        where TLanes : struct, IPhiloxLanes<TVector>
        where TVector : unmanaged
    {
        var product = TLanes.Multiply(m0, element);
        x1 = TLanes.Multiply(m1, TLanes.Xor(TLanes.HighHalf(product), draw, keys[1]));
        x0 = TLanes.Xor(TLanes.HighHalf(x1), shared1, keys[2]);
        x2 = TLanes.Xor(shared2, product, keys[3]);
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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store<TLanes, TVector, TNumber>(TVector u0, TVector u1, TNumber* destination)
        where TLanes : struct, IPhiloxLanes<TVector>
        where TVector : unmanaged
        where TNumber : unmanaged
    {
        if (typeof(TNumber) == typeof(ulong)) { TLanes.StoreBits(u0, u1, (ulong*)destination); }
        else if (typeof(TNumber) == typeof(double)) { TLanes.StoreUniform(u0, u1, (double*)destination); }
        else { TLanes.StoreUniform(u0, (float*)destination); }
    }
}
