using System.Collections.Immutable;
using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>White noise in equations: <c>xi</c>, or <c>xi_name</c> where several independent ones are needed; unit s^-½.</summary>
internal static class Noise
{
    /// <summary>The reason of methods that only know deterministic equations; null when these are.</summary>
    public static string? WhyNot(EquationSystem system) => Symbols(system) is [var xi, ..] ? $"the equations are stochastic ('{xi}')" : null;

    /// <summary>The noise symbols of a system, in order of appearance. The same symbol is the same noise in every equation.</summary>
    public static ImmutableArray<string> Symbols(EquationSystem system) => [.. system.Equations.SelectMany(e => Names(e.Rhs)).Where(Scope.IsNoise).Distinct()];

    private static IEnumerable<string> Names(Expr e) => e is Name n ? [n.Id] : e.Operands.SelectMany(Names);
}
