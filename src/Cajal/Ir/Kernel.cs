using System.Collections.Immutable;

namespace Cajal.Ir;

/// <summary>What a kernel runs over.</summary>
internal enum KernelDomain
{
    /// <summary>Elements first to last−1, a multiple of the lanes; vectors of consecutive elements.</summary>
    Range,

    /// <summary>A list of elements whose order does not matter (or is kept by <see cref="Accumulate"/>); vectors of listed elements.</summary>
    List,

    /// <summary>A list of elements, one after the other: each sees what the ones before it wrote.</summary>
    Sequence,
}

/// <summary>A step of a kernel, done for every lane before the next step.</summary>
internal abstract record Statement
{
    /// <summary>The values that this step computes; none for a load.</summary>
    public ImmutableArray<Node> Computed => this switch
    {
        Store store => [store.Value],
        Accumulate accumulate => [accumulate.Value],
        StoreBits bits => [bits.Condition],
        Repeat repeat => [.. repeat.Values.Select(v => v.Start), repeat.Condition, .. repeat.Values.Select(v => v.Next)],
        _ => [],
    };
}

/// <summary>Reads memory into a local; the only way that a value from memory enters an expression.</summary>
internal sealed record Load(Node Local) : Statement;

/// <summary>Writes the lane's element.</summary>
internal sealed record Store(Access Target, Node Value) : Statement;

/// <summary>Adds to an element, lane after lane, so that several lanes may hit the same one and the order of the sum is the order of the list.</summary>
internal sealed record Accumulate(Access Target, Node Value) : Statement;

/// <summary>Writes a condition as one bit an element (bit i of the bitmap for element i); only in a <see cref="KernelDomain.Range"/>.</summary>
internal sealed record StoreBits(ArraySymbol Bitmap, Node Condition) : Statement;

/// <summary>A value that goes from pass to pass of a <see cref="Repeat"/>.</summary>
/// <param name="Local">Its node (<see cref="Op.Carried"/>): within the passes its present value, behind them its last.</param>
/// <param name="Start">Its value before the first pass.</param>
/// <param name="Next">Its value after a pass.</param>
internal sealed record Carried(Node Local, Node Start, Node Next);

/// <summary>
/// Does passes while a condition on carried values holds. A lane takes part in a pass only while its own condition holds, so what it does depends
/// on no other lane; all values take their next one together. The only statement that is not done once.
/// </summary>
internal sealed record Repeat(Node Condition, ImmutableArray<Carried> Values) : Statement;

/// <summary>Code for every element of a domain: one slot of the time step for one object.</summary>
internal sealed record Kernel(string Name, KernelDomain Domain, ImmutableArray<Statement> Body)
{
    /// <summary>Every array that the kernel touches, in the order in which the runtime binds addresses.</summary>
    public ImmutableArray<ArraySymbol> Arrays { get; } = KernelArrays.Of(Body);

    /// <summary>Every array that the kernel changes, but for bitmaps.</summary>
    public ImmutableArray<ArraySymbol> Written { get; } =
        [.. Body.Select(s => s is Store store ? store.Target.Array : s is Accumulate accumulate ? accumulate.Target.Array : null).OfType<ArraySymbol>().Distinct()];

    /// <summary>Every function of the program that the kernel calls.</summary>
    public ImmutableArray<HostFunction> Functions { get; } = KernelArrays.FunctionsOf(Body);
}
