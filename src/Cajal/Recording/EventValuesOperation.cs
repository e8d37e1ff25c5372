using System.Collections.Immutable;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal;

/// <summary>Takes the values of variables of the elements to which an event happens; each worker those of its own elements.</summary>
internal sealed unsafe class EventValuesOperation : StepOperation
{
    private readonly KernelBinding _binding;
    private readonly ImmutableArray<ArraySymbol> _rows;
    private readonly SpikeStream _events;
    private readonly Subgroup _part;
    private readonly KernelCall[] _calls;
    private readonly NativeList<int>[] _elements;
    private readonly NativeList<byte>[,] _values;
    private readonly int[] _taken;

    /// <param name="rows">Where the kernel puts each variable.</param>
    /// <param name="part">The elements that are recorded.</param>
    public EventValuesOperation(
        string name, StepClock clock, string slot, int order, KernelBinding binding, ImmutableArray<ArraySymbol> rows, SpikeStream events, Subgroup part)
        : base(name, clock, slot, order)
    {
        (_binding, _rows, _events, _part) = (binding, rows, events, part);
        var workers = events.Tiles.Workers;
        _calls = [.. Enumerable.Range(0, workers).Select(_ => new KernelCall(binding, clock))];
        _elements = [.. _calls.Select(_ => new NativeList<int>())];
        _values = new NativeList<byte>[workers, rows.Length];
        for (var worker = 0; worker < workers; worker++)
        {
            for (var row = 0; row < rows.Length; row++) { _values[worker, row] = new(); }
        }

        _taken = new int[workers];
    }

    public override IReadOnlyCollection<object> Uses => _binding.Arrays;

    public override IEnumerable<object> ReadsAcross => _binding.ReadsAcross;

    public override SpikeStream? ListensTo => _events;

    private int LaneBytes => _binding.Precision == Precision.Double ? sizeof(double) : sizeof(float);

    public override void Execute(int worker, long step)
    {
        var elements = _elements[worker];
        elements.Clear();
        foreach (var element in _events.Of(worker, step))
        {
            if (_part.PositionOf(element) >= 0) { elements.Add(element); }
        }

        for (var row = 0; row < _rows.Length; row++)
        {
            var log = _values[worker, row];
            var start = log.Count;
            log.Resize(start + (elements.Count * LaneBytes));
            _calls[worker].Bind(_rows[row], (nint)(log.Address + start));
        }

        _calls[worker].OverList((int*)elements.Address, (int)elements.Count, null, step);
    }

    /// <summary>Appends the values of the next event of an element's worker, one to each list.</summary>
    public void MoveNext(int element, List<double>[] values)
    {
        var worker = _events.Tiles.OwnerOf(element);
        var next = _taken[worker]++;
        for (var row = 0; row < values.Length; row++)
        {
            var address = _values[worker, row].Address;
            values[row].Add(LaneBytes == sizeof(double) ? ((double*)address)[next] : ((float*)address)[next]);
        }
    }

    /// <summary>Forgets the values, after they have been taken.</summary>
    public void Clear()
    {
        foreach (var log in _values) { log.Clear(); }
        Array.Clear(_taken);
    }
}
