namespace Cajal.Runtime;

/// <summary>How the elements of one object are shared among the workers: contiguous slices that start at whole blocks.</summary>
/// <param name="Count">Number of elements.</param>
/// <param name="Workers">Number of workers.</param>
internal readonly record struct Tiles(int Count, int Workers)
{
    /// <summary>Elements at multiples of which slices start where there are enough of them: what a row of bits counts together.</summary>
    private const int LargeGrain = 512;

    /// <summary>Slices start at multiples of this many elements.</summary>
    public int Grain => Count >= 2L * LargeGrain * Workers ? LargeGrain : StateArray.Block;

    private int Grains => (Count + Grain - 1) / Grain;

    /// <summary>First element of a worker's slice.</summary>
    public int Start(int worker) => (int)((long)Grains * worker / Workers) * Grain;

    /// <summary>One past the last element of a worker's slice, padding included.</summary>
    public int PaddedEnd(int worker) => Math.Min(Start(worker + 1), StateArray.WholeBlocks(Count));

    /// <summary>One past the last real element of a worker's slice.</summary>
    public int End(int worker) => Math.Min(Start(worker + 1), Count);

    /// <summary>Each worker's slice, padding included.</summary>
    public IEnumerable<(int Start, int End)> Slices
    {
        get
        {
            for (var worker = 0; worker < Workers; worker++) { yield return (Start(worker), PaddedEnd(worker)); }
        }
    }

    /// <summary>What each worker's slice has of some consecutive elements, in whole blocks.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="end">One past the last.</param>
    public IEnumerable<(int Start, int End)> SlicesWithin(int first, int end)
    {
        foreach (var slice in Slices)
        {
            var start = Math.Max(slice.Start, first / StateArray.Block * StateArray.Block);
            yield return (start, Math.Max(start, Math.Min(slice.End, StateArray.WholeBlocks(end))));
        }
    }

    /// <summary>The worker that owns an element.</summary>
    public int OwnerOf(int element)
    {
        var worker = (int)((long)(element / Grain) * Workers / Math.Max(Grains, 1));
        while (element >= Start(worker + 1)) { worker++; }
        while (element < Start(worker)) { worker--; }
        return worker;
    }
}
