using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>
/// Forward Euler, <c>x + dt f(x, t)</c>: global error O(dt), one evaluation of the right side a step; unstable once dt exceeds twice the fastest time constant.
/// With additive noise it is the method of Euler and Maruyama (Maruyama 1955): strong order 1, as the noise does not depend on the state.
/// </summary>
internal sealed class Euler : IIntegrator
{
    public string Name => "euler";

    public string? WhyNot(EquationSystem system)
    {
        if (StochasticForm.TryCreate(system, out var whyNot) is not { } equations) { return whyNot; }
        foreach (var equation in equations)
        {
            foreach (var (xi, factor) in equation.Noises)
            {
                if (system.Equations.FirstOrDefault(e => factor.Mentions(e.Name)) is { } state)
                {
                    return $"the noise '{xi}' in d{equation.Name}/dt is multiplied by the state variable '{state.Name}', and euler takes additive noise only";
                }
            }
        }

        return null;
    }

    public IntegrationStep Step(EquationSystem system)
    {
        // dt · g · xi with xi = randn()/√dt gives the increment g √dt randn() of a Wiener process.
        var noise = Noise.Symbols(system).ToDictionary(xi => xi, Expr (xi) => new Name($"_{xi}"));
        return new(
            [.. noise.Values.Cast<Name>().Select(xi => new NamedExpr(xi.Id, new Call("randn", []) / new Call("sqrt", [new Name("dt")])))],
            [.. system.Equations.Select(e => new NamedExpr(e.Name, Simplifier.Simplify(new Name(e.Name) + new Name("dt") * e.Rhs.Substitute(noise))))]);
    }
}
