using System.Diagnostics.CodeAnalysis;

namespace Cajal.Ir.Maths;

/// <summary>
/// A node with operators, for writing mathematical functions as formulas. Every operator rounds by itself: nothing is contracted, so
/// that error terms come out as written. A double beside a term is a literal of the term's type.
/// </summary>
[SuppressMessage("Usage", "CA2231:Overload operator equals on overriding value type Equals", Justification = "A record struct has them.")]
internal readonly record struct Term(IrBuilder Ir, Node Node)
{
    public static Term operator +(Term a, Term b) => new(a.Ir, a.Ir.Sum(a.Node, b.Node));

    public static Term operator +(Term a, double b) => a + a.Literal(b);

    public static Term operator +(double a, Term b) => b.Literal(a) + b;

    public static Term operator -(Term a, Term b) => new(a.Ir, a.Ir.Difference(a.Node, b.Node));

    public static Term operator -(Term a, double b) => a - a.Literal(b);

    public static Term operator -(double a, Term b) => b.Literal(a) - b;

    public static Term operator *(Term a, Term b) => new(a.Ir, a.Ir.Multiply(a.Node, b.Node));

    public static Term operator *(Term a, double b) => a * a.Literal(b);

    public static Term operator *(double a, Term b) => b * a;

    public static Term operator /(Term a, Term b) => new(a.Ir, a.Ir.Divide(a.Node, b.Node));

    public static Term operator /(double a, Term b) => b.Literal(a) / b;

    public static Term operator -(Term a) => new(a.Ir, a.Ir.Negate(a.Node));

    public static Term operator <(Term a, Term b) => new(a.Ir, a.Ir.Less(a.Node, b.Node));

    public static Term operator <(Term a, double b) => a < a.Literal(b);

    public static Term operator >(Term a, Term b) => b < a;

    public static Term operator >(Term a, double b) => a.Literal(b) < a;

    public static Term operator <=(Term a, Term b) => new(a.Ir, a.Ir.LessOrEqual(a.Node, b.Node));

    public static Term operator <=(Term a, double b) => a <= a.Literal(b);

    public static Term operator >=(Term a, Term b) => b <= a;

    public static Term operator >=(Term a, double b) => a.Literal(b) <= a;

    public static Term operator !(Term a) => new(a.Ir, a.Ir.Not(a.Node));

    public static Term operator |(Term a, Term b) => new(a.Ir, a.Ir.Or(a.Node, b.Node));

    public static Term operator &(Term a, Term b) => new(a.Ir, a.Ir.And(a.Node, b.Node));

    public static Term operator <<(Term a, int bits) => new(a.Ir, a.Ir.ShiftLeft(a.Node, bits));

    public static Term operator >>(Term a, int bits) => new(a.Ir, a.Ir.ShiftRightArithmetic(a.Node, bits));

    /// <summary>The bits of a real as an integer.</summary>
    public Term Bits => new(Ir, Ir.Reinterpret(IrType.Integer, Node));

    /// <summary>The real that has these bits.</summary>
    public Term FromBits => new(Ir, Ir.Reinterpret(IrType.Real, Node));

    public Term ToReal => new(Ir, Ir.ToReal(Node));

    public Term Absolute => new(Ir, Ir.Absolute(Node));

    public Term SquareRoot => new(Ir, Ir.SquareRoot(Node));

    public Term Floor => new(Ir, Ir.FloorToReal(Node));

    public Term IsNaN => !Is(this);

    /// <summary>a·b + c with one rounding.</summary>
    public static Term Fma(Term a, Term b, Term c) => new(a.Ir, a.Ir.FusedMultiplyAdd(a.Node, b.Node, c.Node));

    public static Term Fma(Term a, double b, Term c) => Fma(a, a.Literal(b), c);

    public static Term Fma(Term a, Term b, double c) => Fma(a, b, a.Literal(c));

    public static Term Fma(Term a, double b, double c) => Fma(a, a.Literal(b), a.Literal(c));

    /// <summary>ifTrue where the condition holds, else ifFalse.</summary>
    public static Term Where(Term condition, Term ifTrue, Term ifFalse) =>
        new(condition.Ir, condition.Ir.Select(condition.Node, ifTrue.Node, ifFalse.Node));

    /// <summary>common, unless the condition holds, which is rare.</summary>
    public static Term Rarely(Term condition, Term rare, Term common) =>
        new(condition.Ir, condition.Ir.SelectRare(condition.Node, rare.Node, common.Node));

    /// <summary>Equality of numbers: false for a NaN.</summary>
    public Term Is(Term other) => new(Ir, Ir.Equal(Node, other.Node));

    public Term Is(double other) => Is(Literal(other));

    public Term And(long bits) => new(Ir, Ir.Bitwise(Op.And, Node, Ir.Integer(bits)));

    public Term Xor(Term other) => new(Ir, Ir.Bitwise(Op.Xor, Node, other.Node));

    public Term Or(Term other) => new(Ir, Ir.Bitwise(Op.Or, Node, other.Node));

    public Term Clip(double low, double high) => new(Ir, Ir.Clip(Node, Literal(low).Node, Literal(high).Node));

    /// <summary>The sign bit alone, in place, as an integer.</summary>
    public Term SignBit => Bits.And(Ir.Precision == Precision.Double ? long.MinValue : int.MinValue);

    /// <summary>This number with its sign turned where the bit (an integer, in the place of the sign) is set.</summary>
    public Term TurnSign(Term signBit) => Bits.Xor(signBit).FromBits;

    /// <summary>A literal of this term's type.</summary>
    public Term Literal(double value) => new(Ir, Node.Type == IrType.Integer ? Ir.Integer((long)value) : Ir.Real(value));

    /// <summary>An integer literal.</summary>
    public Term Integer(long value) => new(Ir, Ir.Integer(value));

    /// <summary>The value for this term's precision.</summary>
    public double Of(double inDouble, double inSingle) => Ir.Precision == Precision.Double ? inDouble : inSingle;
}
