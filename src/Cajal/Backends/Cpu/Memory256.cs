using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Backends.Cpu;

/// <summary>Access to memory by address, for generated code of 256-bit vectors: 4 doubles or 8 floats.</summary>
internal static unsafe class Memory256
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<T> Load<T>(long address)
        where T : unmanaged => Vector256.Load((T*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(long address, Vector256<T> value)
        where T : unmanaged => value.Store((T*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Widen(Vector128<int> index) => Vector256.Create(Vector128.WidenLower(index), Vector128.WidenUpper(index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Narrow(Vector256<long> integers) => Vector128.Narrow(integers.GetLower(), integers.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Gather(long table, Vector128<int> index)
    {
        var values = (double*)table;
        return Avx2.IsSupported
            ? Avx2.GatherVector256(values, index, sizeof(double))
            : Vector256.Create(values[index[0]], values[index[1]], values[index[2]], values[index[3]]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Gather(long table, Vector256<int> index)
    {
        var values = (float*)table;
        return Avx2.IsSupported
            ? Avx2.GatherVector256(values, index, sizeof(float))
            : Vector256.Create(
                values[index[0]], values[index[1]], values[index[2]], values[index[3]], values[index[4]], values[index[5]], values[index[6]], values[index[7]]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> GatherIndex(long table, Vector128<int> index)
    {
        var values = (int*)table;
        return Avx2.IsSupported
            ? Avx2.GatherVector128(values, index, sizeof(int))
            : Vector128.Create(values[index[0]], values[index[1]], values[index[2]], values[index[3]]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> GatherIndex(long table, Vector256<int> index) => Gather(table, index).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter<T, TIndex>(long table, TIndex index, Vector256<T> value, long lanes)
        where T : unmanaged
        where TIndex : unmanaged
    {
        var places = (int*)&index;
        var values = (T*)&value;
        for (long lane = 0; lane < lanes; lane++) { ((T*)table)[places[lane]] = values[lane]; }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<T, TIndex>(long table, TIndex index, Vector256<T> value, long lanes)
        where T : unmanaged, IAdditionOperators<T, T, T>
        where TIndex : unmanaged
    {
        var places = (int*)&index;
        var values = (T*)&value;
        for (long lane = 0; lane < lanes; lane++) { ((T*)table)[places[lane]] += values[lane]; }
    }
}
