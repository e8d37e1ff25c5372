using System.Collections.Immutable;
using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>dx/dt = right side, with every subexpression already put in its place.</summary>
/// <param name="TypicalSize">Size of a value of this unit in neurons [SI], against which methods that control their error measure values near 0.</param>
internal sealed record DifferentialEquation(string Name, Expr Rhs, SourceSpan Span, double TypicalSize = 1);

/// <summary>A group's differential equations.</summary>
/// <param name="Equations">The equations, in the order of the model.</param>
/// <param name="ConstantOf">SI value of a name that is a number for the whole run (a constant, a unit); null for anything else.</param>
/// <param name="IsConstantOverStep">Whether a name keeps its value during one step and is no state variable of the system: parameters, i, N, dt. Not t. Also whether a function given with the model has no state.</param>
internal sealed record EquationSystem(
    ImmutableArray<DifferentialEquation> Equations, Func<string, double?> ConstantOf, Func<string, bool> IsConstantOverStep);

/// <summary>One named value: a temporary of a step, or the new value of a state variable.</summary>
internal sealed record NamedExpr(string Name, Expr Value);

/// <summary>A value that goes from pass to pass of an iteration.</summary>
/// <param name="Start">Its value before the first pass.</param>
/// <param name="Next">Its value after a pass.</param>
internal sealed record CarriedExpr(string Name, Expr Start, Expr Next);

/// <summary>Inner steps whose length depends on the state. Each element does as many passes as it needs.</summary>
/// <param name="Condition">Whether another pass is due; of carried values.</param>
/// <param name="Temporaries">Values within a pass, computed in order.</param>
/// <param name="Carried">What goes from pass to pass; all take their next value together.</param>
/// <param name="Failed">Number (from 1, in the order of the equations) of a variable that did not reach its tolerance; 0 when all did. Null for inner steps that cannot fail.</param>
internal sealed record Iteration(
    Expr Condition, ImmutableArray<NamedExpr> Temporaries, ImmutableArray<CarriedExpr> Carried, Expr? Failed = null);

/// <summary>
/// The advance of a system by one <c>dt</c>. Temporaries are computed in order and may use earlier ones; then comes the iteration, if there is one;
/// updates read the old state, the temporaries and what the iteration carried, and take effect together.
/// </summary>
internal sealed record IntegrationStep(ImmutableArray<NamedExpr> Temporaries, ImmutableArray<NamedExpr> Updates, Iteration? Iteration = null);

/// <summary>A numerical method.</summary>
internal interface IIntegrator
{
    /// <summary>
    /// exprel as methods write it: the same function, for arguments that are mostly small, since a step is short beside the time constants.
    /// Users cannot write it.
    /// </summary>
    public const string StepExprel = "_exprel";

    /// <summary>The function (condition, a, b) that is a where the condition holds, else b, as methods write it. Users cannot write it.</summary>
    public const string Where = "_where";

    /// <summary>The name that users write, such as <c>rk4</c>.</summary>
    string Name { get; }

    /// <summary>Why this method cannot advance the system; null when it can.</summary>
    string? WhyNot(EquationSystem system);

    /// <summary>The advance by <c>dt</c> (the name "dt" in the expressions) from time <c>t</c> (the name "t").</summary>
    IntegrationStep Step(EquationSystem system);
}
