using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>
/// Counts, for each bit position, in how many rows the bit is set. Rows are added by carry-save adders into planes of binary digits, 512 positions
/// an instruction; planes become bytes by a transposition of 8 by 8 bits.
/// </summary>
/// <remarks>Warren, H. S. (2013). Hacker's Delight, 2nd ed., sections 5-1 (counting bits in an array) and 7-3 (transposing a bit matrix).</remarks>
internal static unsafe class BitCounter
{
    /// <summary>Positions that are counted together.</summary>
    public const int Width = 512;

    /// <summary>Bytes of a row that hold them.</summary>
    public const int Bytes = Width / 8;

    /// <summary>Rows that are added together; their number is a multiple of it.</summary>
    public const int RowsAtOnce = 8;

    /// <summary>Binary digits of a count.</summary>
    private const int Planes = 8;

    /// <summary>Bytes between what is counted and what is called from memory meanwhile.</summary>
    private const int Ahead = 4 * Bytes;

    /// <summary>Counts the bits of a piece of rows.</summary>
    /// <param name="rows">Address of each row; rows without bits at the end make them a multiple of <see cref="RowsAtOnce"/>.</param>
    /// <param name="firstByte">Where in the rows the piece begins, a multiple of <see cref="Bytes"/>.</param>
    /// <param name="endByte">Where it ends, too.</param>
    /// <param name="counts">Receives the count of each position, that of bit 0 of a row first; at most 255 rows have a bit there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Count(ReadOnlySpan<long> rows, int firstByte, int endByte, byte* counts)
    {
        var planes = stackalloc Vector512<ulong>[Planes];
        for (var at = firstByte; at < endByte; at += Bytes)
        {
            Add(rows, at, planes);
            var target = counts + (at * 8L);
            if (Avx512BW.IsSupported && Gfni.V512.IsSupported) { SpreadWide(planes, target); } else { Spread((byte*)planes, target); }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ReadOnlySpan<long> rows, int at, Vector512<ulong>* planes)
    {
        var (ones, twos, fours, eights) = (Vector512<ulong>.Zero, Vector512<ulong>.Zero, Vector512<ulong>.Zero, Vector512<ulong>.Zero);
        var (sixteens, thirtyTwos, sixtyFours, rest) = (eights, eights, eights, eights);
        for (var k = 0; k < rows.Length; k += RowsAtOnce)
        {
            var (a, b) = (Row(rows[k], at), Row(rows[k + 1], at));
            var c = Row(rows[k + 2], at);
            var (s0, c0) = (Sum(a, b, c), Carry(a, b, c));
            (a, b, c) = (Row(rows[k + 3], at), Row(rows[k + 4], at), Row(rows[k + 5], at));
            var (s1, c1) = (Sum(a, b, c), Carry(a, b, c));
            (a, b) = (Row(rows[k + 6], at), Row(rows[k + 7], at));
            var (s2, c2) = (Sum(a, b, ones), Carry(a, b, ones));
            ones = Sum(s0, s1, s2);
            var c3 = Carry(s0, s1, s2);
            var (t0, d0) = (Sum(c0, c1, c2), Carry(c0, c1, c2));
            var d1 = Carry(t0, c3, twos);
            twos = Sum(t0, c3, twos);
            var carry = Carry(d0, d1, fours);
            fours = Sum(d0, d1, fours);
            (eights, carry) = (eights ^ carry, eights & carry);
            (sixteens, carry) = (sixteens ^ carry, sixteens & carry);
            (thirtyTwos, carry) = (thirtyTwos ^ carry, thirtyTwos & carry);
            (sixtyFours, carry) = (sixtyFours ^ carry, sixtyFours & carry);
            rest ^= carry;
        }

        (planes[0], planes[1], planes[2], planes[3]) = (ones, twos, fours, eights);
        (planes[4], planes[5], planes[6], planes[7]) = (sixteens, thirtyTwos, sixtyFours, rest);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Row(long row, int at)
    {
        var place = (byte*)row + at;
        if (Sse.IsSupported) { Sse.Prefetch0(place + Ahead); }
        return Vector512.Load((ulong*)place);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Sum(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) =>
        Avx512F.IsSupported ? Avx512F.TernaryLogic(a, b, c, 0x96) : a ^ b ^ c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ulong> Carry(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) =>
        Avx512F.IsSupported ? Avx512F.TernaryLogic(a, b, c, 0xE8) : (a & b) | (c & (a ^ b));

    /// <summary>The planes as a byte for each position: bytes of all planes side by side, then each group of 8 by 8 bits transposed.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void SpreadWide(Vector512<ulong>* planes, byte* counts)
    {
        // The instruction takes the rows of a matrix from the last to the first.
        var (p0, p1, p2, p3) = (planes[7].AsByte(), planes[6].AsByte(), planes[5].AsByte(), planes[4].AsByte());
        var (p4, p5, p6, p7) = (planes[3].AsByte(), planes[2].AsByte(), planes[1].AsByte(), planes[0].AsByte());
        var (a0, a1) = (Avx512BW.UnpackLow(p0, p1).AsUInt16(), Avx512BW.UnpackHigh(p0, p1).AsUInt16());
        var (b0, b1) = (Avx512BW.UnpackLow(p2, p3).AsUInt16(), Avx512BW.UnpackHigh(p2, p3).AsUInt16());
        var (c0, c1) = (Avx512BW.UnpackLow(p4, p5).AsUInt16(), Avx512BW.UnpackHigh(p4, p5).AsUInt16());
        var (d0, d1) = (Avx512BW.UnpackLow(p6, p7).AsUInt16(), Avx512BW.UnpackHigh(p6, p7).AsUInt16());
        StoreQuarters(a0, b0, c0, d0, counts);
        StoreQuarters(a1, b1, c1, d1, counts + 64);
    }

    /// <summary>Half of the positions of each 128-bit lane; a lane belongs to 128 consecutive positions.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreQuarters(Vector512<ushort> a, Vector512<ushort> b, Vector512<ushort> c, Vector512<ushort> d, byte* counts)
    {
        var (ab0, ab1) = (Avx512BW.UnpackLow(a, b).AsUInt32(), Avx512BW.UnpackHigh(a, b).AsUInt32());
        var (cd0, cd1) = (Avx512BW.UnpackLow(c, d).AsUInt32(), Avx512BW.UnpackHigh(c, d).AsUInt32());
        StoreLanes(Avx512F.UnpackLow(ab0, cd0), counts);
        StoreLanes(Avx512F.UnpackHigh(ab0, cd0), counts + 16);
        StoreLanes(Avx512F.UnpackLow(ab1, cd1), counts + 32);
        StoreLanes(Avx512F.UnpackHigh(ab1, cd1), counts + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreLanes(Vector512<uint> matrices, byte* counts)
    {
        var transposed = Gfni.V512.GaloisFieldAffineTransform(Vector512.Create(0x8040201008040201UL).AsByte(), matrices.AsByte(), 0);
        transposed.GetLower().GetLower().Store(counts);
        transposed.GetLower().GetUpper().Store(counts + 128);
        transposed.GetUpper().GetLower().Store(counts + 256);
        transposed.GetUpper().GetUpper().Store(counts + 384);
    }

    /// <summary>The same for 128 positions at a time, on any processor.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Spread(byte* planes, byte* counts)
    {
        for (var lane = 0; lane < Bytes; lane += Vector128<byte>.Count)
        {
            var (a0, a1) = Zip(Plane(0), Plane(1));
            var (b0, b1) = Zip(Plane(2), Plane(3));
            var (c0, c1) = Zip(Plane(4), Plane(5));
            var (d0, d1) = Zip(Plane(6), Plane(7));
            var target = counts + (lane * 8);
            Store(a0, b0, c0, d0, target);
            Store(a1, b1, c1, d1, target + 64);

            Vector128<byte> Plane(int digit) => Vector128.Load(planes + (digit * Bytes) + lane);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector128<byte> a, Vector128<byte> b, Vector128<byte> c, Vector128<byte> d, byte* counts)
    {
        var (ab0, ab1) = Zip(a.AsUInt16(), b.AsUInt16());
        var (cd0, cd1) = Zip(c.AsUInt16(), d.AsUInt16());
        var (m0, m1) = Zip(ab0.AsUInt32(), cd0.AsUInt32());
        var (m2, m3) = Zip(ab1.AsUInt32(), cd1.AsUInt32());
        Transposed(m0).Store((ulong*)counts);
        Transposed(m1).Store((ulong*)(counts + 16));
        Transposed(m2).Store((ulong*)(counts + 32));
        Transposed(m3).Store((ulong*)(counts + 48));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<ulong> Transposed(Vector128<uint> matrices)
    {
        var m = matrices.AsUInt64();
        var t = (m ^ (m >> 7)) & Vector128.Create(0x00AA00AA00AA00AAUL);
        m ^= t ^ (t << 7);
        t = (m ^ (m >> 14)) & Vector128.Create(0x0000CCCC0000CCCCUL);
        m ^= t ^ (t << 14);
        t = (m ^ (m >> 28)) & Vector128.Create(0x00000000F0F0F0F0UL);
        return m ^ t ^ (t << 28);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<byte> Low, Vector128<byte> High) Zip(Vector128<byte> a, Vector128<byte> b) =>
        Sse2.IsSupported ? (Sse2.UnpackLow(a, b), Sse2.UnpackHigh(a, b))
        : AdvSimd.Arm64.IsSupported ? (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b))
        : ZipOneByOne(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<ushort> Low, Vector128<ushort> High) Zip(Vector128<ushort> a, Vector128<ushort> b) =>
        Sse2.IsSupported ? (Sse2.UnpackLow(a, b), Sse2.UnpackHigh(a, b))
        : AdvSimd.Arm64.IsSupported ? (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b))
        : ZipOneByOne(a, b);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector128<uint> Low, Vector128<uint> High) Zip(Vector128<uint> a, Vector128<uint> b) =>
        Sse2.IsSupported ? (Sse2.UnpackLow(a, b), Sse2.UnpackHigh(a, b))
        : AdvSimd.Arm64.IsSupported ? (AdvSimd.Arm64.ZipLow(a, b), AdvSimd.Arm64.ZipHigh(a, b))
        : ZipOneByOne(a, b);

    private static (Vector128<T> Low, Vector128<T> High) ZipOneByOne<T>(Vector128<T> a, Vector128<T> b)
    {
        var (low, high, half) = (a, a, Vector128<T>.Count / 2);
        for (var k = 0; k < half; k++)
        {
            low = low.WithElement(2 * k, a[k]).WithElement((2 * k) + 1, b[k]);
            high = high.WithElement(2 * k, a[half + k]).WithElement((2 * k) + 1, b[half + k]);
        }

        return (low, high);
    }
}
