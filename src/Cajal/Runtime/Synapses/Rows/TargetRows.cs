using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>
/// Rows of targets, and of weights where each synapse has its own, by emitter, tile and delay: what a spike adds to the targets, and nothing else.
/// A target takes 16 bits, counted from the start of its tile.
/// </summary>
internal sealed unsafe class TargetRows : SpikeRoutes, IArrivalRows
{
    /// <summary>Runs between the one that acts and the one whose memory is called for.</summary>
    private const int Ahead = 3;
    private const int CacheLine = 64;

    private readonly RowBuilder _built;
    private readonly TargetTiles _tiles;
    private readonly ushort* _targets;
    private readonly byte* _weights;
    private readonly int _weightBytes;

    /// <param name="built">The rows.</param>
    public TargetRows(RowBuilder built)
    {
        (_built, _tiles) = (built, built.Tiles);
        _targets = (ushort*)built.Targets.Address;
        _weights = built.Weights is null ? null : (byte*)built.Weights.Address;
        _weightBytes = built.Weights is null ? 0 : built.WeightBytes;
        ShortestDelay = built.Runs.SelectMany(runs => runs).Select(run => run.DelaySteps).DefaultIfEmpty(0).Min();
        MostArrivals = built.Weights is null ? Enumerable.Range(0, _tiles.Count).Max(LargestInDegree) : 0;
    }

    public override int Tiles => _tiles.Count;

    public override int MaxDelaySteps => _built.LongestDelay;

    public override int ShortestDelay { get; }

    /// <inheritdoc/>
    public int MostRuns => byte.MaxValue / Math.Max(_built.Multiplicity, 1);

    /// <inheritdoc/>
    public long MostArrivals { get; }

    public override string Description => FormattableString.Invariant(
        $"rows of {(_weights is null ? "targets" : "targets and weights")}, {_built.Bytes / Count:F1} bytes a synapse; an event reaches runs of {_built.Count / (double)Math.Max(_built.Runs.Sum(r => r.LongLength), 1):F1} synapses");

    private double Count => Math.Max(_built.Count, 1);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Schedule(SpikeQueue queue, int tile, ReadOnlySpan<int> emitters, long emission)
    {
        var (starts, runs) = (_built.RunStarts[tile], _built.Runs[tile]);
        foreach (var emitter in emitters)
        {
            foreach (var run in runs.AsSpan(starts[emitter]..starts[emitter + 1])) { queue.Schedule(emission, run); }
        }
    }

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    long IArrivalRows.Count(int tile, ReadOnlySpan<SynapseRun> runs, byte* counts)
    {
        var ofTile = counts + _tiles.Start(tile);
        var total = 0L;
        for (var r = 0; r < runs.Length; r++)
        {
            Call(runs, r + Ahead);
            var at = _targets + runs[r].First;
            var end = at + runs[r].Count;
            for (; at < end; at++) { ofTile[*at]++; }
            total += runs[r].Count;
        }

        return total;
    }

    /// <summary>Adds the weights of some runs of a tile to the targets, one after the other.</summary>
    /// <param name="values">The value of each element, element 0 first; of the type of the weights.</param>
    /// <returns>How many weights there are.</returns>
    public long Add(int tile, ReadOnlySpan<SynapseRun> runs, nint values) =>
        _weightBytes == sizeof(double) ? Add((double*)values + _tiles.Start(tile), runs) : Add((float*)values + _tiles.Start(tile), runs);

    public override IEnumerable<int> SynapsesOf(int tile, SynapseRun run)
    {
        var emitter = _built.EmitterAt(run.First);
        return _built.NumbersOf(emitter).AsSpan(run.First - _built.RowStart[emitter], run.Count).ToArray();
    }

    public override (int Tile, SynapseRun Run) RunOf(int synapse)
    {
        var (emitter, target) = _built.Rows.EndsOf(synapse);
        return (_tiles.Of(target), new(_built.RowStart[emitter] + Array.IndexOf(_built.NumbersOf(emitter), synapse), 1));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private long Add<T>(T* values, ReadOnlySpan<SynapseRun> runs)
        where T : unmanaged, IAdditionOperators<T, T, T>
    {
        var total = 0L;
        for (var r = 0; r < runs.Length; r++)
        {
            Call(runs, r + Ahead);
            var at = _targets + runs[r].First;
            var end = at + runs[r].Count;
            for (var weight = (T*)_weights + runs[r].First; at < end; at++, weight++) { values[*at] += *weight; }
            total += runs[r].Count;
        }

        return total;
    }

    /// <summary>Calls for the memory of a run that acts soon.</summary>
    private void Call(ReadOnlySpan<SynapseRun> runs, int r)
    {
        if (r >= runs.Length || !Sse.IsSupported) { return; }
        var (first, count) = runs[r];
        Call((byte*)(_targets + first), count * sizeof(ushort));
        if (_weights is not null) { Call(_weights + ((long)first * _weightBytes), count * _weightBytes); }
    }

    private static void Call(byte* start, int bytes)
    {
        for (var offset = 0; offset < bytes; offset += CacheLine) { Sse.Prefetch1(start + offset); }
    }

    private int LargestInDegree(int tile)
    {
        var inDegrees = new int[_tiles.End(tile) - _tiles.Start(tile) + 1];
        foreach (var (_, run) in _built.Runs[tile])
        {
            for (var k = run.First; k < run.First + run.Count; k++) { inDegrees[_targets[k]]++; }
        }

        return inDegrees.Max();
    }
}
