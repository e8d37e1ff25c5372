using Cajal.Equations;
using static Cajal.Equations.Simplifier;

namespace Cajal.Integrators;

/// <summary>An expression written as <c>Slope · x + Offset</c>.</summary>
/// <remarks>
/// The test is one of writing, not of mathematics: the expression is multiplied out and its terms are sorted by powers of x.
/// Functions are opaque, so slope and offset may still hold x inside one (<c>exp((v - V_T)/Delta_T)</c>); a method then evaluates them at the old value.
/// </remarks>
internal sealed record LinearForm(Expr Slope, Expr Offset)
{
    /// <summary>Products whose powers of x lie farther apart are not multiplied out: each factor multiplies the number of terms.</summary>
    private const int WidestSpread = 4;

    /// <summary>
    /// Collects an expression in a name; null when it is not worth multiplying out, when another power of the name remains (<c>v**2</c>, <c>sqrt(v)</c>, <c>1/v</c>)
    /// or when it occurs only inside functions (<c>exp(-v)</c>).
    /// </summary>
    public static LinearForm? TryCollect(Expr e, string x)
    {
        if (Collect(Simplify(e), x) is not { } terms || terms.Keys.Any(power => power is not (0 or 1))) { return null; }

        var form = new LinearForm(terms.GetValueOrDefault(1, 0), terms.GetValueOrDefault(0, 0));
        return terms.ContainsKey(1) || !form.Offset.Mentions(x) ? form : null;
    }

    /// <summary>The coefficients of the powers of x; null when a power is not a number (<c>v**n</c>).</summary>
    private static SortedDictionary<double, Expr>? Collect(Expr e, string x) => e switch
    {
        _ when !e.Mentions(x) => Constant(e),
        Name => new() { [1] = 1 },
        Unary { Operator: UnaryOperator.Negate } m => Collect(m.Operand, x) is { } terms ? Map(terms, Negate) : null,
        Binary b when IsArithmetic(b.Operator) => Collect(b.Left, x) is { } left && Collect(b.Right, x) is { } right ? Combine(b, left, right) : null,
        Binary { Operator: BinaryOperator.Power } p => CollectPower(p, p.Left, p.Right, x),
        Call { Function: "sqrt", Arguments: [var radicand] } root => CollectPower(root, radicand, 0.5, x),
        _ => Constant(e),
    };

    private static bool IsArithmetic(BinaryOperator op) =>
        op is BinaryOperator.Add or BinaryOperator.Subtract or BinaryOperator.Multiply or BinaryOperator.Divide;

    private static SortedDictionary<double, Expr>? Combine(
        Binary whole, SortedDictionary<double, Expr> left, SortedDictionary<double, Expr> right) => whole.Operator switch
        {
            BinaryOperator.Add => Sum([.. left, .. right]),
            BinaryOperator.Subtract => Sum([.. left, .. Map(right, Negate)]),
            BinaryOperator.Multiply => Product(left, right),
            _ when right.Count == 1 && right.First() is var (power, divisor) =>
                Sum(left.Select(term => KeyValuePair.Create(term.Key - power, Divide(term.Value, divisor)))),
            // A sum with x below the bar, 1/(1 + v), is opaque like a function.
            _ => Map(left, coefficient => Divide(coefficient, whole.Right)),
        };

    private static SortedDictionary<double, Expr>? CollectPower(Expr whole, Expr radix, Expr exponent, string x)
    {
        if (Collect(radix, x) is not { } terms) { return null; }

        var isMonomial = terms.Count == 1 && !terms.ContainsKey(0);
        return exponent switch
        {
            Number n when isMonomial && terms.First() is var (power, coefficient) => new() { [power * n.Value] = Simplifier.Power(coefficient, n) },
            Number { Value: >= 2 and <= WidestSpread } n when double.IsInteger(n.Value) =>
                Enumerable.Repeat(terms, (int)n.Value - 1).Aggregate((SortedDictionary<double, Expr>?)terms, (power, factor) => power is null ? null : Product(power, factor)),
            not Number when isMonomial && !exponent.Mentions(x) => null,
            _ => Constant(whole),
        };
    }

    private static SortedDictionary<double, Expr> Constant(Expr e) => e is Number { Value: 0 } ? [] : new() { [0] = e };

    private static SortedDictionary<double, Expr> Map(SortedDictionary<double, Expr> terms, Func<Expr, Expr> map) =>
        Sum(terms.Select(term => KeyValuePair.Create(term.Key, map(term.Value))));

    private static SortedDictionary<double, Expr>? Product(SortedDictionary<double, Expr> left, SortedDictionary<double, Expr> right) =>
        Spread(left) + Spread(right) > WidestSpread ? null : Sum(from a in left from b in right select KeyValuePair.Create(a.Key + b.Key, Multiply(a.Value, b.Value)));

    private static double Spread(SortedDictionary<double, Expr> terms) => terms.Count < 2 ? 0 : terms.Last().Key - terms.First().Key;

    private static SortedDictionary<double, Expr> Sum(IEnumerable<KeyValuePair<double, Expr>> terms)
    {
        SortedDictionary<double, Expr> sum = [];
        foreach (var (power, coefficient) in terms)
        {
            sum[power] = sum.TryGetValue(power, out var earlier) ? Add(earlier, coefficient) : coefficient;
            if (sum[power] is Number { Value: 0 }) { sum.Remove(power); }
        }

        return sum;
    }
}
