using System.Collections.Immutable;
using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>White noise in equations: <c>xi</c>, or <c>xi_name</c> where several independent ones are needed; unit s^-½.</summary>
internal static class Noise
{
    /// <summary>The reason of methods that only know deterministic equations; null when these are.</summary>
    public static string? WhyNot(EquationSystem system) => Symbols(system) is [var xi, ..] ? $"the equations are stochastic ('{xi}')" : null;

    /// <summary>The noise symbols of a system, in order of appearance. The same symbol is the same noise in every equation.</summary>
    public static ImmutableArray<string> Symbols(EquationSystem system) => [.. system.Equations.SelectMany(e => Symbols(e.Rhs)).Distinct()];

    /// <summary>The noise symbols of an expression.</summary>
    public static IEnumerable<string> Symbols(Expr e) => e.SelfAndDescendants().OfType<Name>().Select(n => n.Id).Where(Scope.IsNoise);

    /// <summary>The increment of a symbol's Wiener process over the step, <c>√dt randn()</c>: a temporary, drawn once for all equations.</summary>
    public static NamedExpr Increment(string xi) => new(IncrementName(xi).Id, new Call("sqrt", [new Name("dt")]) * new Call("randn", []));

    /// <summary>The name of <see cref="Increment"/>.</summary>
    public static Name IncrementName(string xi) => new($"_dW_{xi}");
}
