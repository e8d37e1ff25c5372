using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal.Backends.Cpu;

/// <summary>Access to memory by address, for generated code: 4 lanes of 32 bits.</summary>
internal static unsafe class Memory128
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load<T>(long address)
        where T : unmanaged => Vector128.Load((T*)address);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Gather(long table, Vector128<int> index)
    {
        var values = (float*)table;
        var (low, high) = (index.AsUInt64().ToScalar(), index.AsUInt64().GetElement(1));
        return Vector128.Create(values[(uint)low], values[low >> 32], values[(uint)high], values[high >> 32]);
    }

    /// <summary>Adds four values to elements of a table, one after the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddFour<T>(T* table, int* places, T* values)
        where T : unmanaged, IAdditionOperators<T, T, T>
    {
        table[places[0]] += values[0];
        table[places[1]] += values[1];
        table[places[2]] += values[2];
        table[places[3]] += values[3];
    }
}
