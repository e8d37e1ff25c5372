using System.Collections.Immutable;

namespace Cajal.Integrators;

/// <summary>What a method that controls its own error is asked for.</summary>
/// <param name="Relative">Error of an inner step relative to the value.</param>
/// <param name="Absolute">Error of an inner step near the value 0 by variable [SI]; for others the relative one of a value of typical size.</param>
/// <param name="MaxSteps">Most inner steps within one dt, those that were repeated included.</param>
internal sealed record Tolerances(double Relative, ImmutableDictionary<string, double> Absolute, int MaxSteps)
{
    public static Tolerances Default { get; } = new(1e-6, ImmutableDictionary<string, double>.Empty, 1000);

    /// <summary>The absolute tolerance of a variable [SI].</summary>
    public double AbsoluteOf(DifferentialEquation equation) => Absolute.TryGetValue(equation.Name, out var given) ? given : Relative * equation.TypicalSize;
}
