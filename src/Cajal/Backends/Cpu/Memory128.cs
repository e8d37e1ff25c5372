using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Cajal.Backends.Cpu;

/// <summary>Access to memory by address, for generated code: the indices of 4 lanes.</summary>
internal static unsafe class Memory128
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<T> Load<T>(long address)
        where T : unmanaged => Vector128.Load((T*)address);
}
