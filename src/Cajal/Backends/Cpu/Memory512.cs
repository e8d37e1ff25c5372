using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Backends.Cpu;

/// <summary>Access to memory by address, for generated code of 512-bit vectors: 8 doubles or 16 floats.</summary>
internal static unsafe class Memory512
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<T> Load<T>(long address)
        where T : unmanaged => Vector512.Load((T*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(long address, Vector512<T> value)
        where T : unmanaged => value.Store((T*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> LoadBytesAsInt64(long address) =>
        Avx512F.ConvertToVector512Int64(Vector128.CreateScalarUnsafe(*(long*)address).AsByte());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadBytesAsInt32(long address) => Avx512F.ConvertToVector512Int32(Vector128.Load((byte*)address));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<long> Widen(Vector256<int> index) => Vector512.Create(Vector256.WidenLower(index), Vector256.WidenUpper(index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Narrow(Vector512<long> integers) => Vector256.Narrow(integers.GetLower(), integers.GetUpper());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<double> Gather(long table, Vector256<int> index) =>
        Vector512.Create(Memory256.Gather(table, index.GetLower()), Memory256.Gather(table, index.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Gather(long table, Vector512<int> index) =>
        Vector512.Create(Memory256.Gather(table, index.GetLower()), Memory256.Gather(table, index.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> GatherIndex(long table, Vector256<int> index) => Memory256.GatherIndex(table, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> GatherIndex(long table, Vector512<int> index) => Gather(table, index).AsInt32();

    /// <summary>-1 for each bit that is set, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> GatherBits(long table, Vector256<int> index) => Memory256.GatherBits(table, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> GatherBits(long table, Vector512<int> index) =>
        Vector512.Create(Memory256.GatherBits(table, index.GetLower()), Memory256.GatherBits(table, index.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scatter<T, TIndex>(long table, TIndex index, Vector512<T> value, long lanes)
        where T : unmanaged
        where TIndex : unmanaged
    {
        var places = (int*)&index;
        var values = (T*)&value;
        for (long lane = 0; lane < lanes; lane++) { ((T*)table)[places[lane]] = values[lane]; }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Accumulate<T, TIndex>(long table, TIndex index, Vector512<T> value, long lanes)
        where T : unmanaged, IAdditionOperators<T, T, T>
        where TIndex : unmanaged
    {
        var places = (int*)&index;
        var values = (T*)&value;
        if (lanes < Vector512<T>.Count)
        {
            for (long lane = 0; lane < lanes; lane++) { ((T*)table)[places[lane]] += values[lane]; }
            return;
        }

        // Four at a time: the loop itself would take as long as the additions.
        for (var lane = 0; lane < Vector512<T>.Count; lane += 4) { Memory128.AddFour((T*)table, places + lane, values + lane); }
    }
}
