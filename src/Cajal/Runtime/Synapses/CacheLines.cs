using System.Runtime.Intrinsics.X86;

namespace Cajal.Runtime.Synapses;

/// <summary>Memory by cache lines.</summary>
internal static unsafe class CacheLines
{
    private const int Bytes = 64;

    /// <summary>Calls for memory that is needed soon.</summary>
    public static void Call(void* start, int bytes)
    {
        if (!Sse.IsSupported) { return; }
        for (var offset = 0; offset < bytes; offset += Bytes) { Sse.Prefetch1((byte*)start + offset); }
    }
}
