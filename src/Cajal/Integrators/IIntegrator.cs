using System.Collections.Immutable;
using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>dx/dt = right side, with every subexpression already put in its place.</summary>
internal sealed record DifferentialEquation(string Name, Expr Rhs, SourceSpan Span);

/// <summary>A group's differential equations.</summary>
/// <param name="Equations">The equations, in the order of the model.</param>
/// <param name="ConstantOf">SI value of a name that is a number for the whole run (a constant, a unit); null for anything else.</param>
/// <param name="IsConstantOverStep">Whether a name keeps its value during one step and is no state variable of the system: parameters, i, N, dt. Not t. Also whether a function given with the model has no state.</param>
internal sealed record EquationSystem(
    ImmutableArray<DifferentialEquation> Equations, Func<string, double?> ConstantOf, Func<string, bool> IsConstantOverStep);

/// <summary>One named value: a temporary of a step, or the new value of a state variable.</summary>
internal sealed record NamedExpr(string Name, Expr Value);

/// <summary>
/// The advance of a system by one <c>dt</c>. Temporaries are computed in order and may use earlier ones;
/// updates read the old state and the temporaries, and take effect together.
/// </summary>
internal sealed record IntegrationStep(ImmutableArray<NamedExpr> Temporaries, ImmutableArray<NamedExpr> Updates);

/// <summary>A numerical method.</summary>
internal interface IIntegrator
{
    /// <summary>
    /// exprel as methods write it: the same function, for arguments that are mostly small, since a step is short beside the time constants.
    /// Users cannot write it.
    /// </summary>
    public const string StepExprel = "_exprel";

    /// <summary>The name that users write, such as <c>rk4</c>.</summary>
    string Name { get; }

    /// <summary>Why this method cannot advance the system; null when it can.</summary>
    string? WhyNot(EquationSystem system);

    /// <summary>The advance by <c>dt</c> (the name "dt" in the expressions) from time <c>t</c> (the name "t").</summary>
    IntegrationStep Step(EquationSystem system);
}
