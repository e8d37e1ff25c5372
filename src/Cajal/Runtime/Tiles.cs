namespace Cajal.Runtime;

/// <summary>How the elements of one object are shared among the workers: contiguous slices that start at whole blocks.</summary>
/// <param name="Count">Number of elements.</param>
/// <param name="Workers">Number of workers.</param>
internal readonly record struct Tiles(int Count, int Workers)
{
    private int Blocks => StateArray.WholeBlocks(Count) / StateArray.Block;

    /// <summary>First element of a worker's slice.</summary>
    public int Start(int worker) => (int)((long)Blocks * worker / Workers) * StateArray.Block;

    /// <summary>One past the last element of a worker's slice, padding included.</summary>
    public int PaddedEnd(int worker) => Start(worker + 1);

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

    /// <summary>The worker that owns an element.</summary>
    public int OwnerOf(int element)
    {
        var worker = (int)((long)(element / StateArray.Block) * Workers / Math.Max(Blocks, 1));
        while (element >= Start(worker + 1)) { worker++; }
        while (element < Start(worker)) { worker--; }
        return worker;
    }
}
