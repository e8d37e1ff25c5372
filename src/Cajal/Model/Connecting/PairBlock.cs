using System.Numerics;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Pairs;

namespace Cajal;

/// <summary>Some thousand pairs of a source and a target that may become synapses, where kernels can judge them side by side.</summary>
/// <param name="spareTarget">A target that stands behind the pairs, where kernels read whole vectors: no element has this number.</param>
internal sealed class PairBlock(int spareTarget)
{
    /// <summary>Most pairs of a block: all arrays together stay in the second-level cache.</summary>
    public const int Capacity = 4096;

    private readonly NativeBuffer _sources = new(Capacity * sizeof(int));
    private readonly NativeBuffer _targets = new(Capacity * sizeof(int));
    private readonly NativeBuffer _loop = new(Capacity * sizeof(int));

    /// <summary>The values of a loop's variable as an index array.</summary>
    public static ArraySymbol LoopIndex { get; } = new("loop", IrType.Integer, ElementStorage.Int32);

    /// <summary>Number of pairs.</summary>
    public int Count { get; set; }

    /// <summary>Sources, as numbered in their whole group, one for each pair and whatever was there before behind them.</summary>
    public Span<int> Sources => _sources.Span<int>(0, Capacity);

    /// <summary>Targets, as numbered in their whole group.</summary>
    public Span<int> Targets => _targets.Span<int>(0, Capacity);

    /// <summary>Values of the loop's variable.</summary>
    public Span<int> Loop => _loop.Span<int>(0, Capacity);

    /// <summary>Lets a kernel find the pairs.</summary>
    public void Bind(Compilation.KernelWriter writer)
    {
        writer.BindIndex(SynapseCode.SourceIndex, _sources);
        writer.BindIndex(SynapseCode.TargetIndex, _targets);
        writer.BindIndex(LoopIndex, _loop);
    }

    /// <summary>Marks what stands behind the pairs, up to whole vectors, as no pairs.</summary>
    public void Pad() => Targets[Count..StateArray.WholeBlocks(Count)].Fill(spareTarget);

    /// <summary>Drops the pairs whose bit is not set.</summary>
    /// <param name="bits">One bit a pair, bit k of word 0 for pair k.</param>
    public void Keep(ReadOnlySpan<ulong> bits)
    {
        var sources = Sources;
        var targets = Targets;
        var loop = Loop;
        var kept = 0;
        for (var first = 0; first < Count; first += 64)
        {
            var word = bits[first / 64];
            if (Count - first < 64) { word &= (1UL << (Count - first)) - 1; }
            for (; word != 0; word &= word - 1)
            {
                var k = first + BitOperations.TrailingZeroCount(word);
                (sources[kept], targets[kept], loop[kept]) = (sources[k], targets[k], loop[k]);
                kept++;
            }
        }

        Count = kept;
    }

    /// <summary>Writes the pairs down.</summary>
    public void AppendTo(PairList list) => list.AddRange(Sources[..Count], Targets[..Count]);
}
