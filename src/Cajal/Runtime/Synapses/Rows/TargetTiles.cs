using System.Runtime.CompilerServices;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>The targets of a projection in tiles that 16 bits can count through: the same number for each worker, parts of the worker's slice.</summary>
internal sealed class TargetTiles
{
    private const int Largest = 1 << 16;

    private readonly int[] _starts;

    /// <param name="slices">How the targets are shared among the workers.</param>
    /// <param name="largest">Most targets of a tile, a multiple of what slices start at.</param>
    public TargetTiles(Tiles slices, int largest = Largest)
    {
        Slices = slices;
        PerWorker = Enumerable.Range(0, slices.Workers).Max(w => Math.Max(1, (slices.PaddedEnd(w) - slices.Start(w) + largest - 1) / largest));
        _starts = new int[Count + 1];
        for (var worker = 0; worker < slices.Workers; worker++)
        {
            var (start, end) = (slices.Start(worker), slices.PaddedEnd(worker));
            var grains = (end - start + slices.Grain - 1) / slices.Grain;
            for (var part = 1; part <= PerWorker; part++)
            {
                _starts[(worker * PerWorker) + part] = Math.Min(start + ((int)(((long)grains * part + PerWorker - 1) / PerWorker) * slices.Grain), end);
            }
        }
    }

    /// <summary>How the targets are shared among the workers.</summary>
    public Tiles Slices { get; }

    /// <summary>Number of tiles of each worker.</summary>
    public int PerWorker { get; }

    /// <summary>Number of tiles.</summary>
    public int Count => PerWorker * Slices.Workers;

    /// <summary>First target of a tile.</summary>
    public int Start(int tile) => _starts[tile];

    /// <summary>One past the last target of a tile, padding included.</summary>
    public int End(int tile) => _starts[tile + 1];

    /// <summary>The tile of a target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(int target)
    {
        var tile = 0;
        while (target >= _starts[tile + 1]) { tile++; }
        return tile;
    }

    /// <summary>A target counted from the start of its tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ushort PlaceOf(int target) => (ushort)(target - _starts[Of(target)]);
}
