using System.Diagnostics;
using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>
/// The exact solution of linear equations whose coefficients keep their values during a step (Rotter and Diesmann 1999): no error but rounding, for any dt.
/// Coefficients that are numbers for the whole run may couple variables in any way; coefficients that vary between neurons or over time
/// allow chains of up to four variables, and pairs that act on each other, driven by such as nothing drives. What a step costs, and the formulas: <see cref="LinearSolution"/>.
/// Equations that are constant between thresholds of their variable are exact too: <see cref="ThresholdDriftSolution"/>.
/// </summary>
internal sealed class Exact : IIntegrator
{
    public string Name => "exact";

    public string? WhyNot(EquationSystem system) => Solve(system, out var whyNot) is null ? whyNot : null;

    public IntegrationStep Step(EquationSystem system) =>
        Solve(system, out var whyNot) ?? throw new UnreachableException($"exact steps equations that it refuses: {whyNot}.");

    private static IntegrationStep? Solve(EquationSystem system, out string? whyNot) => ExactSolution.After(new Name("dt"), system, out whyNot);
}
