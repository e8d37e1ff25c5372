using System.Runtime.InteropServices;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>The runs of some consecutive emitters, by tile, while rows are built.</summary>
/// <param name="tiles">Number of tiles.</param>
/// <param name="countsTargets">Whether to find out how often a run reaches one target.</param>
internal sealed unsafe class RunList(int tiles, bool countsTargets)
{
    private readonly List<DelayedRun>[] _runs = [.. Enumerable.Range(0, tiles).Select(_ => new List<DelayedRun>())];
    private readonly List<int>[] _counts = [.. Enumerable.Range(0, tiles).Select(_ => new List<int>())];
    private readonly Dictionary<ushort, int> _seen = [];

    public int LongestDelay { get; private set; }

    /// <summary>How often a run reaches one target at most; 1 where nobody asked.</summary>
    public int Multiplicity { get; private set; } = 1;

    /// <summary>The first run of each emitter in a tile, and one past the last run.</summary>
    public static int[] StartsOf(RunList[] parts, int tile)
    {
        List<int> starts = [0];
        foreach (var count in parts.SelectMany(p => p._counts[tile])) { starts.Add(starts[^1] + count); }
        return [.. starts];
    }

    /// <summary>The runs of a tile, those of all parts.</summary>
    public static DelayedRun[] Joined(RunList[] parts, int tile)
    {
        var all = new DelayedRun[parts.Sum(p => p._runs[tile].Count)];
        var at = 0;
        foreach (var part in parts)
        {
            part._runs[tile].CopyTo(all, at);
            at += part._runs[tile].Count;
        }

        return all;
    }

    /// <summary>Takes the runs of the next emitter.</summary>
    /// <param name="runs">The runs, with places within the row.</param>
    /// <param name="rowStart">Where the row begins.</param>
    /// <param name="row">The targets of the row.</param>
    public void Add(List<(int Tile, DelayedRun Run)> runs, int rowStart, ushort* row)
    {
        foreach (var counts in _counts) { counts.Add(0); }
        foreach (var (tile, (delay, run)) in runs)
        {
            LongestDelay = Math.Max(LongestDelay, delay);
            var multiplicity = countsTargets ? MultiplicityOf(new(row + run.First, run.Count)) : 1;

            // A byte has to hold what one run brings to one target.
            var most = multiplicity > byte.MaxValue ? byte.MaxValue : run.Count;
            Multiplicity = Math.Max(Multiplicity, Math.Min(multiplicity, most));
            for (var first = 0; first < run.Count; first += most)
            {
                _counts[tile][^1]++;
                _runs[tile].Add(new(delay, new(rowStart + run.First + first, Math.Min(most, run.Count - first))));
            }
        }
    }

    private int MultiplicityOf(ReadOnlySpan<ushort> targets)
    {
        var ascends = true;
        for (var k = 1; ascends && k < targets.Length; k++) { ascends = targets[k] > targets[k - 1]; }
        if (ascends) { return 1; }
        _seen.Clear();
        var most = 0;
        foreach (var target in targets) { most = Math.Max(most, ++CollectionsMarshal.GetValueRefOrAddDefault(_seen, target, out _)); }
        return most;
    }
}
