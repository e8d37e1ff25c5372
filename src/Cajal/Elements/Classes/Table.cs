namespace Cajal.Elements;

/// <summary>
/// Records what is sent to its <c>input</c>, spikes (their times) or values, and what it asks for by <c>requestOut</c> at every step of its own
/// clock and at Reinit.
/// </summary>
public sealed class Table : Element<Table>
{
    internal Table(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    /// <summary>What one element recorded since Reinit, in SI base units: times of spikes [s], or values.</summary>
    /// <exception cref="ModelException">The handle stands for several elements.</exception>
    public double[] Vector => Length == 1
        ? Array.Recorded?.Invoke(First) ?? []
        : throw new ModelException($"Each of the {Length} elements of '{Path}' has its own values: take those of one, as in Vec[0].Vector.");

    /// <summary>Number of values that one element recorded.</summary>
    public int Size => Vector.Length;

    internal override Table With(int first, int count) => new(Array, first, count);
}
