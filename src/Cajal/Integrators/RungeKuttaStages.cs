using System.Collections.Immutable;
using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>Writes the stages of a Runge–Kutta method for all variables of a system at once.</summary>
internal sealed class RungeKuttaStages(EquationSystem system)
{
    public static readonly Name T = new("t"), Dt = new("dt");

    private readonly ImmutableArray<NamedExpr>.Builder _stages = ImmutableArray.CreateBuilder<NamedExpr>();

    /// <summary>
    /// Names <c>_k_x = f(state, at)</c> for every variable x; the result maps x to its k.
    /// The underscore keeps the names apart from those of users, which cannot start with one.
    /// </summary>
    public Func<Name, Expr> Stage(string k, Expr at, Func<Name, Expr> state)
    {
        Dictionary<string, Expr> point = new() { [T.Id] = at };
        foreach (var e in system.Equations) { point[e.Name] = state(new(e.Name)); }
        foreach (var e in system.Equations) { _stages.Add(new(Id(e.Name), Simplifier.Simplify(e.Rhs.Substitute(point)))); }
        return x => new Name(Id(x.Id));

        string Id(string x) => $"_{k}_{x}";
    }

    /// <summary>The whole step: the stages, then the new value of each variable.</summary>
    public IntegrationStep Finish(Func<Name, Expr> next) => new(
        _stages.DrainToImmutable(), [.. system.Equations.Select(e => new NamedExpr(e.Name, Simplifier.Simplify(next(new(e.Name)))))]);
}
