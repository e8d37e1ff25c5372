using System.Collections.Immutable;
using Cajal.Ir;

namespace Cajal.Runtime.Synapses;

/// <summary>
/// Variables that are the same in all synapses of an element at one end, held once for the element, with the step of the element's last event.
/// Workers that all serve synapses of an element have a copy each; the copies are one array after the other.
/// </summary>
internal sealed unsafe class EndTraces
{
    private const string Last = "last event";
    private readonly string _name;
    private readonly Precision _precision;
    private readonly int _elements;
    private readonly OrderedDictionary<string, StateArray> _arrays = [];

    /// <param name="name">Name of the end, the first part of the arrays' names.</param>
    /// <param name="elements">Number of elements.</param>
    public EndTraces(string name, ImmutableArray<string> variables, Precision precision, int elements)
    {
        (_name, Variables, _precision, _elements) = (name, variables, precision, elements);
        Allocate(1);
    }

    public ImmutableArray<string> Variables { get; }

    /// <summary>Number of copies.</summary>
    public int Copies { get; private set; }

    /// <summary>Elements from one copy to the next.</summary>
    public int Stride => StateArray.Spare(_elements) + StateArray.Block;

    /// <summary>Step of the last event of each element.</summary>
    public StateArray LastEvents => _arrays[Last];

    /// <summary>All arrays, the last events among them.</summary>
    public IEnumerable<StateArray> Arrays => _arrays.Values;

    /// <summary>The values of a variable as the last event left them.</summary>
    public StateArray this[string variable] => _arrays[variable];

    /// <summary>Gives a number of workers a copy each.</summary>
    public void Share(int copies)
    {
        if (copies == Copies) { return; }
        var old = _arrays.ToList();
        Allocate(copies);
        foreach (var (name, array) in old) { Copy(array, 0, _arrays[name], 0); }
        Spread();
    }

    /// <summary>Makes the copies alike again: an event of an element has changed those of the workers that serve synapses of it.</summary>
    public void Join()
    {
        for (var copy = 1; copy < Copies; copy++)
        {
            for (var e = 0; e < _elements; e++)
            {
                // Single precision holds the low 32 bits of a step.
                if (unchecked((int)((long)LastEvents[(copy * Stride) + e] - (long)LastEvents[e])) <= 0) { continue; }
                foreach (var array in Arrays) { array[e] = array[(copy * Stride) + e]; }
            }
        }

        Spread();
    }

    /// <summary>Lets a kernel of a worker use the worker's copy.</summary>
    public void BindTo(KernelCall call, int worker)
    {
        foreach (var array in Arrays) { call.BindWhereUsed(array.Symbol, AddressOf(array, worker)); }
    }

    /// <summary>Where a worker's copy of an array begins.</summary>
    public nint AddressOf(StateArray array, int worker) => array.Address + ((nint)(Copies == 1 ? 0 : worker) * Stride * array.LaneBytes);

    public void Save(Snapshot snapshot)
    {
        foreach (var (name, array) in _arrays)
        {
            var one = NewArray(name, 1);
            Copy(array, 0, one, 0);
            snapshot.Put($"{_name}.{name}", one);
        }
    }

    public void Restore(Snapshot snapshot)
    {
        Allocate(1);
        foreach (var (name, array) in _arrays) { array.CopyFrom(snapshot.Get<StateArray>($"{_name}.{name}")); }
    }

    private void Allocate(int copies)
    {
        Copies = copies;
        foreach (var name in Variables.Append(Last)) { _arrays[name] = NewArray(name, copies); }
    }

    private StateArray NewArray(string name, int copies) =>
        new(new($"{_name}.{name}", name == Last ? IrType.Integer : IrType.Real), _precision, checked(((copies - 1) * Stride) + _elements));

    private void Spread()
    {
        for (var copy = 1; copy < Copies; copy++)
        {
            foreach (var array in Arrays) { Copy(array, 0, array, copy); }
        }
    }

    private void Copy(StateArray from, int copy, StateArray to, int copyTo)
    {
        var bytes = (long)Stride * from.LaneBytes;
        Buffer.MemoryCopy((void*)(from.Address + (nint)(copy * bytes)), (void*)(to.Address + (nint)(copyTo * bytes)), bytes, bytes);
    }
}
