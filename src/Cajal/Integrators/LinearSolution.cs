using System.Collections.Immutable;
using Cajal.Equations;
using static Cajal.Equations.Simplifier;

namespace Cajal.Integrators;

/// <summary>The exact solution of X' = M X + B over a time, as one new value for each variable.</summary>
/// <remarks>
/// Each variable is solved together with those that it follows. Where their part of M and the time are numbers, the propagators P and Φ of
/// X(t) = P X + Φ B are computed now, for any M, and a step is a few multiplications by numbers. Otherwise the solution is written with the symbols:
/// <code>
/// x' = a x            x exp(a t)
/// x' = (x∞ − x)/τ     x + (x − x∞) expm1(−t/τ)
/// x' = a x + b        x + t exprel(a t) (a x + b)
/// + c g, g' = l g     ... + c g D,  D = ∫ exp(a (t−s)) exp(l s) ds = t exp(max(a, l) t) exprel(−|a − l| t)
/// </code>
/// None of them divides by a coefficient, so a = 0 and a = l are right, an elapsed time of 0 changes nothing, and
/// a long one cannot overflow. The last form is the divided difference of the exponential (McCurdy, Ng and Parlett 1984).
/// </remarks>
internal sealed class LinearSolution
{
    private readonly LinearSystem _system;
    private readonly Expr _time;
    private readonly Func<string, double?> _valueOf;

    private LinearSolution(LinearSystem system, Expr time, Func<string, double?> valueOf) => (_system, _time, _valueOf) = (system, time, valueOf);

    /// <summary>The values after a time, in the order of the variables; null when there is no such formula, with the coupling that is in the way.</summary>
    public static ImmutableArray<NamedExpr>? After(Expr time, LinearSystem system, Func<string, double?> valueOf, out string? whyNot)
    {
        var solution = new LinearSolution(system, time, valueOf);
        var dependencies = new Dependencies(system.Variables.Length, system.Couples);
        var updates = ImmutableArray.CreateBuilder<NamedExpr>();
        for (var i = 0; i < system.Variables.Length; i++)
        {
            var closure = dependencies.ClosureOf(i);
            whyNot = null;
            if ((solution.ByNumbers(i, closure) ?? solution.BySymbols(i, closure, out whyNot)) is not { } update) { return null; }
            updates.Add(new(system.Variables[i], update));
        }

        whyNot = null;
        return updates.DrainToImmutable();
    }

    /// <summary>The new value of a variable by the propagators of its closure; null when these are no numbers.</summary>
    private Expr? ByNumbers(int variable, int[] closure)
    {
        if (ValueOf(_time, _valueOf) is not { } time) { return null; }

        var m = new double[closure.Length, closure.Length];
        for (var i = 0; i < closure.Length; i++)
        {
            for (var j = 0; j < closure.Length; j++)
            {
                if (ValueOf(_system.Matrix[closure[i]][closure[j]], _valueOf) is not { } value) { return null; }
                m[i, j] = value;
            }
        }

        var (p, phi) = MatrixExponential.Propagators(m, time);
        var row = Array.IndexOf(closure, variable);
        Expr next = 0;
        var offset = 0.0;
        for (var j = 0; j < closure.Length; j++)
        {
            next = Add(next, Multiply(p[row, j], Variable(closure[j])));
            if (ValueOf(Offset(closure[j]), _valueOf) is { } number) { offset += phi[row, j] * number; }
            else { next = Add(next, Multiply(phi[row, j], Offset(closure[j]))); }
        }

        return Add(next, offset);
    }

    /// <summary>The new value of a variable by closed form; null, with the coupling that is in the way, when there is none.</summary>
    private Expr? BySymbols(int i, int[] closure, out string? whyNot)
    {
        var next = Alone(i);
        foreach (var j in closure.Where(j => j != i && _system.Couples(i, j)))
        {
            if (closure.Where(k => k != j && _system.Couples(j, k)).Select(k => (int?)k).FirstOrDefault() is { } k)
            {
                whyNot = CouplingInTheWay(i, j, k);
                return null;
            }

            if (Equilibrium(j) is not { } rest)
            {
                whyNot = $"'{Id(j)}' drives '{Id(i)}' and has itself a drive, but no resting value that is free of a division by a coefficient";
                return null;
            }

            next = Add(next, Driven(i, j, rest));
        }

        whyNot = null;
        return next;
    }

    private string CouplingInTheWay(int i, int j, int k)
    {
        var coupling = k == i ? $"'{Id(i)}' and '{Id(j)}' act on each other" : $"'{Id(i)}' is driven by '{Id(j)}', which is driven by '{Id(k)}'";
        return $"{coupling}, and the coefficients or the time are not numbers for the whole run";
    }

    /// <summary>The new value of a variable that nothing drives.</summary>
    private Expr Alone(int i)
    {
        var (x, a, b) = (Variable(i), Rate(i), Offset(i));
        return (a, b) switch
        {
            (Number { Value: 0 }, _) => Add(x, Multiply(_time, b)),
            (_, Number { Value: 0 }) => Multiply(x, Exp(a)),
            _ when Equilibrium(i) is { } rest => Add(x, Multiply(Subtract(x, rest), Function("expm1", Multiply(a, _time)))),
            _ => Add(x, Multiply(Multiply(_time, Exprel(a)), Add(Multiply(a, x), b))),
        };
    }

    /// <summary>c ∫ exp(a (t−s)) g(s) ds over the time, for a driver g that relaxes to a rest.</summary>
    /// <remarks>Factors without a state variable stand together, so that they are computed once.</remarks>
    private Expr Driven(int i, int j, Expr rest)
    {
        var (a, l, c) = (Rate(i), Rate(j), _system.Matrix[i][j]);
        var transient = a.Equals(l)
            ? Multiply(_time, Exp(a))
            : Multiply(Multiply(_time, Exp(Larger(a, l))), Exprel(Negate(Function("abs", Subtract(a, l)))));
        return Add(Multiply(Subtract(Variable(j), rest), Multiply(c, transient)), Multiply(rest, Multiply(c, Multiply(_time, Exprel(a)))));
    }

    /// <summary>The value at which a variable alone would stay; null when writing it takes a division by something that may be zero.</summary>
    private Expr? Equilibrium(int i) => (Rate(i), Offset(i)) switch
    {
        (_, Number { Value: 0 } zero) => zero,
        (Number { Value: not 0 } a, var b) => Negate(Divide(b, a)),
        (var a, var b) when WithoutSign(a) is Binary { Operator: BinaryOperator.Divide, Left: Number { Value: not 0 }, Right: var tau }
            && WithoutSign(b) is Binary { Operator: BinaryOperator.Divide, Right: var same }
            && tau.Equals(same) => Negate(Divide(b, a)),
        _ => null,
    };

    private static Expr WithoutSign(Expr e) => e is Unary { Operator: UnaryOperator.Negate } m ? m.Operand : e;

    private static Expr Larger(Expr a, Expr b) => Divide(Add(Add(a, b), Function("abs", Subtract(a, b))), 2);

    private Expr Exp(Expr rate) => Function("exp", Multiply(rate, _time));

    private Expr Exprel(Expr rate) => Function("exprel", Multiply(rate, _time));

    private static Expr Function(string name, Expr argument) => Simplify(new Call(name, [argument]));

    private string Id(int i) => _system.Variables[i];

    private Name Variable(int i) => new(Id(i));

    private Expr Rate(int i) => _system.Matrix[i][i];

    private Expr Offset(int i) => _system.Offsets[i];
}
