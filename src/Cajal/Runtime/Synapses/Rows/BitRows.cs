namespace Cajal.Runtime.Synapses.Rows;

/// <summary>
/// A row of one bit a target for each emitter: dense connections of one weight and one delay, a pair connected once at most. The spikes of a step
/// are counted 512 targets at a time, see <see cref="BitCounter"/>.
/// </summary>
internal sealed unsafe class BitRows : WholeRows
{
    private readonly TargetTiles _tiles;
    private readonly int _firstEmitter, _firstTarget, _stride;
    private readonly int[] _outDegrees;
    private readonly NativeBuffer _bits;
    private readonly long[][] _pointers;

    private BitRows(SynapseRows rows, TargetTiles tiles, (int First, int End) emitters, (int First, int End) targets, int delaySteps)
        : base(rows, tiles, delaySteps)
    {
        _tiles = tiles;
        (_firstEmitter, _firstTarget) = (emitters.First, targets.First / BitCounter.Width * BitCounter.Width);
        _stride = (targets.End - _firstTarget + BitCounter.Width - 1) / BitCounter.Width * BitCounter.Bytes;

        // Behind the rows of the emitters, one without any bit. The threads that make the rows clear them, and share the cost of getting the memory.
        _outDegrees = new int[emitters.End - emitters.First];
        _bits = new NativeBuffer((long)_stride * (_outDegrees.Length + 1), isZeroed: false);
        Row(_outDegrees.Length).Clear();
        _pointers = [.. Enumerable.Range(0, tiles.Count).Select(_ => new long[MostRuns + BitCounter.RowsAtOnce])];
    }

    /// <inheritdoc/>
    public override long MostArrivals => _outDegrees.Length;

    public override string Description => FormattableString.Invariant(
        $"rows of bits, {_bits.Bytes / (double)Math.Max(_outDegrees.Sum(d => (long)d), 1):F1} bytes a synapse; the spikes of a step are counted together");

    /// <summary>Makes the rows; null when two synapses connect one pair.</summary>
    /// <param name="emitters">The emitters: first element, and one past the last.</param>
    /// <param name="targets">The targets: first element, and one past the last.</param>
    public static BitRows? TryMake(SynapseRows rows, TargetTiles tiles, (int First, int End) emitters, (int First, int End) targets, int delaySteps, int threads)
    {
        BitRows made = new(rows, tiles, emitters, targets, delaySteps);
        var isSimple = true;
        var cuts = RowBatch.Cut(rows);
        RowWork.Share(cuts.Length - 1, threads, () => new RowBatch(), (batch, k) =>
        {
            batch.Fill(rows, cuts[k], cuts[k + 1]);
            for (int emitter = cuts[k], at = 0; emitter < cuts[k + 1]; at += rows.CountOf(emitter), emitter++)
            {
                if (emitter < emitters.First || emitter >= emitters.End) { continue; }
                if (!made.Set(emitter - emitters.First, batch.Targets.Slice(at, rows.CountOf(emitter)))) { Volatile.Write(ref isSimple, false); }
            }
        });
        return isSimple ? made : null;
    }

    public override void Call(int tile, ReadOnlySpan<SynapseRun> runs)
    {
        var (first, end) = BytesOf(tile);
        foreach (var run in runs)
        {
            if (!IsAlone(run)) { CacheLines.Call((byte*)_bits.Address + ((long)(run.First - _firstEmitter) * _stride) + first, end - first); }
        }
    }

    protected override long CountRows(int tile, ReadOnlySpan<SynapseRun> runs, byte* counts)
    {
        var (pointers, rows, total) = (_pointers[tile], 0, 0L);
        foreach (var run in runs)
        {
            if (IsAlone(run)) { continue; }
            var emitter = run.First - _firstEmitter;
            pointers[rows++] = _bits.Address + ((long)emitter * _stride);

            // A row reaches into all tiles.
            if (tile == 0) { total += _outDegrees[emitter]; }
        }

        if (rows > 0)
        {
            var padded = (rows + BitCounter.RowsAtOnce - 1) / BitCounter.RowsAtOnce * BitCounter.RowsAtOnce;
            pointers.AsSpan(rows, padded - rows).Fill(_bits.Address + ((long)_outDegrees.Length * _stride));
            var (first, end) = BytesOf(tile);
            BitCounter.Count(pointers.AsSpan(0, padded), first, end, counts + _firstTarget);
        }

        return total;
    }

    /// <summary>Where the targets of a tile are in each row.</summary>
    private (int First, int End) BytesOf(int tile) => (
        Math.Max(_tiles.Start(tile) - _firstTarget, 0) / 8,
        Math.Min((_tiles.End(tile) - _firstTarget + BitCounter.Width - 1) / BitCounter.Width * BitCounter.Bytes, _stride));

    /// <summary>The bits of an emitter, counted from the first.</summary>
    private Span<ulong> Row(int emitter) => _bits.Span<ulong>((long)emitter * _stride / sizeof(ulong), _stride / sizeof(ulong));

    private bool Set(int emitter, ReadOnlySpan<int> targets)
    {
        var row = Row(emitter);
        row.Clear();
        var isSimple = true;
        foreach (var target in targets)
        {
            var (word, bit) = ((target - _firstTarget) >> 6, 1UL << (target - _firstTarget));
            isSimple &= (row[word] & bit) == 0;
            row[word] |= bit;
        }

        _outDegrees[emitter] = targets.Length;
        return isSimple;
    }
}
