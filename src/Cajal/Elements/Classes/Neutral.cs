namespace Cajal.Elements;

/// <summary>Elements without a task, which hold others.</summary>
public sealed class Neutral : Element<Neutral>
{
    internal Neutral(ElementArray array, int first, int count)
        : base(array, first, count)
    {
    }

    internal override Neutral With(int first, int count) => new(Array, first, count);
}
