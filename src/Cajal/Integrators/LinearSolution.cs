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
/// + c g, g' = l g + d h, h' = m h    ... + c g D + c d h t² e[a t, l t, m t], see <see cref="ExponentialDifferences"/>
/// two that act on each other         see <see cref="LinearPair"/>
/// </code>
/// None of them divides by a coefficient, so a = 0 and a = l are right, an elapsed time of 0 changes nothing, and
/// a long one cannot overflow.
/// </remarks>
internal sealed class LinearSolution
{
    /// <summary>Most rates that one after the other may act on a variable, and most ways on which others may; beyond, a step would be long.</summary>
    private const int MostRates = 4, MostWays = 32;

    private readonly LinearSystem _system;
    private readonly Expr _time;
    private readonly Func<string, double?> _valueOf;
    private readonly Dependencies _dependencies;
    private readonly ExponentialDifferences _differences = new();

    private LinearSolution(LinearSystem system, Expr time, Func<string, double?> valueOf)
    {
        (_system, _time, _valueOf) = (system, time, valueOf);
        _dependencies = new(system.Variables.Length, system.Couples);
    }

    /// <summary>The values after a time, in the order of the variables; null when there is no such formula, with the coupling that is in the way.</summary>
    public static IntegrationStep? After(Expr time, LinearSystem system, Func<string, double?> valueOf, out string? whyNot)
    {
        var solution = new LinearSolution(system, time, valueOf);
        var updates = ImmutableArray.CreateBuilder<NamedExpr>();
        for (var i = 0; i < system.Variables.Length; i++)
        {
            var closure = solution._dependencies.ClosureOf(i);
            whyNot = null;
            if ((solution.ByNumbers(i, closure) ?? solution.BySymbols(i, closure, out whyNot)) is not { } update) { return null; }
            updates.Add(new(system.Variables[i], update));
        }

        whyNot = null;
        return new(solution._differences.Temporaries, updates.DrainToImmutable());
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
        int[] members = [.. closure.Where(j => _dependencies.Follows(j, i))];
        int[] drivers = [.. closure.Except(members)];
        var (update, reason) = drivers.FirstOrDefault(j => drivers.Any(k => k != j && _dependencies.Follows(j, k) && _dependencies.Follows(k, j)), -1) is var j and >= 0
            ? (null, $"'{Id(i)}' is driven by '{Id(j)}', which acts on a variable that acts on it")
            : members.Length switch
            {
                1 => InChain(i),
                2 => InPair(i, members, drivers),
                _ => (null, $"{string.Join(" and ", members.Select(m => $"'{Id(m)}'"))} act on each other"),
            };
        whyNot = reason is null ? null : $"{reason}, and the coefficients or the time are not numbers for the whole run";
        return update;
    }

    /// <summary>The new value of a variable that acts on none of those that it follows.</summary>
    private (Expr? Update, string? WhyNot) InChain(int i)
    {
        var ways = DriversOf(i).SelectMany(j => Ways([Rate(i)], _system.Matrix[i][j], j)).Take(MostWays + 1).ToList();
        if (ways.Count > MostWays) { return (null, $"others act on '{Id(i)}' on more than {MostWays} ways"); }
        if (ways.Any(way => way.Rates.Length > MostRates)) { return (null, $"'{Id(i)}' is the end of a chain of more than {MostRates} equations"); }
        // Factors without a state variable stand together, so that they are computed once.
        return (ways.Aggregate(Alone(i), (sum, way) => Add(sum, Multiply(way.Source, Multiply(way.Weight, Response(way.Rates))))), null);
    }

    /// <summary>The ways on which a variable and those that it follows act, through the rates and weights of those behind it.</summary>
    private IEnumerable<(ImmutableArray<Expr> Rates, Expr Weight, Expr Source)> Ways(ImmutableArray<Expr> rates, Expr weight, int j)
    {
        var drivers = DriversOf(j);
        var through = rates.Add(Rate(j));
        var rest = drivers.IsEmpty ? Equilibrium(j) : null;
        yield return (through, weight, rest is null ? Variable(j) : Subtract(Variable(j), rest));
        if ((rest ?? Offset(j)) is not Number { Value: 0 } and var constant) { yield return ((rest is null ? through : rates).Add(0), weight, constant); }
        foreach (var way in drivers.SelectMany(k => Ways(through, Multiply(weight, _system.Matrix[j][k]), k))) { yield return way; }
    }

    /// <summary>∫ ... ∫ of exponentials of the rates, one after the other over the time: their divided difference.</summary>
    private Expr Response(ImmutableArray<Expr> rates) => rates switch
    {
        [var a, var l] when a.Equals(l) => Multiply(_time, Exp(a)),
        [var a, Number { Value: 0 }] => Multiply(_time, Exprel(a)),
        [var a, var l] => Multiply(Multiply(_time, Exp(Larger(a, l))), Exprel(Negate(Function("abs", Subtract(a, l))))),
        _ => Multiply(
            Enumerable.Repeat(_time, rates.Length - 1).Aggregate(Multiply), _differences.Of(rates.Select(rate => Multiply(rate, _time)))),
    };

    /// <summary>The new value of one of two variables that act on each other, and that others may drive.</summary>
    private (Expr? Update, string? WhyNot) InPair(int i, int[] members, int[] drivers)
    {
        if (drivers.FirstOrDefault(j => !DriversOf(j).IsEmpty, -1) is var driven and >= 0)
        {
            return (null, $"'{Id(members[0])}' and '{Id(members[1])}' act on each other and are driven by '{Id(driven)}', which others drive");
        }

        if (drivers.FirstOrDefault(j => Equilibrium(j) is null, -1) is var restless and >= 0)
        {
            return (null, $"'{Id(members[0])}' and '{Id(members[1])}' act on each other and are driven by '{Id(restless)}', which has itself a drive, but no resting value that is free of a division by a coefficient");
        }

        LinearPair pair = new(_differences, new[,]
        {
            { Scaled(members[0], members[0]), Scaled(members[0], members[1]) },
            { Scaled(members[1], members[0]), Scaled(members[1], members[1]) },
        });
        var (row, partner) = i == members[0] ? (0, members[1]) : (1, members[0]);
        var next = pair.Next(row, Variable(i), Variable(partner));
        var (own, other) = (Multiply(_time, Offset(i)), Multiply(_time, Offset(partner)));
        foreach (var j in drivers)
        {
            var (rest, away) = (Equilibrium(j)!, Subtract(Variable(j), Equilibrium(j)!));
            (own, other) = (Add(own, Multiply(Scaled(i, j), rest)), Add(other, Multiply(Scaled(partner, j), rest)));
            next = Add(next, pair.Driven(row, Multiply(Rate(j), _time), Multiply(Scaled(i, j), away), Multiply(Scaled(partner, j), away)));
        }

        var isDriven = (own, other) is not (Number { Value: 0 }, Number { Value: 0 });
        return (isDriven ? Add(next, pair.Driven(row, 0, own, other)) : next, null);

        Expr Scaled(int k, int j) => _differences.Define(Multiply(_system.Matrix[k][j], _time));
    }

    private ImmutableArray<int> DriversOf(int j) => [.. Enumerable.Range(0, _system.Variables.Length).Where(k => k != j && _system.Couples(j, k))];

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
