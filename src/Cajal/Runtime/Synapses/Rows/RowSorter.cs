using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>Sorts the synapses of one source by tile, then delay; those of one tile and delay keep the order of creation.</summary>
internal sealed unsafe class RowSorter(TargetTiles tiles)
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
        var delayCount = Longest(delays) + 1;
        var keys = tiles.Count * delayCount;
        if (_ends.Length <= keys) { Array.Resize(ref _ends, keys + 1); }
        Array.Clear(_ends, 0, keys + 1);
        if (tiles.Count == 1)
        {
            delays.CopyTo(places);
        }
        else
        {
            tiles.Of(targets, places);
            for (var k = 0; k < places.Length; k++) { places[k] = (places[k] * delayCount) + delays[k]; }
        }

        fixed (int* ends = _ends)
        {
            foreach (var key in places) { ends[key + 1]++; }
            FindRuns(ends, keys, delayCount);
            foreach (ref var place in places) { place = ends[place]++; }
        }
    }

    /// <summary>Turns the count of each key into its end among all; at the key itself stands then where it begins.</summary>
    private void FindRuns(int* ends, int keys, int delayCount)
    {
        Runs.Clear();
        for (var key = 0; key < keys; key++)
        {
            if (ends[key + 1] > 0) { Runs.Add((key / delayCount, new(key % delayCount, new(ends[key], ends[key + 1])))); }
            ends[key + 1] += ends[key];
        }
    }

    private static int Longest(ReadOnlySpan<int> delays)
    {
        var whole = MemoryMarshal.Cast<int, Vector<int>>(delays);
        var longest = Vector<int>.Zero;
        foreach (var vector in whole) { longest = Vector.Max(longest, vector); }
        var most = 0;
        for (var lane = 0; lane < Vector<int>.Count; lane++) { most = Math.Max(most, longest[lane]); }
        foreach (var delay in delays[(whole.Length * Vector<int>.Count)..]) { most = Math.Max(most, delay); }
        return most;
    }
}
