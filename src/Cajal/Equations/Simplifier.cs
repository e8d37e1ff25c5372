namespace Cajal.Equations;

/// <summary>School algebra on expressions, so that the steps of a method print as a paper would write them and cost no needless operation.</summary>
/// <remarks>
/// Numbers are folded and collected in front of products, signs are pulled outwards, neutral elements vanish, equal denominators cancel.
/// A product with 0 is 0: an infinite or undefined other factor is not looked for. Functions other than sqrt and abs stay,
/// so that their values are those that kernels compute. The rules commute and regroup products with numbers; sums keep their order.
/// </remarks>
internal static class Simplifier
{
    /// <summary>Integers past this size would not survive 32-bit lanes; they stay as they are written.</summary>
    private const double LargestInteger = int.MaxValue;

    /// <summary>The expression in simpler form.</summary>
    public static Expr Simplify(Expr e) => Simplify(e, static _ => null);

    /// <summary>The expression in simpler form, with names replaced that have a value.</summary>
    public static Expr Simplify(Expr e, Func<string, double?> valueOf) => e switch
    {
        Name n => valueOf(n.Id) is { } value ? new Number(value) : n,
        _ => Combine(e.MapOperands(operand => Simplify(operand, valueOf))),
    };

    /// <summary>The number that the expression is, given the values of names; null when it depends on anything else.</summary>
    public static double? ValueOf(Expr e, Func<string, double?> valueOf) => Simplify(e, valueOf) is Number n ? n.Value : null;

    /// <summary>a + b.</summary>
    public static Expr Add(Expr a, Expr b) => (a, b) switch
    {
        (Number x, Number y) when Fold(x, y, x.Value + y.Value) is { } sum => sum,
        (Number { Value: 0 }, _) => b,
        (_, Number { Value: 0 }) => a,
        (_, Unary { Operator: UnaryOperator.Negate } m) => Subtract(a, m.Operand),
        (_, Number { Value: < 0 } n) => Subtract(a, Negate(n)),
        (Unary { Operator: UnaryOperator.Negate } m, _) => Subtract(b, m.Operand),
        (Binary { Operator: BinaryOperator.Add, Right: Number x } s, Number y) => Add(s.Left, Add(x, y)),
        (Binary { Operator: BinaryOperator.Subtract, Right: Number x } d, Number y) => Add(d.Left, Subtract(y, x)),
        _ => a + b,
    };

    /// <summary>a − b.</summary>
    public static Expr Subtract(Expr a, Expr b) => (a, b) switch
    {
        (Number x, Number y) when Fold(x, y, x.Value - y.Value) is { } difference => difference,
        (Number { Value: 0 }, _) => Negate(b),
        (_, Number { Value: 0 }) => a,
        (_, Unary { Operator: UnaryOperator.Negate } m) => Add(a, m.Operand),
        (_, Number { Value: < 0 } n) => Add(a, Negate(n)),
        (Binary { Operator: BinaryOperator.Add, Right: Number x } s, Number y) => Add(s.Left, Subtract(x, y)),
        (Binary { Operator: BinaryOperator.Subtract, Right: Number x } d, Number y) => Subtract(d.Left, Add(x, y)),
        _ => a - b,
    };

    /// <summary>−a.</summary>
    public static Expr Negate(Expr a) => a switch
    {
        Number n => n with { Value = 0 - n.Value },
        Unary { Operator: UnaryOperator.Negate } m => m.Operand,
        Binary { Operator: BinaryOperator.Subtract } d => Subtract(d.Right, d.Left),
        _ => -a,
    };

    /// <summary>a · b.</summary>
    public static Expr Multiply(Expr a, Expr b) => (a, b) switch
    {
        (Number x, Number y) when Fold(x, y, x.Value * y.Value) is { } product => product,
        (Number { Value: 0 }, _) or (_, Number { Value: 0 }) => new Number(0),
        (Number { Value: 1 }, _) => b,
        (_, Number { Value: 1 }) => a,
        (Unary { Operator: UnaryOperator.Negate } m, _) => Negate(Multiply(m.Operand, b)),
        (_, Unary { Operator: UnaryOperator.Negate } m) => Negate(Multiply(a, m.Operand)),
        (Number { Value: < 0 } n, not Number) => Negate(Multiply(Negate(n), b)),
        (not Number, Number n) => Multiply(n, a),
        (Number x, Binary { Operator: BinaryOperator.Multiply, Left: Number y } p) when Fold(x, y, x.Value * y.Value) is { } product => Multiply(product, p.Right),
        (Number x, Binary { Operator: BinaryOperator.Divide, Left: Number y } q) => Divide(Multiply(x, y), q.Right),
        (Binary { Operator: BinaryOperator.Multiply, Left: Number n, Right: not Number } p, _) => Multiply(n, Multiply(p.Right, b)),
        (not Number, Binary { Operator: BinaryOperator.Multiply, Left: Number n, Right: not Number } p) => Multiply(n, Multiply(a, p.Right)),
        (Binary { Operator: BinaryOperator.Divide, Left: Number { Value: 1 } } q, _) => Divide(b, q.Right),
        (_, Binary { Operator: BinaryOperator.Divide, Left: Number { Value: 1 } } q) => Divide(a, q.Right),
        _ => a * b,
    };

    /// <summary>a / b.</summary>
    public static Expr Divide(Expr a, Expr b) => (a, b) switch
    {
        (_, Number { Value: 1 }) => a,
        (Number x, Number { Value: not 0 } y) => new Number(x.Value / y.Value),
        (Number { Value: 0 }, not Number) => new Number(0),
        (Unary { Operator: UnaryOperator.Negate } m, _) => Negate(Divide(m.Operand, b)),
        (_, Unary { Operator: UnaryOperator.Negate } m) => Negate(Divide(a, m.Operand)),
        (Number { Value: < 0 } n, not Number) => Negate(Divide(Negate(n), b)),
        (Binary { Operator: BinaryOperator.Divide } p, Binary { Operator: BinaryOperator.Divide } q) when p.Right.Equals(q.Right) => Divide(p.Left, q.Left),
        _ => a / b,
    };

    /// <summary>a to the power b.</summary>
    public static Expr Power(Expr a, Expr b) => (a, b) switch
    {
        (_, Number { Value: 0 }) => new Number(1),
        (_, Number { Value: 1 }) => a,
        (Number x, Number { Value: 0.5 }) when x.Value >= 0 => new Number(Math.Sqrt(x.Value)),
        (Number x, Number { Value: > 0 and <= 16 } n) when double.IsInteger(n.Value) => Multiply(x, Power(x, n with { Value = n.Value - 1 })),
        (Number { Value: not 0 }, Number { Value: >= -16 and < 0 } n) when double.IsInteger(n.Value) => Divide(new Number(1), Power(a, Negate(n))),
        _ => new Binary(BinaryOperator.Power, a, b),
    };

    private static Expr Combine(Expr e) => e switch
    {
        Unary { Operator: UnaryOperator.Negate } m => Negate(m.Operand),
        Binary { Operator: BinaryOperator.Add } s => Add(s.Left, s.Right),
        Binary { Operator: BinaryOperator.Subtract } d => Subtract(d.Left, d.Right),
        Binary { Operator: BinaryOperator.Multiply } p => Multiply(p.Left, p.Right),
        Binary { Operator: BinaryOperator.Divide } q => Divide(q.Left, q.Right),
        Binary { Operator: BinaryOperator.Power } p => Power(p.Left, p.Right),
        Call { Function: "sqrt", Arguments: [Number { Value: >= 0 } n] } => new Number(Math.Sqrt(n.Value)),
        Call { Function: "abs", Arguments: [Number n] } => n with { Value = Math.Abs(n.Value) },
        Call { Function: "exp", Arguments: [Number { Value: 0 }] } => new Number(1),
        Call { Function: "exprel", Arguments: [Number { Value: 0 }] } => new Number(1),
        _ => e,
    };

    /// <summary>The folded number, an integer where both operands are; null when an integer grew too large.</summary>
    private static Number? Fold(Number a, Number b, double value) =>
        a.IsInteger && b.IsInteger ? Math.Abs(value) <= LargestInteger ? new Number(value, IsInteger: true) : null : new Number(value);
}
