using System.Collections.Immutable;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal;

/// <summary>Takes a sample at the start of a step; each worker for the elements that it owns.</summary>
internal sealed unsafe class RecordOperation : StepOperation
{
    private readonly KernelCall[] _calls;
    private readonly ImmutableArray<ArraySymbol> _rows;
    private readonly TraceStore _traces;
    private readonly NativeList<int> _elements = new();
    private readonly int[] _sliceStart;
    private readonly int _laneBytes;
    private readonly long _every;
    private readonly long _firstStep;
    private readonly long _firstSample;

    /// <param name="rows">Where the kernel puts each variable.</param>
    /// <param name="elements">The elements as they lie in memory.</param>
    /// <param name="tiles">How the elements are shared among the workers; null when one does all.</param>
    /// <param name="every">Steps between samples.</param>
    /// <param name="firstStep">The first step of the run.</param>
    public RecordOperation(
        string name, KernelBinding binding, ImmutableArray<ArraySymbol> rows, TraceStore traces, IReadOnlyList<int> elements, Tiles? tiles,
        long every, long firstStep, double stepSeconds)
        : base(name, StepSlot.Start)
    {
        (_rows, _traces, _every) = (rows, traces, every);
        (_firstStep, _firstSample) = ((firstStep + every - 1) / every * every, traces.Samples);
        _laneBytes = binding.Precision == Precision.Double ? sizeof(double) : sizeof(float);
        foreach (var element in elements) { _elements.Add(element); }
        RunsAlone = tiles is null;
        _sliceStart = tiles is { } t
            ? [.. Enumerable.Range(0, t.Workers + 1).Select(w => elements.TakeWhile(e => e < t.Start(w)).Count())]
            : [0, elements.Count];
        _calls = [.. Enumerable.Range(0, _sliceStart.Length - 1).Select(_ => new KernelCall(binding, stepSeconds))];
    }

    public override bool RunsAlone { get; }

    public override void Execute(int worker, long step)
    {
        if (step % _every != 0) { return; }
        if (worker == 0) { _traces.Add(step); }
        var (start, end) = (_sliceStart[worker], _sliceStart[worker + 1]);
        if (start == end) { return; }
        var sample = _firstSample + ((step - _firstStep) / _every);
        for (var row = 0; row < _rows.Length; row++)
        {
            _calls[worker].Bind(_rows[row], _traces.AddressOf(row, sample) + ((nint)start * _laneBytes));
        }

        _calls[worker].OverList((int*)_elements.Address + start, end - start, null, step);
    }
}
