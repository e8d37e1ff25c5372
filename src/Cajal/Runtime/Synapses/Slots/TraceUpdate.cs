namespace Cajal.Runtime.Synapses.Slots;

/// <summary>Brings the traces of elements to the present when an event of theirs has reached their synapses, and lets it change them.</summary>
/// <param name="binding">The code, for listed elements one after the other.</param>
/// <param name="calls">The code as each worker calls it, with the worker's traces.</param>
/// <param name="elements">Where the element at the events' end of each slot lies (int32).</param>
internal sealed unsafe class TraceUpdate(KernelBinding binding, IEnumerable<KernelCall> calls, NativeBuffer elements)
{
    private readonly KernelCall[] _calls = [.. calls];
    private readonly NativeList<int>[] _lists = [.. calls.Select(_ => new NativeList<int>())];

    /// <summary>The arrays that it changes.</summary>
    public IEnumerable<object> Written => binding.Written;

    /// <summary>The arrays that it reads or changes.</summary>
    public IEnumerable<object> Uses => binding.Arrays;

    /// <summary>Notes that an event has reached synapses of one element.</summary>
    /// <param name="slot">One of them.</param>
    public void Note(int worker, int slot) => NoteElement(worker, ((int*)elements.Address)[slot]);

    /// <summary>Notes that an event of an element has reached its synapses.</summary>
    public void NoteElement(int worker, int element)
    {
        var list = _lists[worker];
        if (list.Count == 0 || list[list.Count - 1] != element) { list.Add(element); }
    }

    /// <summary>Updates the elements that were noted.</summary>
    public void Execute(int worker, long step)
    {
        var list = _lists[worker];
        _calls[worker].OverList((int*)list.Address, (int)list.Count, null, step);
        list.Clear();
    }
}
