using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>Rows of targets and weights, which spikes add to a variable of the targets.</summary>
internal abstract unsafe class WeightRows(RowBuilder built) : RunRows(built)
{
    /// <summary>Rows of weights in the format in which they were built.</summary>
    /// <param name="precision">Width of the variable.</param>
    public static WeightRows Of(RowBuilder built, Precision precision) => (built.Format, precision) switch
    {
        (WeightFormat.Compact, Precision.Double) => new CompactWeightRows<double>(built),
        (WeightFormat.Compact, _) => new CompactWeightRows<float>(built),
        (_, Precision.Double) => new ExactWeightRows<double>(built),
        _ => new ExactWeightRows<float>(built),
    };

    /// <summary>Adds the weights of some runs of a tile to the targets, one after the other.</summary>
    /// <param name="values">The value of each element, element 0 first.</param>
    /// <returns>How many weights there are.</returns>
    public abstract long Add(int tile, ReadOnlySpan<SynapseRun> runs, nint values);
}

/// <summary>Weights as wide as the variable.</summary>
internal sealed unsafe class ExactWeightRows<T>(RowBuilder built) : WeightRows(built)
    where T : unmanaged, IAdditionOperators<T, T, T>
{
    private readonly ushort* _targets = (ushort*)built.Targets.Address;
    private readonly T* _weights = (T*)built.Weights!.Address;

    protected override string Content => "targets and weights";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override long Add(int tile, ReadOnlySpan<SynapseRun> runs, nint values)
    {
        var ofTile = (T*)values + Built.Tiles.Start(tile);
        var total = 0L;
        for (var r = 0; r < runs.Length; r++)
        {
            if (r + Ahead < runs.Length)
            {
                CacheLines.Call(_targets + runs[r + Ahead].First, runs[r + Ahead].Count * sizeof(ushort));
                CacheLines.Call(_weights + runs[r + Ahead].First, runs[r + Ahead].Count * sizeof(T));
            }

            var at = _targets + runs[r].First;
            var end = at + runs[r].Count;
            for (var weight = _weights + runs[r].First; at < end; at++, weight++) { ofTile[*at] += *weight; }
            total += runs[r].Count;
        }

        return total;
    }
}

/// <summary>Weights of 16 bits, each in one word with its target.</summary>
internal sealed unsafe class CompactWeightRows<T>(RowBuilder built) : WeightRows(built)
    where T : unmanaged, INumber<T>
{
    private readonly uint* _words = (uint*)built.Targets.Address;

    protected override string Content => "targets and weights rounded to 16 bits";

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override long Add(int tile, ReadOnlySpan<SynapseRun> runs, nint values)
    {
        var ofTile = (T*)values + Built.Tiles.Start(tile);
        var total = 0L;
        for (var r = 0; r < runs.Length; r++)
        {
            if (r + Ahead < runs.Length) { CacheLines.Call(_words + runs[r + Ahead].First, runs[r + Ahead].Count * sizeof(uint)); }
            var at = _words + runs[r].First;
            for (var end = at + runs[r].Count; at < end; at++) { ofTile[(ushort)*at] += T.CreateTruncating(CompactWeight.Of(*at)); }
            total += runs[r].Count;
        }

        return total;
    }
}
