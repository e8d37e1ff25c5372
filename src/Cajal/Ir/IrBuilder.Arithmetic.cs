using System.Diagnostics;
using Cajal.Ir.Maths;

namespace Cajal.Ir;

/// <content>Numbers. Booleans count as 0 and 1; an integer meets a real as a real.</content>
internal sealed partial class IrBuilder
{
    public Node Add(Node a, Node b)
    {
        (a, b) = Promote(a, b);
        if (a.Type == IrType.Real && a.Op == Op.Multiply) { return FusedMultiplyAdd(a.Operands[0], a.Operands[1], b); }
        if (a.Type == IrType.Real && b.Op == Op.Multiply) { return FusedMultiplyAdd(b.Operands[0], b.Operands[1], a); }
        return Sum(a, b);
    }

    public Node Subtract(Node a, Node b)
    {
        (a, b) = Promote(a, b);
        return (a, b) switch
        {
            ({ Type: IrType.Integer }, _) or ({ Op: Op.Multiply }, { Op: Op.Multiply }) => Difference(a, b),
            ({ Op: Op.Multiply }, _) => FusedMultiplyAdd(a.Operands[0], a.Operands[1], Negate(b)),
            (_, { Op: Op.Multiply }) => FusedMultiplyAdd(b.Operands[0], Negate(b.Operands[1]), a),
            _ => Difference(a, b),
        };
    }

    public Node Multiply(Node a, Node b)
    {
        (a, b) = Promote(a, b);
        return (a, b) switch
        {
            _ when IsNumber(b, 1) => a,
            _ when IsNumber(a, 1) => b,
            _ when IsNumber(b, -1) => Negate(a),
            _ when IsNumber(a, -1) => Negate(b),
            ({ Op: Op.Negate }, { Op: Op.Negate }) => Multiply(a.Operands[0], b.Operands[0]),
            ({ Op: Op.Negate }, { Op: Op.Literal }) => Multiply(a.Operands[0], Negate(b)),
            ({ Op: Op.Literal }, { Op: Op.Negate }) => Multiply(Negate(a), b.Operands[0]),
            _ => Make(Op.Multiply, a.Type, a, b),
        };
    }

    /// <summary>True division: of reals, whatever the operands are.</summary>
    public Node Divide(Node a, Node b)
    {
        (a, b) = (ToReal(a), ToReal(b));
        if (Quotient.TryWithoutDivision(this, a, b) is not { } quotient) { return Make(Op.Divide, IrType.Real, a, b); }
        return quotient.Op == Op.Select ? WithOrigin("/", [a, b], quotient) : quotient;
    }

    public Node Negate(Node a)
    {
        a = ToNumber(a);
        return a switch
        {
            { Op: Op.Negate } => a.Operands[0],
            { Op: Op.Subtract } => Make(Op.Subtract, a.Type, a.Operands[1], a.Operands[0]),
            { Op: Op.Multiply } when a.Operands[1].Op == Op.Literal => Multiply(a.Operands[0], Negate(a.Operands[1])),
            _ => Make(Op.Negate, a.Type, a),
        };
    }

    /// <summary>a·b + c with one rounding, of reals.</summary>
    public Node FusedMultiplyAdd(Node a, Node b, Node c)
    {
        (a, b, c) = (ToReal(a), ToReal(b), ToReal(c));
        if (IsNumber(b, 1)) { return Sum(a, c); }
        if (IsNumber(a, 1)) { return Sum(b, c); }
        if (IsNumber(b, -1)) { return Difference(c, a); }
        if (IsNumber(a, -1)) { return Difference(c, b); }
        if (IsNumber(c, 0)) { return Multiply(a, b); }
        // One order of the factors, and one place for a negation, where backends look for it.
        var isNegated = (a.Op == Op.Negate) != (b.Op == Op.Negate);
        (a, b) = (a.Op == Op.Negate ? a.Operands[0] : a, b.Op == Op.Negate ? b.Operands[0] : b);
        if (ComesAfter(a, b)) { (a, b) = (b, a); }
        if (isNegated && b.Op == Op.Literal) { b = Negate(b); } else if (isNegated) { a = Negate(a); }
        return Make(Op.FusedMultiplyAdd, IrType.Real, a, b, c);
    }

    public Node SquareRoot(Node a) => Make(Op.SquareRoot, IrType.Real, ToReal(a));

    public Node Absolute(Node a)
    {
        a = ToNumber(a);
        return a.Type == IrType.Real ? Make(Op.Absolute, IrType.Real, a) : Select(Less(a, Integer(0)), Negate(a), a);
    }

    /// <summary>The greatest integer not above a, as a real.</summary>
    public Node FloorToReal(Node a) => Make(Op.Floor, IrType.Real, ToReal(a));

    /// <summary>The least integer not below a, as a real.</summary>
    public Node CeilingToReal(Node a) => Make(Op.Ceiling, IrType.Real, ToReal(a));

    /// <summary>The smaller of two; the first if the second is NaN.</summary>
    public Node Minimum(Node a, Node b)
    {
        (a, b) = Promote(a, b);
        return Select(Less(b, a), b, a);
    }

    /// <summary>The greater of two; the first if the second is NaN.</summary>
    public Node Maximum(Node a, Node b)
    {
        (a, b) = Promote(a, b);
        return Select(Less(a, b), b, a);
    }

    /// <summary>low if x &lt; low, else high if x &gt; high, else x (a NaN too).</summary>
    public Node Clip(Node x, Node low, Node high)
    {
        var type = Widest(Widest(ToNumber(x).Type, ToNumber(low).Type), ToNumber(high).Type);
        (x, low, high) = (ToType(x, type), ToType(low, type), ToType(high, type));
        return Select(Less(x, low), low, Select(Less(high, x), high, x));
    }

    /// <summary>a, or 0 where a is subnormal: what decays for ever would else slow the processor down sixfold when it gets there.</summary>
    public Node FlushSubnormal(Node a) => Select(Less(Absolute(a), Real(Format.SmallestNormal)), Real(0), a);

    /// <summary>⌊a/b⌋, an integer for integers, else a real.</summary>
    public Node FloorDivide(Node a, Node b) => WithOrigin("floor_divide", [a, b], Division.Floor(this, a, b));

    /// <summary>a − b·⌊a/b⌋: the sign is that of the divisor.</summary>
    public Node Modulo(Node a, Node b) => WithOrigin("modulo", [a, b], Division.Modulo(this, a, b));

    /// <summary>a to the power of b; an integer for an integer base and a small non-negative integer literal.</summary>
    public Node Power(Node a, Node b)
    {
        var power = Maths.Power.Of(this, a, b);
        return power.Op == Op.SelectRare ? WithOrigin("power", [a, b], power) : power;
    }

    /// <summary>a + b, never contracted.</summary>
    internal Node Sum(Node a, Node b)
    {
        (a, b) = Promote(a, b);
        if (IsNumber(b, 0)) { return a; }
        if (IsNumber(a, 0)) { return b; }
        if (b.Op == Op.Negate) { return Make(Op.Subtract, a.Type, a, b.Operands[0]); }
        if (a.Op == Op.Negate) { return Make(Op.Subtract, a.Type, b, a.Operands[0]); }
        return Make(Op.Add, a.Type, a, b);
    }

    /// <summary>a − b, never contracted.</summary>
    internal Node Difference(Node a, Node b)
    {
        (a, b) = Promote(a, b);
        if (IsNumber(b, 0)) { return a; }
        if (b.Op == Op.Literal) { return Make(Op.Add, a.Type, a, Negate(b)); }
        return b.Op == Op.Negate ? Sum(a, b.Operands[0]) : Make(Op.Subtract, a.Type, a, b);
    }

    /// <summary>The nearest real number; 1 or 0 for a boolean.</summary>
    public Node ToReal(Node a) => a.Type switch
    {
        IrType.Real => a,
        IrType.Integer => Make(Op.Convert, IrType.Real, a),
        _ => Select(a, Real(1), Real(0)),
    };

    /// <summary>Truncated towards zero; out of range, the nearest integer; 0 for a NaN.</summary>
    public Node ToInteger(Node a) => a.Type switch
    {
        IrType.Integer => a,
        IrType.Real => a.Op == Op.Convert ? a.Operands[0] : Make(Op.Convert, IrType.Integer, a),
        _ => Select(a, Integer(1), Integer(0)),
    };

    /// <summary>Whether a number is not zero.</summary>
    public Node ToBoolean(Node a) => a.Type switch
    {
        IrType.Boolean => a,
        IrType.Integer => NotEqual(a, Integer(0)),
        _ => NotEqual(a, Real(0)),
    };

    private Node ToNumber(Node a) => a.Type == IrType.Boolean ? ToInteger(a) : a;

    private Node ToType(Node a, IrType type) => type switch
    {
        IrType.Real => ToReal(a),
        IrType.Integer => ToInteger(a),
        _ => ToBoolean(a),
    };

    private (Node A, Node B) Promote(Node a, Node b)
    {
        (a, b) = (ToNumber(a), ToNumber(b));
        var type = Widest(a.Type, b.Type);
        return (ToType(a, type), ToType(b, type));
    }

    private static IrType Widest(IrType a, IrType b) => (a, b) switch
    {
        (IrType.Real, _) or (_, IrType.Real) => IrType.Real,
        (IrType.Integer, _) or (_, IrType.Integer) => IrType.Integer,
        _ => IrType.Boolean,
    };

    private static bool IsNumber(Node node, double value) => node.Op == Op.Literal && node.Type switch
    {
        IrType.Real => node.Constant == value,
        IrType.Integer => node.Bits == value,
        _ => throw new UnreachableException("IR builder: a boolean among numbers"),
    };
}
