using System.Diagnostics;
using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>
/// The method of Milstein without derivatives, for noise in the sense of Stratonovich (Kloeden and Platen 1992, section 11.1):
/// <c>x + f dt + g dW + (g(x + g √dt) − g) dW²/(2 √dt)</c>; strong and weak order 1. It takes diagonal noise: each variable at most
/// one noise, which no other variable has and whose factor depends on no other noisy variable.
/// </summary>
/// <remarks>With the drift in the support, <c>g(x + f dt + g √dt)</c>, the mean error of a step would be g'f dt^1.5/2, and the order ½.</remarks>
internal sealed class Milstein : IIntegrator
{
    public string Name => "milstein";

    public string? WhyNot(EquationSystem system)
    {
        if (StochasticForm.TryCreate(system, out var whyNot) is not { } equations) { return whyNot; }
        Dictionary<string, string> ownerOf = [];
        foreach (var e in equations)
        {
            if (e.Noises is [var (first, _), var (second, _), ..]) { return $"d{e.Name}/dt has the noises '{first}' and '{second}', and milstein takes one a variable"; }
            if (e.Noises is not [var (xi, factor)]) { continue; }
            if (!ownerOf.TryAdd(xi, e.Name)) { return $"'{ownerOf[xi]}' and '{e.Name}' share the noise '{xi}', and milstein takes one of its own for each variable"; }
            if (equations.FirstOrDefault(other => other != e && !other.Noises.IsEmpty && factor.Mentions(other.Name)) is { } noisy)
            {
                return $"the noise of '{e.Name}' is multiplied by '{noisy.Name}', which has noise of its own";
            }
        }

        return null;
    }

    public IntegrationStep Step(EquationSystem system)
    {
        var equations = StochasticForm.TryCreate(system, out var whyNot) ?? throw new UnreachableException($"milstein steps equations that it refuses: {whyNot}.");
        var dt = new Name("dt");
        Expr root = new Call("sqrt", [dt]);
        var support = equations.ToDictionary(e => e.Name, e => e.Noises.Aggregate((Expr)new Name(e.Name), (x, noise) => x + noise.Factor * root));
        return new(
            [.. Noise.Symbols(system).Select(Noise.Increment)],
            [
                .. equations.Select(e => new NamedExpr(e.Name, Simplifier.Simplify(e.Noises.Aggregate(
                    new Name(e.Name) + dt * e.Drift,
                    (x, noise) => x + noise.Factor * Noise.IncrementName(noise.Symbol) + Correction(noise.Symbol, noise.Factor))))),
            ]);

        Expr Correction(string symbol, Expr factor)
        {
            var increment = Noise.IncrementName(symbol);
            return (factor.Substitute(support) - factor) * (increment * increment) / (2 * root);
        }
    }
}
