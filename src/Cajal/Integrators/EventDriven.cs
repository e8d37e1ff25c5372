using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>Synaptic variables that are advanced only when an event touches their synapse.</summary>
internal static class EventDriven
{
    /// <summary>Name of the time since the last update [s] in the solution.</summary>
    public const string Elapsed = "elapsed";

    /// <summary>The exact new values after the time <see cref="Elapsed"/>; everything but the variables themselves is taken at its present value.</summary>
    /// <exception cref="ModelException">The equations have no closed solution: they are neither linear nor constant between thresholds, contain <c>t</c>, or are coupled too deeply.</exception>
    public static IntegrationStep Solve(EquationSystem system)
    {
        if (ExactSolution.After(new Name(Elapsed), system, out var whyNot) is { } solution) { return solution; }

        var names = string.Join(", ", system.Equations.Select(e => $"'{e.Name}'"));
        throw new ModelException(
            $"The event-driven {(system.Equations.Length == 1 ? "variable" : "variables")} {names} cannot be advanced from event to event: {whyNot}. "
            + "That takes linear equations with a closed solution, or such as are constant between thresholds of their own variable, as 'int(x > 0.5)/ms' is. Use (clock-driven) instead, which integrates them at every step.");
    }
}
