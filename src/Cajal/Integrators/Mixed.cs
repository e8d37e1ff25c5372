using System.Collections.Immutable;
using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>
/// Some variables exactly, which follow only each other, and the rest by another method. All read the state at the start of the step,
/// so what drives the rest is held during the step: the exact variables have no error, the others have order 1.
/// </summary>
/// <param name="exactly">Names of the variables that are solved exactly.</param>
/// <param name="rest">The method of the others; one without inner steps.</param>
internal sealed class Mixed(IReadOnlyCollection<string> exactly, IIntegrator rest) : IIntegrator
{
    private static readonly Exact s_exact = new();

    public string Name => "mixed";

    /// <summary>
    /// The variables that can be solved exactly whatever the others do: their equations have a closed solution and hold only such variables.
    /// </summary>
    public static ImmutableArray<string> ExactIn(EquationSystem system)
    {
        var equations = system.Equations;
        Dependencies dependencies = new(equations.Length, (i, j) => equations[i].Rhs.Mentions(equations[j].Name));
        return [.. Enumerable.Range(0, equations.Length)
            .Where(i => s_exact.WhyNot(Part(system, [.. dependencies.ClosureOf(i).Select(j => equations[j].Name)])) is null)
            .Select(i => equations[i].Name)];
    }

    /// <summary>The equations of some of the variables; the others keep their values during the step.</summary>
    public static EquationSystem Part(EquationSystem system, IReadOnlyCollection<string> variables) =>
        system with { Equations = [.. system.Equations.Where(e => variables.Contains(e.Name))] };

    public string? WhyNot(EquationSystem system) => s_exact.WhyNot(Part(system, exactly)) ?? rest.WhyNot(Rest(system));

    public IntegrationStep Step(EquationSystem system)
    {
        var (first, second) = (s_exact.Step(Part(system, exactly)), rest.Step(Rest(system)));
        var updates = first.Updates.Concat(second.Updates).ToDictionary(u => u.Name);
        return new([.. first.Temporaries, .. second.Temporaries], [.. system.Equations.Select(e => updates[e.Name])], first.Iteration);
    }

    private EquationSystem Rest(EquationSystem system) => Part(system, [.. system.Equations.Select(e => e.Name).Except(exactly)]);
}
