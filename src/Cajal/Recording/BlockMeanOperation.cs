using System.Numerics;
using Cajal.Runtime;

namespace Cajal;

/// <summary>Takes the means of variables of synapses over blocks in each step of its clock; each worker for the synapses that it owns.</summary>
internal sealed unsafe class BlockMeanOperation : StepOperation
{
    /// <summary>Room for sums on their way to the means.</summary>
    private const long MostBytes = 8 << 20;

    /// <summary>Slots whose values are found together: they stay in the first-level cache.</summary>
    private const int Chunk = 2048;

    private readonly StepClock _source;
    private readonly SynapseSweep _sweep;
    private readonly KernelCall[] _calls;
    private readonly NativeBuffer[] _values;
    private readonly BlockSums _sums;
    private readonly int _laneBytes;
    private long _firstStep;

    /// <param name="source">The clock of the synapses: expressions see its time.</param>
    /// <param name="sweep">What finds the values of all synapses.</param>
    /// <param name="from">Populations of the sources.</param>
    /// <param name="to">Populations of the targets.</param>
    /// <param name="alone">Whether one worker does all.</param>
    public BlockMeanOperation(
        string name, StepClock clock, StepClock source, string slot, int order, SynapseSweep sweep, Memberships from, Memberships to, bool alone)
        : base(name, clock, slot, order)
    {
        (_source, _sweep, RunsAlone, _firstStep) = (source, sweep, alone, clock.NextStep);
        _laneBytes = sweep.Binding.Precision == Precision.Double ? sizeof(double) : sizeof(float);
        _calls = [.. Enumerable.Range(0, sweep.Layout.Workers).Select(_ => new KernelCall(sweep.Binding, source))];
        _values = [.. _calls.Select(_ => new NativeBuffer((long)sweep.Rows.Length * Chunk * _laneBytes))];
        LongestSlice = (int)Math.Clamp(MostBytes / BlockSums.BytesOf(from, to, sweep.Rows.Length), 1, int.MaxValue);
        _sums = new(from, to, sweep.Layout, sweep.Rows.Length, Math.Min(LongestSlice, clock.EndStep - clock.NextStep));
    }

    public override bool RunsAlone { get; }

    public override int LongestSlice { get; }

    public override IReadOnlyCollection<object> Uses => _sweep.Binding.Arrays;

    public override IEnumerable<object> ReadsAcross => _sweep.ReadsAcross;

    public override void Execute(int worker, long step)
    {
        // Synapses of which one worker does everything lie in one slice.
        if (worker >= _calls.Length) { return; }
        var (first, end) = (_sweep.Tiles.Start(worker), _sweep.Tiles.End(worker));
        if (first >= end) { return; }
        _sums.Clear(first, end);
        var sourceStep = Clock == _source ? step : _source.FirstFrom(Clock.TimeOf(step));
        var endSlot = _sweep.Layout.SliceStart(worker + 1);
        for (var slot = _sweep.Layout.SliceStart(worker); slot < endSlot; slot += Chunk)
        {
            var count = Math.Min(Chunk, endSlot - slot);
            for (var v = 0; v < _sweep.Rows.Length; v++) { _calls[worker].Bind(_sweep.Rows[v], ValuesOf(worker, v) - ((nint)slot * _laneBytes)); }
            _calls[worker].OverRange(slot, slot + count, sourceStep);
            for (var v = 0; v < _sweep.Rows.Length; v++)
            {
                if (_laneBytes == sizeof(double)) { Add<double>(worker, v, slot, count); } else { Add<float>(worker, v, slot, count); }
            }
        }

        _sums.Fold(first, end, step - _firstStep);
    }

    /// <summary>Adds the samples of the last slice of steps to a store.</summary>
    /// <param name="nextStep">One past the last of the steps.</param>
    public void TakeMeans(long nextStep, TraceStore traces)
    {
        for (var sample = 0L; sample < nextStep - _firstStep; sample++)
        {
            for (var v = 0; v < _sweep.Rows.Length; v++) { _sums.WriteMeans(sample, v, traces.Next<double>(v)); }
            traces.Add(Clock.TimeOf(_firstStep + sample));
        }

        _firstStep = nextStep;
    }

    private void Add<T>(int worker, int variable, int slot, int count)
        where T : unmanaged, INumberBase<T>
        => _sums.Add(variable, new ReadOnlySpan<T>((void*)ValuesOf(worker, variable), count), slot);

    private nint ValuesOf(int worker, int variable) => _values[worker].Address + ((nint)variable * Chunk * _laneBytes);
}
