using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Cajal.Runtime;

/// <summary>A spike: which element of its source, in which step.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct Spike(long Step, int Index);

/// <summary>
/// The spikes of one source. Kernels write them as a bitmap; each worker turns its own slice into a list that every worker
/// may read in that step, and keeps a log that monitors and the digest read between slices of the run.
/// </summary>
internal sealed unsafe class SpikeStream
{
    private const int Lanes = 16;
    private readonly NativeBuffer _bitmap;
    private NativeList<int>[,] _lists;
    private readonly NativeList<Spike>[] _logs;

    public SpikeStream(Tiles tiles)
    {
        Tiles = tiles;
        _bitmap = new NativeBuffer((StateArray.Spare(tiles.Count) / StateArray.Block + 1) * sizeof(ulong));
        _logs = [.. Enumerable.Range(0, tiles.Workers).Select(_ => new NativeList<Spike>())];
        _lists = ListsOf(2);
    }

    public Tiles Tiles { get; }

    /// <summary>Address of the bitmap that the threshold kernel writes, bit i for element i.</summary>
    public nint Bitmap => _bitmap.Address;

    /// <summary>The elements of a worker's slice that spiked in a step, ascending; readable for as many more steps as are kept, see <see cref="Keep"/>.</summary>
    public ReadOnlySpan<int> Of(int worker, long step) => ListOf(worker, step).AsSpan();

    /// <summary>Address of the same, for kernels: a spare element fills the last vector. Whoever looks at a list while others read it leaves it as it is.</summary>
    public nint AddressOf(int worker, long step) => ListOf(worker, step).Address;

    /// <summary>Keeps the spikes of a number of steps, before a run; at first it is 2.</summary>
    public void Keep(int steps)
    {
        if (steps != _lists.GetLength(0)) { _lists = ListsOf(steps); }
    }

    /// <summary>Forgets the spikes of the last steps: a source that takes no part in a run has none.</summary>
    public void ClearLists()
    {
        foreach (var list in _lists) { list.Clear(); }
    }

    /// <summary>Turns the bitmap of a worker's slice into its list of the step.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void CollectBitmap(int worker, long step)
    {
        var list = Begin(worker, step);
        var words = (ulong*)_bitmap.Address;
        var end = Tiles.End(worker);
        for (var first = Tiles.Start(worker); first < end; first += StateArray.Block)
        {
            var word = words[first / StateArray.Block];
            if (word == 0) { continue; }
            if (end - first < StateArray.Block) { word &= (1UL << (end - first)) - 1; }
            list.Reserve(BitOperations.PopCount(word));
            var items = (int*)list.Address + list.Count;
            for (; word != 0; word &= word - 1) { *items++ = first + BitOperations.TrailingZeroCount(word); }
            list.Resize(items - (int*)list.Address);
        }

        End(worker, step, list);
    }

    /// <summary>Gives a worker's list of the step directly, ascending.</summary>
    public void Emit(int worker, long step, ReadOnlySpan<int> spiking)
    {
        var list = Begin(worker, step);
        list.AddRange(spiking);
        End(worker, step, list);
    }

    /// <summary>Spikes logged by a worker since the last <see cref="ClearLogs"/>, in order of step and index.</summary>
    public ReadOnlySpan<Spike> LogOf(int worker) => _logs[worker].AsSpan();

    /// <summary>Forgets the logs, after every reader has had them.</summary>
    public void ClearLogs()
    {
        foreach (var log in _logs) { log.Clear(); }
    }

    private NativeList<int> ListOf(int worker, long step) => _lists[step % _lists.GetLength(0), worker];

    private NativeList<int>[,] ListsOf(int steps)
    {
        var lists = new NativeList<int>[steps, Tiles.Workers];
        for (var step = 0; step < steps; step++)
        {
            for (var worker = 0; worker < Tiles.Workers; worker++) { lists[step, worker] = new(); }
        }

        return lists;
    }

    private NativeList<int> Begin(int worker, long step)
    {
        var list = ListOf(worker, step);
        list.Clear();
        return list;
    }

    /// <summary>Pads a list, while its worker alone knows it, and logs it.</summary>
    private void End(int worker, long step, NativeList<int> list)
    {
        var count = list.Count;
        if (count == 0) { return; }
        list.Resize(count + Lanes);
        list.AsSpan(count, Lanes).Fill(StateArray.Spare(Tiles.Count));
        list.Resize(count);
        var log = _logs[worker];
        var logged = log.Count;
        log.Resize(logged + count);
        var spikes = (Spike*)log.Address + logged;
        foreach (var index in list.AsSpan()) { *spikes++ = new(step, index); }
    }
}
