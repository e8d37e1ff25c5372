using System.Collections.Immutable;
using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>A right side as drift and noise, <c>dx/dt = Drift + Σ g·xi</c>.</summary>
/// <param name="Name">The variable x.</param>
/// <param name="Noises">Each noise symbol of the equation with its factor g, which may hold state variables.</param>
internal sealed record StochasticEquation(string Name, Expr Drift, ImmutableArray<(string Symbol, Expr Factor)> Noises);

/// <summary>Equations with their noise set apart.</summary>
internal static class StochasticForm
{
    /// <summary>The equations in this form; null when a noise stands elsewhere than in plain products (<c>1/xi</c>, <c>xi**2</c>), with the reason.</summary>
    public static ImmutableArray<StochasticEquation>? TryCreate(EquationSystem system, out string? whyNot)
    {
        var result = ImmutableArray.CreateBuilder<StochasticEquation>();
        foreach (var (name, rhs, _, _) in system.Equations)
        {
            var drift = rhs;
            List<(string, Expr)> noises = [];
            foreach (var xi in Noise.Symbols(rhs).Distinct())
            {
                if (LinearForm.TryCollect(drift, xi) is not { } form || Noise.Symbols(form.Slope).Any() || form.Offset.Mentions(xi))
                {
                    whyNot = $"the noise '{xi}' does not enter d{name}/dt as a plain factor";
                    return null;
                }

                noises.Add((xi, form.Slope));
                drift = form.Offset;
            }

            result.Add(new(name, drift, [.. noises]));
        }

        whyNot = null;
        return result.ToImmutable();
    }
}
