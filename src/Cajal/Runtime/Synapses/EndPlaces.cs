namespace Cajal.Runtime.Synapses;

/// <summary>Where the elements at one end of the synapses lie in memory.</summary>
/// <param name="Spare">An element that nobody owns.</param>
/// <param name="SlotOf">Place of each element; null where an element lies at its number.</param>
internal readonly record struct EndPlaces(int Spare, int[]? SlotOf = null)
{
    public int this[int element] => SlotOf is null ? element : SlotOf[element];
}
