using System.Collections.Immutable;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal;

/// <summary>Takes a sample in each step of its clock; each worker for the elements that it owns.</summary>
internal sealed unsafe class RecordOperation : StepOperation
{
    private readonly KernelCall[] _calls;
    private readonly StepClock _source;
    private readonly ImmutableArray<ArraySymbol> _rows;
    private readonly TraceStore _traces;
    private readonly NativeList<int> _elements = new();
    private readonly int[] _sliceStart;
    private readonly int _laneBytes;
    private long _firstStep;
    private long _firstSample;

    /// <param name="source">The clock of what is recorded: expressions see its time.</param>
    /// <param name="rows">Where the kernel puts each variable.</param>
    /// <param name="elements">The elements as they lie in memory.</param>
    /// <param name="tiles">How the elements are shared among the workers; null when one does all.</param>
    /// <param name="longestSlice">For how many samples there is room before they are taken.</param>
    public RecordOperation(
        string name, StepClock clock, StepClock source, string slot, int order, KernelBinding binding, ImmutableArray<ArraySymbol> rows, TraceStore traces,
        IReadOnlyList<int> elements, Tiles? tiles, int longestSlice)
        : base(name, clock, slot, order)
    {
        (_source, _rows, _traces) = (source, rows, traces);
        (_firstStep, _firstSample) = (clock.NextStep, traces.Samples);
        _laneBytes = binding.Precision == Precision.Double ? sizeof(double) : sizeof(float);
        foreach (var element in elements) { _elements.Add(element); }
        (RunsAlone, Uses, ReadsAcross, LongestSlice) = (tiles is null, binding.Arrays, binding.ReadsAcross, longestSlice);
        _sliceStart = tiles is { } t
            ? [.. Enumerable.Range(0, t.Workers + 1).Select(w => elements.TakeWhile(e => e < t.Start(w)).Count())]
            : [0, elements.Count];
        _calls = [.. Enumerable.Range(0, _sliceStart.Length - 1).Select(_ => new KernelCall(binding, source))];
    }

    public override bool RunsAlone { get; }

    public override IReadOnlyCollection<object> Uses { get; }

    public override int LongestSlice { get; }

    public override IEnumerable<object> ReadsAcross { get; }

    /// <summary>The sample of a step is the next one of the store, from which samples may have been taken.</summary>
    public void Realign(long nextStep) => (_firstStep, _firstSample) = (nextStep, _traces.Samples);

    public override void Execute(int worker, long step)
    {
        if (worker == 0) { _traces.Add(Clock.TimeOf(step)); }
        var (start, end) = (_sliceStart[worker], _sliceStart[worker + 1]);
        if (start == end) { return; }
        var sample = _firstSample + step - _firstStep;
        for (var row = 0; row < _rows.Length; row++)
        {
            _calls[worker].Bind(_rows[row], _traces.AddressOf(row, sample) + ((nint)start * _laneBytes));
        }

        _calls[worker].OverList((int*)_elements.Address + start, end - start, null, Clock == _source ? step : _source.FirstFrom(Clock.TimeOf(step)));
    }
}
