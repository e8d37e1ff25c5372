using System.Diagnostics;
using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>
/// The method of Heun for noise in the sense of Stratonovich (Rümelin 1982; Kloeden and Platen 1992), for any noise:
/// <c>x + f dt + ½ dW (g(x, t) + g(x̄, t + dt))</c> with <c>x̄ = x + g dW</c>. The drift takes one evaluation, as Euler's:
/// strong order 1 where noises commute (one noise, say, or one of its own for each variable), else ½; weak order 1.
/// </summary>
internal sealed class Heun : IIntegrator
{
    public string Name => "heun";

    public string? WhyNot(EquationSystem system) => StochasticForm.TryCreate(system, out var whyNot) is null ? whyNot : null;

    public IntegrationStep Step(EquationSystem system)
    {
        var equations = StochasticForm.TryCreate(system, out var whyNot) ?? throw new UnreachableException($"heun steps equations that it refuses: {whyNot}.");
        var (t, dt) = (new Name("t"), new Name("dt"));
        Dictionary<string, Expr> support = new() { [t.Id] = t + dt };
        foreach (var e in equations.Where(e => !e.Noises.IsEmpty)) { support[e.Name] = Support(e.Name); }

        return new(
            [
                .. Noise.Symbols(system).Select(Noise.Increment),
                .. equations.Where(e => !e.Noises.IsEmpty).Select(e => new NamedExpr(Support(e.Name).Id, Simplifier.Simplify(
                    e.Noises.Aggregate((Expr)new Name(e.Name), (x, noise) => x + noise.Factor * Noise.IncrementName(noise.Symbol))))),
            ],
            [
                .. equations.Select(e => new NamedExpr(e.Name, Simplifier.Simplify(e.Noises.Aggregate(
                    new Name(e.Name) + dt * e.Drift,
                    (x, noise) => x + 0.5 * Noise.IncrementName(noise.Symbol) * (noise.Factor + noise.Factor.Substitute(support)))))),
            ]);
    }

    private static Name Support(string variable) => new($"_support_{variable}");
}
