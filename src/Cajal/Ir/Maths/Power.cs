using static Cajal.Ir.Maths.Term;

namespace Cajal.Ir.Maths;

/// <summary>aᵇ: by multiplication, by a square root, or by exp(b·ln a).</summary>
internal static class Power
{
    /// <summary>Beyond this exponent multiplication would round more often than exp(b·ln a).</summary>
    private const int LargestByMultiplication = 8;

    public static Node Of(IrBuilder ir, Node a, Node b)
    {
        double? exponent = b.Op != Op.Literal ? null : b.Type == IrType.Real ? b.Constant : b.Bits;
        if (exponent is { } number && Math.Abs(number) <= LargestByMultiplication)
        {
            switch (number)
            {
                case 0.5: return ir.SquareRoot(a);
                case -0.5: return ir.Divide(ir.Real(1), ir.SquareRoot(a));
                case >= 0 when double.IsInteger(number):
                    var power = Repeated(ir, b.Type == IrType.Real ? ir.ToReal(a) : a, (int)number);
                    return b.Type == IrType.Real ? ir.ToReal(power) : power;
                case < 0 when double.IsInteger(number):
                    return ir.Divide(ir.Real(1), Repeated(ir, ir.ToReal(a), (int)-number));
            }
        }

        return General(new(ir, ir.ToReal(a)), new(ir, ir.ToReal(b))).Node;
    }

    private static Node Repeated(IrBuilder ir, Node a, int exponent)
    {
        if (exponent == 0) { return ir.Integer(1); }
        if (exponent == 1) { return a; }
        var half = Repeated(ir, a, exponent / 2);
        var square = ir.Multiply(half, half);
        return exponent % 2 == 0 ? square : ir.Multiply(square, a);
    }

    /// <summary>exp(b·ln a), with ln a and the product as sums of two.</summary>
    private static Term General(Term a, Term b)
    {
        var (exponent, small) = Logarithm(a, b, a.Integer(0));
        var isPlain = (a >= a.Ir.Format.SmallestNormal) & (a < double.PositiveInfinity) & !Exponential.IsBeyondRange(exponent);
        return Rarely(!isPlain, FullRange(a, b), Exponential.ExpInRange(exponent, small));
    }

    /// <summary>b·(ln a + scale·ln 2) of a normal a, as a sum of two.</summary>
    private static (Term Product, Term Small) Logarithm(Term a, Term b, Term scale)
    {
        var (high, low) = Maths.Logarithm.HighAndLow(a, scale);
        var product = b * high;
        return (product, Fma(b, low, Fma(b, high, -product)));
    }

    /// <summary>Every a and b, with the special values of IEEE 754's pow.</summary>
    private static Term FullRange(Term a, Term b)
    {
        var (one, zero, infinity) = (a.Literal(1), a.Literal(0), a.Literal(double.PositiveInfinity));
        var size = a.Absolute;
        var isSubnormal = size < a.Ir.Format.SmallestNormal;
        var (upscale, upscaleBits) = (a.Of(18014398509481984, 33554432), (long)a.Of(-54, -25));
        var (product, small) = Logarithm(
            Where(isSubnormal, size * upscale, size), b, Where(isSubnormal, a.Integer(upscaleBits), a.Integer(0)));
        var limit = a.Of(800, 120);
        var finite = Exponential.Exp(product.Clip(-limit, limit), Where(product.Absolute < limit, small, zero));

        var isExtreme = size.Is(0) | size.Is(infinity) | b.Absolute.Is(infinity);
        var grows = (size > 1).Is(b > 0);
        var magnitude = Where(isExtreme, Where(size.Is(1), one, Where(grows, infinity, zero)), finite);

        var isInteger = b.Floor.Is(b);
        var half = b * 0.5;
        var isOdd = isInteger & !half.Floor.Is(half) & (b.Absolute < infinity);
        var signed = magnitude.TurnSign(Where(isOdd, a.SignBit, a.Integer(0)));
        var real = Where((a < 0) & !(isInteger | isExtreme), a.Literal(double.NaN), signed);
        var number = Where(a.IsNaN | b.IsNaN, a + b, real);
        return Where(b.Is(0) | a.Is(1), one, number);
    }
}
