namespace Cajal.Runtime;

/// <summary>Runs a kernel over listed elements; each worker over those that it owns.</summary>
internal sealed unsafe class ListedOperation : StepOperation
{
    private const int Lanes = 16;
    private readonly KernelBinding _binding;
    private readonly KernelCall[] _calls;
    private readonly NativeList<int>[] _elements;
    private readonly NativeList<int>[] _identities;
    private readonly int[] _counts;

    /// <param name="slices">Each worker's elements; one slice when one worker does all.</param>
    /// <param name="spare">Index of an element that nobody owns.</param>
    /// <param name="alone">Whether the others have to wait.</param>
    /// <param name="readsAcross">Arrays of which the kernel reads elements of other workers.</param>
    public ListedOperation(
        string name, StepClock clock, string slot, int order, KernelBinding binding, IReadOnlyList<ElementSlice> slices, int spare, bool alone,
        IEnumerable<object> readsAcross)
        : base(name, clock, slot, order)
    {
        (_binding, RunsAlone, ReadsAcross) = (binding, alone, [.. readsAcross, .. binding.ReadsAcross]);
        _calls = [.. slices.Select(_ => new KernelCall(binding, clock))];
        _counts = [.. slices.Select(s => s.Elements.Length)];
        _elements = [.. slices.Select(s => ListOf([.. s.Elements, .. Enumerable.Repeat(spare, Lanes)]))];
        _identities = [.. slices.Select(s => ListOf(s.Identities))];
    }

    public override bool RunsAlone { get; }

    public override IEnumerable<object> Writes => _binding.Written;

    public override IReadOnlyCollection<object> Uses => _binding.Arrays;

    public override IEnumerable<object> ReadsAcross { get; }

    public override void Execute(int worker, long step)
    {
        if (worker < _calls.Length) { _calls[worker].OverList((int*)_elements[worker].Address, _counts[worker], (int*)_identities[worker].Address, step); }
    }

    private static NativeList<int> ListOf(ReadOnlySpan<int> values)
    {
        NativeList<int> list = new();
        list.AddRange(values);
        return list;
    }
}

/// <summary>Elements of one worker's.</summary>
/// <param name="Elements">Where each lies in memory.</param>
/// <param name="Identities">The number of each for its random numbers, wherever it lies.</param>
internal sealed record ElementSlice(int[] Elements, int[] Identities);
