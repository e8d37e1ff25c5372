using static Cajal.Ir.Maths.Term;

namespace Cajal.Ir.Maths;

/// <summary>arcsin, arccos and arctan.</summary>
internal static class InverseTrigonometric
{
    /// <summary>(arcsin y − y)/y³ of y² ≤ 1/4; relative error 1.5e-17 (degree 11), 5.0e-9 (degree 4).</summary>
    private static readonly Polynomial Arcsine = new(
        [0.16666666666665375, 0.07500000000344881, 0.044642856821888253, 0.03038195939926174, 0.022371751849437172, 0.017359796907429843, 0.01388433866596231, 0.01217501536825882, 0.006503221490346133, 0.019595114985834643, -0.01632784294959718, 0.031982437091551165],
        [0.1666675416199166, 0.07495231871691427, 0.045478414200451706, 0.02414071368820304, 0.042230944698334244]);

    /// <summary>(arctan y − y)/y³ of y² ≤ 0.1717; relative error 1.3e-18 (degree 10), 6.7e-10 (degree 4).</summary>
    private static readonly Polynomial Arctangent = new(
        [-0.333333333333332, 0.1999999999995378, -0.14285714280216047, 0.1111111078443298, -0.09090897785360277, 0.07692060695707788, -0.0666310934855098, 0.05847926401827349, -0.05039464501963819, 0.03806842302782196, -0.017911216785415074],
        [-0.33333315613970493, 0.1999849237672435, -0.1424386432306977, 0.10595904855435126, -0.06082784677217328]);

    /// <summary>Above ½: arcsin x = π/2 − 2 arcsin √((1 − x)/2).</summary>
    public static Term Arcsin(Term x)
    {
        var (isSmall, y, arcsin) = HalfAngle(x);
        var large = HalfPi(x) - (Fma(arcsin, 2, -HalfPiLow(x)));
        return Where(isSmall, arcsin, large.TurnSign(x.SignBit));
    }

    /// <summary>arccos x = π/2 − arcsin x; above ½ 2 arcsin √((1 − x)/2), below −½ π minus that of −x.</summary>
    public static Term Arccos(Term x)
    {
        var (isSmall, y, arcsin) = HalfAngle(x);
        var nearZero = HalfPi(x) - (arcsin - HalfPiLow(x));
        var nearMinusOne = 2 * (HalfPi(x) - (arcsin - HalfPiLow(x)));
        return Where(isSmall, nearZero, Where(x < 0, nearMinusOne, 2 * arcsin));
    }

    /// <summary>arctan x as π/2 − arctan(1/x) above tan(3π/8), as π/4 + arctan((x − 1)/(x + 1)) above tan(π/8).</summary>
    public static Term Arctan(Term x)
    {
        var size = x.Absolute;
        var (isSmall, isMiddle) = (size < 0.41421356237309503, size < 2.414213562373095);
        var one = x.Literal(1);
        var y = Where(isSmall, size, Where(isMiddle, size - 1, -one)) / Where(isSmall, one, Where(isMiddle, size + 1, size));
        var square = y * y;
        var tail = Arctangent.At(square) * (square * y);
        var (quarter, quarterLow) = (HalfPi(x) * 0.5, HalfPiLow(x) * 0.5);
        var offset = Where(isSmall, x.Literal(0), Where(isMiddle, quarter, HalfPi(x)));
        var offsetLow = Where(isSmall, x.Literal(0), Where(isMiddle, quarterLow, HalfPiLow(x)));
        return (offset + (y + (tail + offsetLow))).TurnSign(x.SignBit);
    }

    /// <summary>Whether |x| ≤ ½; x or else √((1 − |x|)/2); and its arcsine.</summary>
    private static (Term IsSmall, Term Y, Term Arcsin) HalfAngle(Term x)
    {
        var isSmall = x.Absolute <= 0.5;
        var half = Fma(x.Absolute, -0.5, 0.5);
        var square = Where(isSmall, x * x, half);
        var y = Where(isSmall, x, half.SquareRoot);
        return (isSmall, y, Fma(Arcsine.At(square), square * y, y));
    }

    private static Term HalfPi(Term x) => x.Literal(x.Of(1.5707963267948966, 1.5707963705062866));

    private static Term HalfPiLow(Term x) => x.Literal(x.Of(6.123233995736766e-17, -4.371138828673793e-08));
}
