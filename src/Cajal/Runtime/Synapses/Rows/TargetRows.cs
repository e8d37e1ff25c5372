using System.Runtime.CompilerServices;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>Rows of targets, where all synapses add the same: arrivals are counted. A target takes 16 bits, counted from the start of its tile.</summary>
internal sealed unsafe class TargetRows : RunRows, IArrivalRows
{
    private readonly ushort* _targets;

    /// <param name="built">The rows.</param>
    public TargetRows(RowBuilder built)
        : base(built)
    {
        _targets = (ushort*)built.Targets.Address;
        MostArrivals = Enumerable.Range(0, Tiles).Max(LargestInDegree);
    }

    /// <inheritdoc/>
    public int MostRuns => byte.MaxValue / Math.Max(Built.Multiplicity, 1);

    /// <inheritdoc/>
    public long MostArrivals { get; }

    protected override string Content => "targets";

    /// <inheritdoc/>
    public void Call(int tile, ReadOnlySpan<SynapseRun> runs)
    {
        foreach (var run in runs) { CacheLines.Call(_targets + run.First, run.Count * sizeof(ushort)); }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public long Count(int tile, ReadOnlySpan<SynapseRun> runs, byte* counts)
    {
        var ofTile = counts + Built.Tiles.Start(tile);
        var total = 0L;
        for (var r = 0; r < runs.Length; r++)
        {
            if (r + Ahead < runs.Length) { CacheLines.Call(_targets + runs[r + Ahead].First, runs[r + Ahead].Count * sizeof(ushort)); }
            var at = _targets + runs[r].First;
            var end = at + runs[r].Count;
            for (; at < end; at++) { ofTile[*at]++; }
            total += runs[r].Count;
        }

        return total;
    }

    private int LargestInDegree(int tile)
    {
        var inDegrees = new int[Built.Tiles.End(tile) - Built.Tiles.Start(tile) + 1];
        foreach (var (_, run) in Built.Runs[tile])
        {
            for (var k = run.First; k < run.First + run.Count; k++) { inDegrees[_targets[k]]++; }
        }

        return inDegrees.Max();
    }
}
