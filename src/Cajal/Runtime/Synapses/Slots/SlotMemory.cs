using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Runtime.Synapses.Slots;

/// <summary>What a kernel needs of each slot, called from memory before it runs: slots of one target lie far apart.</summary>
/// <param name="binding">The kernel.</param>
/// <param name="layout">Where the synapses lie.</param>
internal sealed unsafe class SlotMemory(KernelBinding binding, SynapseLayout layout)
{
    /// <summary>Slots that are called for while as many before them run: whole vectors of a list. 128 do as well, 512 take a quarter longer.</summary>
    public const int Together = 64;

    private readonly (nint Address, int Bytes)[] _arrays =
    [
        .. binding.Arrays.OfType<StateArray>().Where(a => a.Count == layout.SlotCount).Select(a => (a.Address, a.LaneBytes)),
        .. binding.Arrays.Where(a => a == layout.Source || a == layout.Target).Select(a => (((NativeBuffer)a).Address, sizeof(int))),
    ];

    /// <summary>Calls for some slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Call(int* slots, int count)
    {
        if (!Sse.IsSupported) { return; }
        foreach (var (address, bytes) in _arrays)
        {
            for (var k = 0; k < count; k++) { Sse.Prefetch1((byte*)address + ((long)slots[k] * bytes)); }
        }
    }
}
