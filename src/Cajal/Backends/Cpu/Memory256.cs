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
    public static Vector256<long> LoadBytesAsInt64(long address) => Avx2.ConvertToVector256Int64((byte*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadBytesAsInt32(long address) => Avx2.ConvertToVector256Int32((byte*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<long> Widen(Vector128<int> index) => Vector256.Create(Vector128.WidenLower(index), Vector128.WidenUpper(index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Narrow(Vector256<long> integers) => Vector128.Narrow(integers.GetLower(), integers.GetUpper());

    /// <summary>
    /// Lane by lane: the processor's own gather instructions take four times as long where their microcode guards against data
    /// sampling, and are not faster elsewhere.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<double> Gather(long table, Vector128<int> index)
    {
        var values = (double*)table;
        var (low, high) = (index.AsUInt64().ToScalar(), index.AsUInt64().GetElement(1));
        return Vector256.Create(values[(uint)low], values[low >> 32], values[(uint)high], values[high >> 32]);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Gather(long table, Vector256<int> index) =>
        Vector256.Create(Memory128.Gather(table, index.GetLower()), Memory128.Gather(table, index.GetUpper()));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> GatherIndex(long table, Vector128<int> index) => Memory128.Gather(table, index).AsInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> GatherIndex(long table, Vector256<int> index) => Gather(table, index).AsInt32();

    /// <summary>-1 for each bit that is set, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> GatherBits(long table, Vector128<int> index)
    {
        // The bit moves to the sign, which then fills the lane.
        var words = GatherIndex(table, index >> 5);
        var left = Vector128.Create(31) - (index & Vector128.Create(31));
        return Avx2.ShiftLeftLogicalVariable(words, left.AsUInt32()) >> 31;
    }

    /// <summary>-1 for each bit that is set, else 0.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> GatherBits(long table, Vector256<int> index)
    {
        var words = GatherIndex(table, index >> 5);
        var left = Vector256.Create(31) - (index & Vector256.Create(31));
        return Avx2.ShiftLeftLogicalVariable(words, left.AsUInt32()) >> 31;
    }

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
        if (lanes < Vector256<T>.Count)
        {
            for (long lane = 0; lane < lanes; lane++) { ((T*)table)[places[lane]] += values[lane]; }
            return;
        }

        // Four at a time: the loop itself would take as long as the additions.
        for (var lane = 0; lane < Vector256<T>.Count; lane += 4) { Memory128.AddFour((T*)table, places + lane, values + lane); }
    }
}
