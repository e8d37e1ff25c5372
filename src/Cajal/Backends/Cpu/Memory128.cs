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
}
