using System.Diagnostics;
using Cajal.Equations;
using static Cajal.Equations.Simplifier;

namespace Cajal.Integrators;

/// <summary>
/// Exponential Euler (Rush and Larsen 1978; MacGregor 1987): each equation is written f = A x + B, and A and B are held during the step.
/// Global error O(dt), exact where A and B are constant; one evaluation of the right side and one exponential an equation;
/// stable for any dt where A is negative, which makes it the method of conductance-based neurons. No noise.
/// </summary>
/// <remarks>
/// The textbook has <c>x' = (x + B/A) exp(A dt) − B/A</c>. Taking x out leaves <c>x' = x + (A x + B) (exp(A dt) − 1)/A</c>, and
/// with <c>exprel(z) = (exp(z) − 1)/z</c> that is <c>x' = x + dt exprel(A dt) (A x + B)</c>: the same value, but nothing is divided by A, so
/// A = 0 gives Euler's step instead of 0/0, and small A dt costs no digits (the textbook form loses 3e-9 at A dt = 1e-10).
/// A may differ between neurons and hold other variables; whether an equation is accepted, see <see cref="LinearForm"/>.
/// </remarks>
internal sealed class ExponentialEuler : IIntegrator
{
    public string Name => "exponential_euler";

    public string? WhyNot(EquationSystem system) =>
        Noise.WhyNot(system) ?? (system.Equations.FirstOrDefault(e => LinearForm.TryCollect(e.Rhs, e.Name) is null) is { } refused
            ? $"d{refused.Name}/dt cannot be written as A*{refused.Name} + B with '{refused.Name}' in A and B only inside functions"
            : null);

    public IntegrationStep Step(EquationSystem system) => new([], [.. system.Equations.Select(e => new NamedExpr(e.Name, Next(e)))]);

    private static Expr Next(DifferentialEquation equation)
    {
        var (x, dt) = (new Name(equation.Name), new Name("dt"));
        var (a, b) = LinearForm.TryCollect(equation.Rhs, x.Id)
            ?? throw new UnreachableException($"exponential_euler steps d{x.Id}/dt, which it refuses.");

        // A x + B is the right side; as the user wrote it, it takes the fewest operations.
        return Simplify((a, b) switch
        {
            (Number { Value: 0 }, _) => x + dt * equation.Rhs,
            (_, Number { Value: 0 }) => x * new Call("exp", [a * dt]),
            _ => x + dt * new Call(IIntegrator.StepExprel, [a * dt]) * equation.Rhs,
        });
    }
}
