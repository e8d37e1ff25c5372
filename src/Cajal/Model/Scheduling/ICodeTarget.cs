using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal;

/// <summary>Something over whose elements code can run by a clock.</summary>
internal interface ICodeTarget
{
    /// <summary>The object to which the elements belong.</summary>
    SimulationObject Owner { get; }

    /// <summary>Whether these are all elements of the owner, so that code may change what they share.</summary>
    bool IsWhole { get; }

    /// <summary>What the names in code are.</summary>
    /// <param name="constants">Constants of the run; null while names may still be missing.</param>
    /// <param name="text">The code, for the constants that came with it.</param>
    Scope ScopeOf(Constants? constants, ModelText text);

    /// <summary>How all elements are shared among the workers, where code may run over them one after the other as they lie in memory; null where it goes by a list.</summary>
    Tiles? TilesFor(ImmutableArray<Assignment> code) => null;

    /// <exception cref="EquationException">Code changes what code for these elements may not.</exception>
    void RequireOwn(ImmutableArray<Assignment> code);

    /// <summary>What code is compiled with; null when there are no elements.</summary>
    CodeElements? Begin(RunPlan plan, ModelText text);
}

/// <summary>The elements that code runs over, as a run needs them.</summary>
/// <param name="Names">Where the values of names come from.</param>
/// <param name="NewKernel">Begins a kernel with these names.</param>
/// <param name="Slices">Each worker's elements.</param>
/// <param name="Spare">Index of an element that nobody owns.</param>
/// <param name="Alone">Whether the elements of all workers are in one slice.</param>
internal sealed record CodeElements(
    NameTable Names, Func<string, KernelDomain, KernelWriter> NewKernel, IReadOnlyList<ElementSlice> Slices, int Spare, bool Alone)
{
    /// <summary>The elements of all workers in one slice.</summary>
    public ElementSlice Joined => new([.. Slices.SelectMany(s => s.Elements)], [.. Slices.SelectMany(s => s.Identities)]);
}
