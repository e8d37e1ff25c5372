using System.Numerics;
using System.Runtime.InteropServices;
using Cajal.Runtime.Pairs;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>Every target gets every spike, but perhaps that of one source, itself as a rule: nothing is stored, and spikes are counted once for all targets.</summary>
internal sealed unsafe class AllRows : WholeRows
{
    private readonly PairGrid _grid;
    private readonly TargetTiles _tiles;

    /// <param name="rows">The synapses.</param>
    /// <param name="grid">The pairs that they connect: all that it has, of consecutive targets.</param>
    /// <param name="tiles">How the targets are divided.</param>
    /// <param name="delaySteps">The delay.</param>
    public AllRows(SynapseRows rows, PairGrid grid, TargetTiles tiles, int delaySteps)
        : base(rows, tiles, delaySteps) => (_grid, _tiles) = (grid, tiles);

    /// <inheritdoc/>
    public override long MostArrivals => _grid.Sources.Count;

    public override string Description => "every target gets every spike, and nothing is stored; the spikes of a step are counted once for all";

    protected override long CountRows(int tile, ReadOnlySpan<SynapseRun> runs, byte* counts)
    {
        var (sources, targets, spikes, left) = (_grid.Sources, _grid.Targets, 0, 0);
        var (first, end) = (Math.Max(_tiles.Start(tile), targets.Start), Math.Min(_tiles.End(tile), targets.Start + targets.Count));
        if (end <= first) { return 0; }
        foreach (var run in runs)
        {
            if (IsAlone(run) || sources.PositionOf(run.First) is not (>= 0 and var row)) { continue; }
            spikes++;
            var barred = targets.Start + _grid.BarredOf(row);
            if (barred < first || barred >= end) { continue; }

            // A byte may pass below 0 for now.
            unchecked { counts[barred]--; }
            left++;
        }

        AddToAll(new(counts + first, end - first), unchecked((byte)spikes));
        return ((long)spikes * (end - first)) - left;
    }

    private static void AddToAll(Span<byte> counts, byte more)
    {
        var whole = MemoryMarshal.Cast<byte, Vector<byte>>(counts);
        foreach (ref var vector in whole) { vector += new Vector<byte>(more); }
        foreach (ref var count in counts[(whole.Length * Vector<byte>.Count)..]) { count = unchecked((byte)(count + more)); }
    }
}
