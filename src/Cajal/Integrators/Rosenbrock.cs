using Cajal.Equations;
using static Cajal.Integrators.AdaptiveSteps;

namespace Cajal.Integrators;

/// <summary>
/// A method for stiff equations: the L-stable Rosenbrock method RODAS3 of order 3(2) (Sandu, Verwer, Blom, Spee, Carmichael and Potra 1997,
/// Atmos. Environ. 31:3459) with inner steps of its own choice. Each inner step takes three evaluations of the right side and one of its exact
/// derivatives, and solves four linear systems with one matrix. Its length follows what the solution does, not the fastest time constant. No noise.
/// </summary>
/// <remarks>The matrix is decomposed without exchange of rows; where that breaks down, the inner step has no finite error and is repeated shorter.</remarks>
internal sealed class Rosenbrock(Tolerances tolerances) : IIntegrator
{
    public string Name => "rosenbrock";

    public string? WhyNot(EquationSystem system)
    {
        if (AdaptiveSteps.WhyNot(system) is { } whyNot) { return whyNot; }
        foreach (var equation in system.Equations)
        {
            if (system.Equations.FirstOrDefault(x => Derivative.Of(equation.Rhs, x.Name) is null) is { } x)
            {
                return $"d{equation.Name}/dt has no derivative by '{x.Name}' in closed form";
            }
        }

        return null;
    }

    public IntegrationStep Step(EquationSystem system)
    {
        AdaptiveSteps steps = new(system, tolerances, order: 3);
        steps.Begin();
        var here = steps.Point(Old, Now);
        LinearSolver matrix = new(steps, Expr (i, j) =>
        {
            var slope = Derivative.Of(system.Equations[i].Rhs, system.Equations[j].Name)!.Substitute(here);
            return i == j ? 2 / Length - slope : -slope;
        });

        // What moves by itself in time; where that is not known, error control makes up for it.
        Expr Drive(string x) => (Derivative.Of(system.Equations.First(e => e.Name == x).Rhs, "t") ?? 0).Substitute(here);

        var f1 = steps.Evaluate("_f1", Old, Now);
        var u1 = matrix.Solve("_u1", x => f1(x) + 0.5 * Length * Drive(x));
        var u2 = matrix.Solve("_u2", x => f1(x) + 4 / Length * u1(x) + 1.5 * Length * Drive(x));
        var f3 = steps.Evaluate("_f3", x => Old(x) + 2 * u1(x), Now + Length);
        var u3 = matrix.Solve("_u3", x => f3(x) + (u1(x) - u2(x)) / Length);
        var f4 = steps.Evaluate("_f4", x => Old(x) + 2 * u1(x) + u3(x), Now + Length);
        var u4 = matrix.Solve("_u4", x => f4(x) + (u1(x) - u2(x) - 8 / 3.0 * u3(x)) / Length);
        return steps.Finish(x => Old(x) + 2 * u1(x) + u3(x) + u4(x), u4);
    }
}
