using static Cajal.Ir.Maths.Term;

namespace Cajal.Ir.Maths;

/// <summary>sinh, cosh and tanh.</summary>
internal static class Hyperbolic
{
    /// <summary>tanh |x| = t/(t + 2) with t = exp(2|x|) − 1; it is 1 to the last bit beyond 22 (single: 10).</summary>
    public static Term Tanh(Term x)
    {
        var limit = x.Literal(x.Of(22, 10));
        var t = Exponential.Expm1InRange(2 * Where(limit < x.Absolute, limit, x.Absolute));
        return (t / (t + 2)).TurnSign(x.SignBit);
    }

    /// <summary>sinh |x| = (t + t/(t + 1))/2 with t = exp|x| − 1.</summary>
    public static Term Sinh(Term x)
    {
        var size = x.Absolute;
        var t = Exponential.Expm1InRange(size);
        return Rarely(IsLarge(size), HalfExp(size), 0.5 * (t + (t / (t + 1)))).TurnSign(x.SignBit);
    }

    /// <summary>cosh x = (e + 1/e)/2 with e = exp|x|.</summary>
    public static Term Cosh(Term x)
    {
        var size = x.Absolute;
        var e = Exponential.ExpInRange(size);
        return Rarely(IsLarge(size), HalfExp(size), 0.5 * (e + (1 / e)));
    }

    private static Term IsLarge(Term size) => !(size < size.Of(700, 85));

    /// <summary>exp(x)/2 without overflow before its time.</summary>
    private static Term HalfExp(Term size)
    {
        var root = Exponential.Exp(0.5 * size);
        return 0.5 * root * root;
    }
}
