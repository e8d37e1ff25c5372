namespace Cajal.Runtime.Synapses.Rows;

/// <summary>
/// A row of one bit a target for each emitter: dense connections of one weight and one delay, a pair connected once at most. The spikes of a step
/// are counted 512 targets at a time, see <see cref="BitCounter"/>.
/// </summary>
internal sealed unsafe class BitRows : SpikeRoutes, IArrivalRows
{
    /// <summary>The count of a run that is a single synapse, by its number of creation, and not the row of an emitter.</summary>
    private const int Alone = -1;

    private readonly SynapseRows _rows;
    private readonly TargetTiles _tiles;
    private readonly int _firstEmitter, _firstTarget, _stride;
    private readonly int[] _outDegrees;
    private readonly NativeBuffer _bits;
    private readonly long[][] _pointers;

    private BitRows(SynapseRows rows, TargetTiles tiles, (int First, int End) emitters, (int First, int End) targets, int delaySteps)
    {
        (_rows, _tiles, MaxDelaySteps) = (rows, tiles, delaySteps);
        (_firstEmitter, _firstTarget) = (emitters.First, targets.First / BitCounter.Width * BitCounter.Width);
        _stride = (targets.End - _firstTarget + BitCounter.Width - 1) / BitCounter.Width * BitCounter.Bytes;

        // Behind the rows of the emitters, one without any bit. The threads that make the rows clear them, and share the cost of getting the memory.
        _outDegrees = new int[emitters.End - emitters.First];
        _bits = new NativeBuffer((long)_stride * (_outDegrees.Length + 1), isZeroed: false);
        Row(_outDegrees.Length).Clear();
        _pointers = [.. Enumerable.Range(0, tiles.Count).Select(_ => new long[MostRuns + BitCounter.RowsAtOnce])];
    }

    /// <inheritdoc/>
    public int MostRuns => byte.MaxValue;

    public override int Tiles => _tiles.Count;

    public override int MaxDelaySteps { get; }

    public override int ShortestDelay => MaxDelaySteps;

    /// <inheritdoc/>
    public long MostArrivals => _outDegrees.Length;

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

    public override void Schedule(SpikeQueue queue, int tile, ReadOnlySpan<int> emitters, long emission)
    {
        var due = queue.DueAt(emission + MaxDelaySteps);
        foreach (var emitter in emitters) { due.Add(new(emitter - _firstEmitter, 1)); }
    }

    /// <inheritdoc/>
    public long Count(int tile, ReadOnlySpan<SynapseRun> runs, byte* counts)
    {
        var (pointers, rows, total) = (_pointers[tile], 0, 0L);
        foreach (var run in runs)
        {
            if (run.Count == Alone) { continue; }
            pointers[rows++] = _bits.Address + ((long)run.First * _stride);

            // A row reaches into all tiles.
            if (tile == 0) { total += _outDegrees[run.First]; }
        }

        if (rows > 0)
        {
            var padded = (rows + BitCounter.RowsAtOnce - 1) / BitCounter.RowsAtOnce * BitCounter.RowsAtOnce;
            pointers.AsSpan(rows, padded - rows).Fill(_bits.Address + ((long)_outDegrees.Length * _stride));
            var first = Math.Max(_tiles.Start(tile) - _firstTarget, 0) / 8;
            var end = Math.Min((_tiles.End(tile) - _firstTarget + BitCounter.Width - 1) / BitCounter.Width * BitCounter.Bytes, _stride);
            BitCounter.Count(pointers.AsSpan(0, padded), first, end, counts + _firstTarget);
        }

        foreach (var run in runs)
        {
            if (run.Count != Alone) { continue; }
            counts[_rows.EndsOf(run.First).Target]++;
            total++;
        }

        return total;
    }

    public override IEnumerable<int> SynapsesOf(int tile, SynapseRun run)
    {
        if (run.Count == Alone) { return [run.First]; }
        RowBatch batch = new();
        batch.Fill(_rows, _firstEmitter + run.First, _firstEmitter + run.First + 1);
        return Enumerable.Range(0, batch.Count).Where(k => _tiles.Of(batch.Targets[k]) == tile).Select(k => batch.Numbers[k]);
    }

    public override (int Tile, SynapseRun Run) RunOf(int synapse) => (_tiles.Of(_rows.EndsOf(synapse).Target), new(synapse, Alone));

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
