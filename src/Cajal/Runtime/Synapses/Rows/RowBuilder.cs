using System.Runtime.CompilerServices;

namespace Cajal.Runtime.Synapses.Rows;

/// <summary>Builds rows, batch by batch on several threads: each emitter's synapses by tile, then delay, then creation.</summary>
internal sealed unsafe class RowBuilder
{
    private const int CacheLine = 64;

    /// <summary>Parts of the emitters for each thread: threads that have less to do take more of them.</summary>
    private const int PartsOfThread = 32;

    private readonly Func<Bench> _newBench;
    private (int Emitter, int[] Numbers) _sorted = (-1, []);

    /// <param name="rows">The synapses.</param>
    /// <param name="tiles">How their targets are divided.</param>
    /// <param name="commonDelay">Delay of all synapses [steps], where <paramref name="delays"/> is null.</param>
    /// <param name="delays">For each thread, what finds the delays [steps]; null where all synapses have one delay.</param>
    /// <param name="weights">For each thread, what finds the weights; null where all synapses have one weight.</param>
    /// <param name="format">How the weights are kept.</param>
    /// <param name="threads">Threads that build.</param>
    public RowBuilder(
        SynapseRows rows, TargetTiles tiles, int commonDelay, Func<FillSteps>? delays, Func<FillValues>? weights, WeightFormat format, int threads)
    {
        (Rows, Tiles, Format) = (rows, tiles, format);
        _newBench = () => new(tiles, commonDelay, delays?.Invoke(), weights?.Invoke());
        RowStart = new int[rows.Emitters + 1];
        for (var emitter = 0; emitter < rows.Emitters; emitter++) { RowStart[emitter + 1] = checked(RowStart[emitter] + rows.CountOf(emitter)); }
        Targets = Memory(format == WeightFormat.Compact ? sizeof(uint) : sizeof(ushort));
        Weights = format is WeightFormat.Single or WeightFormat.Double ? Memory(format == WeightFormat.Double ? sizeof(double) : sizeof(float)) : null;

        RunStarts = [.. Enumerable.Range(0, tiles.Count).Select(_ => new int[rows.Emitters + 1])];

        var cuts = RowBatch.Cut(rows);
        var parts = new RunList[Math.Min(cuts.Length - 1, threads * PartsOfThread)];
        RowWork.Share(parts.Length, threads, _newBench, (bench, part) =>
        {
            parts[part] = new(RunStarts, countsTargets: format == WeightFormat.None);
            for (var k = FirstOf(part); k < FirstOf(part + 1); k++) { Build(bench, parts[part], cuts[k], cuts[k + 1]); }
        });
        foreach (var starts in RunStarts)
        {
            for (var emitter = 0; emitter < rows.Emitters; emitter++) { starts[emitter + 1] += starts[emitter]; }
        }

        Runs = [.. Enumerable.Range(0, tiles.Count).Select(tile => RunList.Joined(parts, tile))];
        (LongestDelay, Multiplicity) = (parts.Max(p => p.LongestDelay), parts.Max(p => p.Multiplicity));
        ShortestDelay = Math.Min(parts.Min(p => p.ShortestDelay), LongestDelay);

        NativeBuffer Memory(int bytesOfPlace) => new(((long)Count * bytesOfPlace) + CacheLine, isZeroed: false);

        int FirstOf(int part) => (int)((long)(cuts.Length - 1) * part / parts.Length);
    }

    /// <summary>The synapses.</summary>
    public SynapseRows Rows { get; }

    /// <summary>How their targets are divided.</summary>
    public TargetTiles Tiles { get; }

    /// <summary>Number of synapses.</summary>
    public int Count => RowStart[^1];

    /// <summary>How the weights are kept.</summary>
    public WeightFormat Format { get; }

    /// <summary>The target of each place, counted from the start of its tile: 16 bits, or the low half of a word with the weight.</summary>
    public NativeBuffer Targets { get; }

    /// <summary>The weight of each place, where it lies beside the target; else null.</summary>
    public NativeBuffer? Weights { get; }

    /// <summary>Bytes of everything that spikes need.</summary>
    public double Bytes => Targets.Bytes + (Weights?.Bytes ?? 0) + Runs.Sum(r => r.LongLength * sizeof(DelayedRun));

    /// <summary>First place of each emitter, and one past the last place.</summary>
    public int[] RowStart { get; }

    /// <summary>For each tile the first run of each emitter, and one past the last run.</summary>
    public int[][] RunStarts { get; }

    /// <summary>The runs of each tile.</summary>
    public DelayedRun[][] Runs { get; }

    public int LongestDelay { get; }

    public int ShortestDelay { get; }

    /// <summary>How often a run reaches one target at most; known where all synapses have one weight.</summary>
    public int Multiplicity { get; }

    /// <summary>The emitter of a place.</summary>
    public int EmitterAt(int place)
    {
        // Of the emitters that begin at one place, only the last one has synapses.
        var found = Array.BinarySearch(RowStart, place);
        if (found < 0) { return ~found - 1; }
        while (RowStart[found + 1] == place) { found++; }
        return found;
    }

    /// <summary>The synapses of an emitter, by their numbers of creation, in order of their places.</summary>
    public int[] NumbersOf(int emitter)
    {
        if (_sorted.Emitter == emitter) { return _sorted.Numbers; }
        var bench = _newBench();
        bench.Batch.Fill(Rows, emitter, emitter + 1);
        bench.FindDelays();
        var places = bench.Sort(0, bench.Batch.Count);
        var numbers = new int[bench.Batch.Count];
        for (var k = 0; k < numbers.Length; k++) { numbers[places[k]] = bench.Batch.Numbers[k]; }
        _sorted = (emitter, numbers);
        return numbers;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Build(Bench bench, RunList runs, int first, int end)
    {
        var batch = bench.Batch;
        batch.Fill(Rows, first, end);
        bench.FindDelays();
        bench.FindWeights();
        for (int emitter = first, at = 0; emitter < end; emitter++)
        {
            var (count, row) = (Rows.CountOf(emitter), RowStart[emitter]);
            var places = bench.Sort(at, count);
            Place(bench.TargetsWithin(at, count), bench.Weights(at, count), places, row);
            runs.Add(emitter, bench.Sorter.Runs, row, (ushort*)Targets.Address + row);
            at += count;
        }
    }

    /// <summary>Puts the synapses of a row where they belong.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Place(ReadOnlySpan<ushort> targets, ReadOnlySpan<double> weights, ReadOnlySpan<int> places, int row)
    {
        if (Format == WeightFormat.Compact)
        {
            var words = (uint*)Targets.Address + row;
            for (var k = 0; k < places.Length; k++) { words[places[k]] = CompactWeight.WordOf(weights[k]) | targets[k]; }
            return;
        }

        var ofRow = (ushort*)Targets.Address + row;
        for (var k = 0; k < places.Length; k++) { ofRow[places[k]] = targets[k]; }
        if (Format == WeightFormat.Double)
        {
            var doubles = (double*)Weights!.Address + row;
            for (var k = 0; k < places.Length; k++) { doubles[places[k]] = weights[k]; }
        }
        else if (Format == WeightFormat.Single)
        {
            var singles = (float*)Weights!.Address + row;
            for (var k = 0; k < places.Length; k++) { singles[places[k]] = (float)weights[k]; }
        }
    }

    /// <summary>What a thread works with.</summary>
    private sealed class Bench(TargetTiles tiles, int commonDelay, FillSteps? fillDelays, FillValues? fillWeights)
    {
        private int[] _places = [], _delays = [];
        private ushort[] _targets = [];
        private double[] _weights = [];

        public RowBatch Batch { get; } = new();

        public RowSorter Sorter { get; } = new(tiles);

        public void FindDelays()
        {
            if (_delays.Length < Batch.Count) { (_places, _delays, _targets) = (new int[Batch.Count], new int[Batch.Count], new ushort[Batch.Count]); }
            var delays = _delays.AsSpan(0, Batch.Count);
            if (fillDelays is null) { delays.Fill(commonDelay); } else { fillDelays(Batch, delays); }
        }

        public void FindWeights()
        {
            if (fillWeights is null) { return; }
            if (_weights.Length < Batch.Count) { _weights = new double[Batch.Count]; }
            fillWeights(Batch, _weights.AsSpan(0, Batch.Count));
        }

        /// <summary>The weights of some synapses of the batch; none where all have one.</summary>
        public ReadOnlySpan<double> Weights(int first, int count) => fillWeights is null ? [] : _weights.AsSpan(first, count);

        /// <summary>The targets of some synapses of the batch, counted from the start of their tiles.</summary>
        public ReadOnlySpan<ushort> TargetsWithin(int first, int count)
        {
            var places = _targets.AsSpan(0, count);
            tiles.Within(Batch.Targets.Slice(first, count), places);
            return places;
        }

        /// <summary>Finds the place within its row of each synapse of an emitter.</summary>
        /// <param name="first">Where its synapses begin in the batch.</param>
        /// <param name="count">How many they are.</param>
        public ReadOnlySpan<int> Sort(int first, int count)
        {
            var places = _places.AsSpan(0, count);
            Sorter.Sort(Batch.Targets.Slice(first, count), _delays.AsSpan(first, count), places);
            return places;
        }
    }
}
