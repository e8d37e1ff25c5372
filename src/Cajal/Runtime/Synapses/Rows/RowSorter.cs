using System.Runtime.CompilerServices;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>Sorts the synapses of one source by tile, then delay; those of one tile and delay keep the order of creation.</summary>
internal sealed class RowSorter(TargetTiles tiles)
{
    private int[] _ends = [];

    /// <summary>The runs of the last row: the tile, the delay, and the places within the row.</summary>
    public List<(int Tile, DelayedRun Run)> Runs { get; } = [];

    /// <summary>Sorts a row.</summary>
    /// <param name="targets">Target of each synapse.</param>
    /// <param name="delays">Delay of each synapse [steps].</param>
    /// <param name="places">Receives the place of each synapse within the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sort(ReadOnlySpan<int> targets, ReadOnlySpan<int> delays, Span<int> places)
    {
        var delayCount = 1;
        foreach (var delay in delays) { delayCount = Math.Max(delayCount, delay + 1); }
        var keys = tiles.Count * delayCount;
        if (_ends.Length <= keys) { Array.Resize(ref _ends, keys + 1); }
        var ends = _ends.AsSpan(0, keys + 1);
        ends.Clear();
        for (var k = 0; k < targets.Length; k++) { ends[(places[k] = KeyOf(targets[k], delays[k])) + 1]++; }
        Runs.Clear();
        for (var key = 0; key < keys; key++)
        {
            if (ends[key + 1] > 0) { Runs.Add((key / delayCount, new(key % delayCount, new(ends[key], ends[key + 1])))); }
            ends[key + 1] += ends[key];
        }

        for (var k = 0; k < targets.Length; k++) { places[k] = ends[places[k]]++; }

        int KeyOf(int target, int delay) => (tiles.Count == 1 ? 0 : tiles.Of(target) * delayCount) + delay;
    }
}
