using System.Collections.Immutable;
using Cajal.Equations;
using static Cajal.Equations.Simplifier;

namespace Cajal.Integrators;

/// <summary>
/// Rewrites a step so that it costs fewer operations. Constants become numbers, and the numbers of a product one coefficient:
/// <c>(El - v + R*I)/tau</c> is <c>50.0*(-0.06 - v + 4e7*I)</c>. A coefficient goes into a sum whose terms all have one.
/// Parameters under the bar divide the coefficient, <c>0.0001/tau*(...)</c>, which can then be computed once a run. Gaps such as that of <c>x/(exp(x) - 1)</c> at 0 are closed.
/// </summary>
/// <remarks>
/// Values differ from the textbook form by a few roundings of their last digits; differences of neighbours, such as <c>v - El</c>, are kept as they are written.
/// What jumps (comparisons, floor, functions of the program) is left alone, so that it jumps at the same values.
/// </remarks>
internal sealed class Coefficients
{
    /// <summary>A coefficient larger than this or smaller than its reciprocal comes too near the limits of single precision; such a product stays as it is.</summary>
    private const double Largest = 1e30;

    private static readonly ImmutableHashSet<string> s_continuous =
    [
        "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "exp", "log", "log10", "log1p", "expm1", "exprel",
        "sqrt", "abs", "clip", IIntegrator.StepExprel,
    ];

    private readonly EquationSystem _system;

    private Coefficients(EquationSystem system) => _system = system;

    /// <summary>The step of a system with its numbers gathered.</summary>
    public static IntegrationStep Gather(IntegrationStep step, EquationSystem system)
    {
        Coefficients coefficients = new(system);
        return new(Named(step.Temporaries), Named(step.Updates), step.Iteration is { } i
            ? i with
            {
                Temporaries = Named(i.Temporaries),
                Carried = [.. i.Carried.Select(c => c with { Start = coefficients.Gather(c.Start), Next = coefficients.Gather(c.Next) })],
            }
            : null);

        ImmutableArray<NamedExpr> Named(ImmutableArray<NamedExpr> values) => [.. values.Select(v => v with { Value = coefficients.Gather(v.Value) })];
    }

    private Expr Gather(Expr e)
    {
        switch (e)
        {
            case Name n when _system.ConstantOf(n.Id) is { } value: return value;
            case Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } or Unary { Operator: UnaryOperator.Negate }: return GatherProduct(e);
            case Binary { Operator: BinaryOperator.Add or BinaryOperator.Subtract } b:
                var (left, right) = (Gather(b.Left), Gather(b.Right));
                return ReferenceEquals(left, b.Left) && ReferenceEquals(right, b.Right) ? b : b.Operator == BinaryOperator.Add ? Add(left, right) : Subtract(left, right);
            case Binary { Operator: BinaryOperator.Power } p: return p with { Left = Gather(p.Left) };
            case Call { Function: IIntegrator.Where, Arguments: [var condition, var a, var b] } c: return c with { Arguments = [condition, Gather(a), Gather(b)] };
            case Call c when s_continuous.Contains(c.Function): return c.MapOperands(Gather);
            default: return e;
        }
    }

    private Expr GatherProduct(Expr e)
    {
        var written = Factors.Of(e);
        written.RemoveSingularities();
        Factors gathered = new();
        gathered.Include(written.Number, isBelow: false);
        foreach (var factor in written.Above) { gathered.Include(Gather(factor), isBelow: false); }
        foreach (var factor in written.Below) { gathered.Include(Gather(factor), isBelow: true); }
        return Math.Abs(gathered.Number) is > 1 / Largest and < Largest ? Product(gathered.Number, gathered.Above, gathered.Below) : e;
    }

    private Expr Product(double coefficient, List<Expr> factors, List<Expr> divisors)
    {
        // Parameters divide the coefficient, variables the whole; without factors that is the same.
        Expr? parameters = null, variables = null;
        foreach (var divisor in divisors)
        {
            ref var place = ref factors.Count == 0 || IsParameter(divisor) ? ref parameters : ref variables;
            place = place is null ? divisor : place * divisor;
        }

        for (var k = 0; k < factors.Count && parameters is null; k++)
        {
            if (TryScale(factors[k], coefficient) is not { } scaled) { continue; }
            (factors[k], coefficient) = (scaled, 1);
            break;
        }

        Expr product = Math.Abs(coefficient);
        if (parameters is not null) { product = Divide(product, parameters); }
        foreach (var factor in factors) { product = product is Number ? Multiply(product, factor) : product * factor; }
        if (variables is not null) { product = Divide(product, variables); }
        return coefficient < 0 ? Negate(product) : product;
    }

    private bool IsParameter(Expr e) => e is Name n ? _system.IsConstantOverStep(n.Id) : e.Operands.All(IsParameter);

    /// <summary>A sum times a number, where that costs nothing; null anywhere else.</summary>
    private static Expr? TryScale(Expr e, double scale) => e switch
    {
        Binary { Operator: BinaryOperator.Add } s when TryScaleTerm(s.Left, scale) is { } left && TryScaleTerm(s.Right, scale) is { } right => Add(left, right),
        Binary { Operator: BinaryOperator.Subtract } d when TryScaleTerm(d.Left, scale) is { } left && TryScaleTerm(d.Right, scale) is { } right => Subtract(left, right),
        _ => null,
    };

    private static Expr? TryScaleTerm(Expr term, double scale) => term switch
    {
        Number n => n.Value * scale,
        Unary { Operator: UnaryOperator.Negate } m => TryScaleTerm(m.Operand, -scale),
        Binary { Operator: BinaryOperator.Multiply } p when TryScaleTerm(p.Left, scale) is { } left => Multiply(left, p.Right),
        Binary { Operator: BinaryOperator.Divide } q when TryScaleTerm(q.Left, scale) is { } left => Divide(left, q.Right),
        _ => TryScale(term, scale),
    };
}
