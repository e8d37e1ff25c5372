using Cajal.Equations;
using static Cajal.Equations.Simplifier;

namespace Cajal.Integrators;

/// <summary>The derivative of an expression by a name, in closed form.</summary>
internal static class Derivative
{
    /// <summary>The derivative; null when the name is an argument of a function whose derivative is not known (a function of the program that the model was given).</summary>
    /// <remarks>Steps (floor, sign, int, conditions) have the slope 0, and corners (abs, clip) that of the side where the argument is.</remarks>
    public static Expr? Of(Expr e, string x) => e switch
    {
        _ when !e.Mentions(x) => 0,
        Name => 1,
        Unary { Operator: UnaryOperator.Negate } m => Of(m.Operand, x) is { } slope ? Negate(slope) : null,
        Binary b => Of(b.Left, x) is { } left && Of(b.Right, x) is { } right ? OfBinary(b, left, right, x) : null,
        Call c => OfCall(c, x),
        _ => null,
    };

    private static Expr? OfBinary(Binary b, Expr left, Expr right, string x) => b.Operator switch
    {
        BinaryOperator.Add => Add(left, right),
        BinaryOperator.Subtract => Subtract(left, right),
        BinaryOperator.Multiply => Add(Multiply(left, b.Right), Multiply(b.Left, right)),
        BinaryOperator.Divide => b.Right.Mentions(x)
            ? Divide(Subtract(left, Multiply(Divide(b.Left, b.Right), right)), b.Right)
            : Divide(left, b.Right),
        BinaryOperator.Power => b.Right.Mentions(x)
            ? Multiply(b, Add(Multiply(right, Function("log", b.Left)), Divide(Multiply(b.Right, left), b.Left)))
            : Multiply(Multiply(b.Right, Power(b.Left, Subtract(b.Right, 1))), left),
        BinaryOperator.Modulo => Subtract(left, Multiply(new Binary(BinaryOperator.FloorDivide, b.Left, b.Right), right)),
        BinaryOperator.FloorDivide => 0,
        _ => null,
    };

    private static Expr? OfCall(Call c, string x)
    {
        if (c.Function is "floor" or "ceil" or "sign" or "int" or "timestep") { return 0; }
        if (c is { Function: "clip", Arguments: [var value, var low, var high] })
        {
            return Of(value, x) is { } inside && Of(low, x) is { } below && Of(high, x) is { } above
                ? Where(new Binary(BinaryOperator.Less, value, low), below, Where(new Binary(BinaryOperator.Greater, value, high), above, inside))
                : null;
        }

        return c.Arguments is [var a] && OfFunction(c.Function, a, c) is { } outer && Of(a, x) is { } inner ? Multiply(outer, inner) : null;
    }

    /// <summary>The derivative of a function by its argument; null when it is not known.</summary>
    private static Expr? OfFunction(string function, Expr a, Call self) => function switch
    {
        "exp" => self,
        "expm1" => Function("exp", a),
        "exprel" => Where(new Binary(BinaryOperator.Less, Function("abs", a), 1e-3), 0.5 + a * (1 / 3.0 + a / 8), (Function("exp", a) - self) / a),
        "log" => Divide(1, a),
        "log10" => Divide(1 / Math.Log(10), a),
        "log1p" => Divide(1, Add(1, a)),
        "sqrt" => Divide(0.5, self),
        "sin" => Function("cos", a),
        "cos" => Negate(Function("sin", a)),
        "tan" => Add(1, self * (Expr)self),
        "sinh" => Function("cosh", a),
        "cosh" => Function("sinh", a),
        "tanh" => Subtract(1, self * (Expr)self),
        "arcsin" => Divide(1, Function("sqrt", 1 - a * a)),
        "arccos" => Negate(Divide(1, Function("sqrt", 1 - a * a))),
        "arctan" => Divide(1, 1 + a * a),
        "abs" => Function("sign", a),
        _ => null,
    };

    private static Call Function(string name, Expr argument) => new(name, [argument]);

    private static Expr Where(Expr condition, Expr a, Expr b) => a.Equals(b) ? a : new Call(IIntegrator.Where, [condition, a, b]);
}
