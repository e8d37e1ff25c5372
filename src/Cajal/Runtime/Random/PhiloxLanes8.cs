using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Runtime.Random;

/// <summary>Eight lanes of 512 bits (AVX-512).</summary>
internal readonly unsafe struct PhiloxLanes8 : IPhiloxLanes<Vector512<ulong>>
{
    public static int Count => Vector512<ulong>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> All(uint word) => Vector512.Create((ulong)word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Consecutive(uint first) => Vector512.Create((ulong)first) + Vector512<ulong>.Indices;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Listed(int* words) => Avx512F.ConvertToVector512Int64(Vector256.Load(words)).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Multiply(Vector512<ulong> a, Vector512<ulong> b) => Avx512F.Multiply(a.AsUInt32(), b.AsUInt32());

    // A shuffle and not a shift: it leaves the port that multiplies free.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> HighHalf(Vector512<ulong> a) => Avx512F.Shuffle(a.AsUInt32(), 0b11_11_01_01).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<ulong> Xor(Vector512<ulong> a, Vector512<ulong> b, Vector512<ulong> c) => Avx512F.TernaryLogic(a, b, c, 0x96);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUniform(Vector512<ulong> u0, Vector512<ulong> u1, double* destination)
    {
        var high = (u0 << UniformBits.HighShift) & Vector512.Create(UniformBits.HighMask);
        var low = (u1 >>> UniformBits.LowShift) & Vector512.Create(UniformBits.LowMask);
        (Vector512.ConvertToDouble((high | low).AsInt64()) * UniformBits.DoubleScale).Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUniform(Vector512<ulong> u, float* destination)
    {
        var bits = (u >>> UniformBits.SingleShift) & Vector512.Create(UniformBits.SingleMask);
        (Vector256.ConvertToSingle(Avx512F.ConvertToVector256Int32(bits)) * UniformBits.SingleScale).Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBits(Vector512<ulong> u0, Vector512<ulong> u1, ulong* destination) =>
        ((u0 & Vector512.Create((ulong)uint.MaxValue)) | (u1 << 32)).Store(destination);
}
