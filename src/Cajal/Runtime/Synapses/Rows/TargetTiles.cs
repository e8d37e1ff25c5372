using System.Runtime.CompilerServices;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>The targets of a projection in tiles that 16 bits can count through: the same number for each worker, parts of the worker's slice.</summary>
internal sealed class TargetTiles
{
    private const int Largest = 1 << 16;

    private readonly int[] _starts;

    /// <summary>The tile of each block of targets, and the first target of that tile.</summary>
    private readonly int[] _tileOf, _startOf;

    /// <param name="slices">How the targets are shared among the workers.</param>
    /// <param name="largest">Most targets of a tile, a multiple of what slices start at.</param>
    public TargetTiles(Tiles slices, int largest = Largest)
    {
        Slices = slices;
        PerWorker = Enumerable.Range(0, slices.Workers).Max(w => Math.Max(1, (slices.PaddedEnd(w) - slices.Start(w) + largest - 1) / largest));
        Count = PerWorker * slices.Workers;
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

        (_tileOf, _startOf) = (new int[_starts[^1] / StateArray.Block], new int[_starts[^1] / StateArray.Block]);
        for (var tile = 0; tile < Count; tile++)
        {
            var blocks = (Start(tile) / StateArray.Block)..(End(tile) / StateArray.Block);
            _tileOf.AsSpan(blocks).Fill(tile);
            _startOf.AsSpan(blocks).Fill(Start(tile));
        }
    }

    /// <summary>How the targets are shared among the workers.</summary>
    public Tiles Slices { get; }

    /// <summary>Number of tiles of each worker.</summary>
    public int PerWorker { get; }

    /// <summary>Number of tiles.</summary>
    public int Count { get; }

    /// <summary>First target of a tile.</summary>
    public int Start(int tile) => _starts[tile];

    /// <summary>One past the last target of a tile, padding included.</summary>
    public int End(int tile) => _starts[tile + 1];

    /// <summary>The tile of a target.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Of(int target) => _tileOf[(uint)target / StateArray.Block];

    /// <summary>The tile of each of some targets.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Of(ReadOnlySpan<int> targets, Span<int> tiles)
    {
        ReadOnlySpan<int> tileOf = _tileOf;
        for (var k = 0; k < targets.Length; k++) { tiles[k] = tileOf[(int)((uint)targets[k] / StateArray.Block)]; }
    }

    /// <summary>Each of some targets counted from the start of its tile.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Within(ReadOnlySpan<int> targets, Span<ushort> places)
    {
        ReadOnlySpan<int> startOf = _startOf;
        for (var k = 0; k < targets.Length; k++) { places[k] = (ushort)(targets[k] - startOf[(int)((uint)targets[k] / StateArray.Block)]); }
    }
}
