using System.Runtime.CompilerServices;

namespace Cajal.Backends.Cpu;

/// <summary>Access to memory by address, for generated code of single lanes.</summary>
internal static unsafe class Memory
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Load<T>(long address)
        where T : unmanaged => *(T*)address;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store<T>(long address, T value)
        where T : unmanaged => *(T*)address = value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool LoadBit(long table, int index) => (((byte*)table)[index >> 3] >> (index & 7) & 1) != 0;
}
