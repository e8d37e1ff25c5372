using System.Collections.Immutable;
using Cajal.Backends;
using Cajal.Ir;
using Cajal.Runtime.Random;

namespace Cajal.Runtime;

/// <summary>Two uniform random numbers for every element that a kernel handles, made fresh before each call.</summary>
/// <param name="First">Positions of the first number.</param>
/// <param name="Second">Positions of the second number.</param>
/// <param name="Draw">Which draw of the element and step it is.</param>
internal sealed record DrawRow(ArraySymbol First, ArraySymbol Second, uint Draw);

/// <summary>A random count for every element that a range kernel handles, made fresh before each call.</summary>
/// <param name="Counts">Positions of the counts, bytes.</param>
/// <param name="Table">Their distribution.</param>
/// <param name="Draw">Which draw of counts of the element and step it is.</param>
internal sealed record CountRow(ArraySymbol Counts, CountTable Table, uint Draw);

/// <summary>One integer that all elements share and that depends only on the step, such as the row of a timed array.</summary>
internal sealed record StepCell(ArraySymbol Cell, Func<double, long> AtTime);

/// <summary>A kernel with everything that it needs to run.</summary>
/// <param name="Kernel">The code.</param>
/// <param name="Addresses">Element 0 of each array that stays where it is.</param>
/// <param name="Draws">Random numbers that it takes.</param>
/// <param name="Cells">Integers that change with the step.</param>
/// <param name="Random">The stream that the random numbers come from.</param>
/// <param name="Arrays">Everything whose memory it uses: held, so that it stays where it is.</param>
/// <param name="Written">The arrays that it changes.</param>
internal sealed record KernelBinding(
    Kernel Kernel,
    ICompiledKernel Compiled,
    Precision Precision,
    ImmutableDictionary<ArraySymbol, nint> Addresses,
    ImmutableArray<DrawRow> Draws,
    ImmutableArray<StepCell> Cells,
    RandomStream Random,
    ImmutableArray<object> Arrays,
    ImmutableArray<object> Written)
{
    /// <summary>Random counts that it takes.</summary>
    public ImmutableArray<CountRow> Counts { get; init; } = [];

    /// <summary>Arrays of which it reads elements that other workers own: through links, and what one element holds for all.</summary>
    public ImmutableArray<object> ReadsAcross { get; init; } = [];

    /// <summary>Computes values that the kernel reads, which change only with <see cref="Parameters"/>; null when there are none.</summary>
    public KernelBinding? Invariants { get; init; }

    /// <summary>The arrays from which the invariants are computed.</summary>
    public ImmutableArray<StateArray> Parameters { get; init; } = [];

    /// <summary>Whether it changes elements that other workers own, through links.</summary>
    public bool WritesAcross { get; init; }
}
