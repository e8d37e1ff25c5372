using Cajal.Equations;
using Cajal.Integrators;

namespace Cajal.Tests.Integrators;

/// <summary>Systems of equations written with operators, and the names they share.</summary>
internal static class Systems
{
    public static readonly Name V = new("v"), W = new("w"), G = new("g"), S = new("s"), U = new("u");
    public static readonly Name A = new("a"), B = new("b"), Tau = new("tau"), I = new("I"), T = new("t"), Dt = new("dt"), Xi = new("xi");

    public static Call Exp(Expr e) => new("exp", [e]);

    public static Call Function(string name, params Expr[] arguments) => new(name, [.. arguments]);

    public static Expr Pow(Expr e, Expr power) => new Binary(BinaryOperator.Power, e, power);

    /// <summary>A system of equations; every name but t, xi and the state variables keeps its value during a step.</summary>
    public static EquationSystem Of(params (Name Name, Expr Rhs)[] equations) => With([], equations);

    /// <summary>As <see cref="Of"/>, where some names are numbers for the whole run.</summary>
    public static EquationSystem With(Dictionary<string, double> constants, params (Name Name, Expr Rhs)[] equations)
    {
        var states = equations.Select(e => e.Name.Id).ToHashSet();
        return new(
            [.. equations.Select(e => new DifferentialEquation(e.Name.Id, e.Rhs, default))],
            name => constants.TryGetValue(name, out var value) ? value : null,
            name => name is not ("t" or "xi") && !states.Contains(name));
    }

    /// <summary>The update of the only variable.</summary>
    public static Expr Update(IIntegrator method, EquationSystem system) => Assert.Single(method.Step(system).Updates).Value;
}
