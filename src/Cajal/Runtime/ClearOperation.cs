namespace Cajal.Runtime;

/// <summary>Sets listed elements of an array to 0; each worker those that it owns.</summary>
/// <param name="array">The array.</param>
/// <param name="elements">Each worker's elements; one list when one worker does all.</param>
/// <param name="alone">Whether the others have to wait.</param>
internal sealed class ClearOperation(string name, StepClock clock, string slot, int order, StateArray array, int[][] elements, bool alone)
    : StepOperation(name, clock, slot, order)
{
    public override bool RunsAlone => alone;

    public override IEnumerable<object> Writes => [array];

    public override IReadOnlyCollection<object> Uses => [array];

    public override void Execute(int worker, long step)
    {
        if (worker >= elements.Length) { return; }
        if (array.Precision == Precision.Double) { Clear<long>(elements[worker]); } else { Clear<int>(elements[worker]); }
    }

    private void Clear<T>(int[] list)
        where T : unmanaged
    {
        foreach (var element in list) { array.Lane<T>(element) = default; }
    }
}
