using System.Runtime.InteropServices;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>The runs of some consecutive emitters in each tile, while rows are built.</summary>
/// <param name="starts">For each tile the first run of each emitter: here, for now, the number of runs is noted behind the emitter.</param>
/// <param name="countsTargets">Whether to find out how often a run reaches one target.</param>
internal sealed unsafe class RunList(int[][] starts, bool countsTargets)
{
    private readonly NativeList<DelayedRun>[] _runs = [.. starts.Select(_ => new NativeList<DelayedRun>())];
    private readonly Dictionary<ushort, int> _seen = [];

    public int LongestDelay { get; private set; }

    /// <summary>The shortest delay; <see cref="int.MaxValue"/> where there are no runs.</summary>
    public int ShortestDelay { get; private set; } = int.MaxValue;

    /// <summary>How often a run reaches one target at most; 1 where nobody asked.</summary>
    public int Multiplicity { get; private set; } = 1;

    /// <summary>The runs of a tile, those of all parts.</summary>
    public static DelayedRun[] Joined(RunList[] parts, int tile)
    {
        var all = GC.AllocateUninitializedArray<DelayedRun>((int)parts.Sum(p => p._runs[tile].Count));
        var at = 0;
        foreach (var part in parts)
        {
            var runs = part._runs[tile].AsSpan();
            runs.CopyTo(all.AsSpan(at));
            at += runs.Length;
        }

        return all;
    }

    /// <summary>Takes the runs of the next emitter.</summary>
    /// <param name="runs">The runs, with places within the row.</param>
    /// <param name="rowStart">Where the row begins.</param>
    /// <param name="row">The targets of the row.</param>
    public void Add(int emitter, List<(int Tile, DelayedRun Run)> runs, int rowStart, ushort* row)
    {
        foreach (var (tile, (delay, run)) in runs)
        {
            (LongestDelay, ShortestDelay) = (Math.Max(LongestDelay, delay), Math.Min(ShortestDelay, delay));
            var multiplicity = countsTargets ? MultiplicityOf(new(row + run.First, run.Count)) : 1;

            // A byte has to hold what one run brings to one target.
            var most = multiplicity > byte.MaxValue ? byte.MaxValue : run.Count;
            Multiplicity = Math.Max(Multiplicity, Math.Min(multiplicity, most));
            for (var first = 0; first < run.Count; first += most)
            {
                starts[tile][emitter + 1]++;
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
