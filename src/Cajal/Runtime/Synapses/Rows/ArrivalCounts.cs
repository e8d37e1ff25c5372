using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Cajal.Ir;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>How many spikes reach each target in a step: a byte each, and 32 bits each for steps in which that is not enough.</summary>
internal sealed unsafe class ArrivalCounts
{
    /// <param name="targets">Number of elements of the whole group of the targets.</param>
    /// <param name="needsWide">Whether a byte may not be enough.</param>
    public ArrivalCounts(int targets, bool needsWide)
    {
        // Counting goes by whole groups of bits, and kernels read whole blocks.
        var places = (long)StateArray.WholeBlocks(targets) + BitCounter.Width;
        Narrow = new NativeBuffer(places);
        Wide = needsWide ? new NativeBuffer(places * sizeof(int)) : null;
    }

    /// <summary>The counts of bytes as kernels know them.</summary>
    public static ArraySymbol NarrowSymbol { get; } = new("arrivals", IrType.Integer, ElementStorage.Byte);

    /// <summary>The counts of 32 bits as kernels know them.</summary>
    public static ArraySymbol WideSymbol { get; } = new("arrivals", IrType.Integer, ElementStorage.Int32);

    public NativeBuffer Narrow { get; }

    public NativeBuffer? Wide { get; }

    public byte* Bytes => (byte*)Narrow.Address;

    /// <summary>Adds the bytes of some elements to their counts of 32 bits, and clears the bytes.</summary>
    public void Widen(int first, int end)
    {
        var counts = (int*)Wide!.Address;
        for (var k = first; k < end; k += Vector128<byte>.Count)
        {
            var (low, high) = Vector128.Widen(Vector128.Load(Bytes + k));
            var (a, b) = Vector128.Widen(low);
            var (c, d) = Vector128.Widen(high);
            AddTo(counts + k, a);
            AddTo(counts + k + 4, b);
            AddTo(counts + k + 8, c);
            AddTo(counts + k + 12, d);
        }

        ClearNarrow(first, end);
    }

    /// <summary>Sets the bytes of some elements to 0.</summary>
    public void ClearNarrow(int first, int end) => NativeMemory.Clear(Bytes + first, (nuint)(end - first));

    /// <summary>Sets the counts of 32 bits of some elements to 0.</summary>
    public void ClearWide(int first, int end) => NativeMemory.Clear((int*)Wide!.Address + first, (nuint)(end - first) * sizeof(int));

    private static void AddTo(int* counts, Vector128<uint> more) => (Vector128.Load(counts) + more.AsInt32()).Store(counts);
}
