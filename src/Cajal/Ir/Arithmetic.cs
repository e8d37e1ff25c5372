using System.Diagnostics;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace Cajal.Ir;

/// <summary>
/// What each <see cref="Op"/> means, bit for bit, on one lane. Constants are folded by it, the interpreter runs on it, and every
/// backend must agree with it (but for the payload and sign of a NaN, which no model can see).
/// </summary>
internal static class Arithmetic<TReal, TInteger>
    where TReal : unmanaged, IBinaryFloatingPointIeee754<TReal>
    where TInteger : unmanaged, IBinaryInteger<TInteger>
{
    /// <summary>The result of an operation whose operands are the bits of lanes.</summary>
    public static TInteger Apply(Op op, IrType type, IrType operandType, ReadOnlySpan<TInteger> operands)
    {
        var (a, b, c) = (operands[0], operands.Length > 1 ? operands[1] : default, operands.Length > 2 ? operands[2] : default);
        return op switch
        {
            Op.Select or Op.SelectRare => TInteger.IsZero(a) ? c : b,
            Op.And => a & b,
            Op.Or => a | b,
            Op.Xor => a ^ b,
            Op.Not => ~a,
            Op.ShiftLeft => a << int.CreateTruncating(b),
            Op.ShiftRightArithmetic => a >> int.CreateTruncating(b),
            Op.ShiftRightLogical => a >>> int.CreateTruncating(b),
            Op.Reinterpret => a,
            Op.Convert => type == IrType.Real ? Bits(TReal.CreateTruncating(a)) : TInteger.CreateSaturating(Real(a)),
            _ => operandType == IrType.Real ? OnReals(op, Real(a), Real(b), Real(c)) : OnIntegers(op, a, b),
        };
    }

    public static TReal Real(TInteger bits) => Unsafe.BitCast<TInteger, TReal>(bits);

    public static TInteger Bits(TReal value) => Unsafe.BitCast<TReal, TInteger>(value);

    public static TInteger Mask(bool condition) => condition ? ~TInteger.Zero : TInteger.Zero;

    private static TInteger OnReals(Op op, TReal a, TReal b, TReal c) => op switch
    {
        Op.Add => Bits(a + b),
        Op.Subtract => Bits(a - b),
        Op.Multiply => Bits(a * b),
        Op.Divide => Bits(a / b),
        Op.Negate => Bits(-a),
        Op.FusedMultiplyAdd => Bits(TReal.FusedMultiplyAdd(a, b, c)),
        Op.SquareRoot => Bits(TReal.Sqrt(a)),
        Op.Floor => Bits(TReal.Floor(a)),
        Op.Ceiling => Bits(TReal.Ceiling(a)),
        Op.Absolute => Bits(TReal.Abs(a)),
        Op.Less => Mask(a < b),
        Op.LessOrEqual => Mask(a <= b),
        Op.Equal => Mask(a == b),
        _ => throw new UnreachableException($"IR arithmetic: {op} of reals"),
    };

    private static TInteger OnIntegers(Op op, TInteger a, TInteger b) => op switch
    {
        Op.Add => unchecked(a + b),
        Op.Subtract => unchecked(a - b),
        Op.Multiply => unchecked(a * b),
        Op.Negate => unchecked(-a),
        Op.Less => Mask(a < b),
        Op.LessOrEqual => Mask(a <= b),
        Op.Equal => Mask(a == b),
        _ => throw new UnreachableException($"IR arithmetic: {op} of integers"),
    };
}
