using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Runtime.Random;

/// <summary>Four lanes of 256 bits (AVX2).</summary>
internal readonly unsafe struct PhiloxLanes4 : IPhiloxLanes<Vector256<ulong>>
{
    public static int Count => Vector256<ulong>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> All(uint word) => Vector256.Create((ulong)word);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Consecutive(uint first) => Vector256.Create((ulong)first) + Vector256<ulong>.Indices;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Listed(int* words) => Avx2.ConvertToVector256Int64(words).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Multiply(Vector256<ulong> a, Vector256<ulong> b) => Avx2.Multiply(a.AsUInt32(), b.AsUInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> HighHalf(Vector256<ulong> a) => Avx2.Shuffle(a.AsUInt32(), 0b11_11_01_01).AsUInt64();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ulong> Xor(Vector256<ulong> a, Vector256<ulong> b, Vector256<ulong> c) => a ^ b ^ c;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUniform(Vector256<ulong> u0, Vector256<ulong> u1, double* destination)
    {
        var high = (u0 << UniformBits.HighShift) & Vector256.Create(UniformBits.HighMask);
        var low = (u1 >>> UniformBits.LowShift) & Vector256.Create(UniformBits.LowMask);
        (Vector256.ConvertToDouble((high | low).AsInt64()) * UniformBits.DoubleScale).Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreUniform(Vector256<ulong> u, float* destination)
    {
        var bits = (u >>> UniformBits.SingleShift) & Vector256.Create(UniformBits.SingleMask);
        var words = Vector128.Narrow(bits.GetLower(), bits.GetUpper()).AsInt32();
        (Vector128.ConvertToSingle(words) * UniformBits.SingleScale).Store(destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBits(Vector256<ulong> u0, Vector256<ulong> u1, ulong* destination) =>
        ((u0 & Vector256.Create((ulong)uint.MaxValue)) | (u1 << 32)).Store(destination);
}
