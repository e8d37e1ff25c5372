using static Cajal.Ir.Maths.Term;

namespace Cajal.Ir.Maths;

/// <summary>ln x, log₁₀ x and ln(1 + x), by x = 2ᵏ·(1 + f) with √½ ≤ 1 + f ≤ √2, and ln(1 + f) = 2 artanh(s), s = f/(2 + f).</summary>
internal static class Logarithm
{
    /// <summary>(2 artanh(s)/s − 2)/s² of s² ≤ 0.02946; error relative to 2: 2.5e-18 (degree 6), 1.7e-9 (degree 2).</summary>
    private static readonly Polynomial Tail = new(
        [0.6666666666666735, 0.39999999999411967, 0.28571428743052746, 0.22222198498966336, 0.181835684750147, 0.1531393733111021, 0.14797149999446157],
        [0.6666677573954698, 0.3997757677228696, 0.298715257484079]);

    /// <summary>As <see cref="Tail"/>, (Tail(s²) − 2/3)/s²; error relative to 2: 1.6e-22 (degree 7), 1.7e-11 (degree 2).</summary>
    private static readonly Polynomial FineTail = new(
        [0.3999999999999998, 0.2857142857144298, 0.2222222221795843, 0.1818181882681457, 0.15384559422734503, 0.13336231510619098, 0.11676365696469089, 0.1197745397830906],
        [0.40000152475918094, 0.28547101344146175, 0.23419398299560984]);

    /// <summary>ln x.</summary>
    public static Term Log(Term x) => OverAllReals(x, (scaled, exponent) =>
    {
        var (k, f) = Split(scaled);
        return Sum(k + exponent, f, null);
    });

    /// <summary>log₁₀ x, exact at the powers of ten.</summary>
    public static Term Log10(Term x) => OverAllReals(x, (scaled, exponent) =>
    {
        var (high, low) = HighAndLow(scaled, exponent);
        var inverse = x.Of(0.4342944819032518, 0.4342944920063019);
        return Fma(high, inverse, Fma(low, inverse, high * x.Of(1.098319650216765e-17, -1.0103049952192578e-08)));
    });

    /// <summary>ln(1 + x), accurate for small x too.</summary>
    public static Term Log1p(Term x)
    {
        var u = 1 + x;
        var added = u - 1;
        var lost = (1 - (u - added)) + (x - added);
        var (k, f) = Split(u);
        var rare = Where(x.Is(-1), x.Literal(double.NegativeInfinity), Where(x < -1, x.Literal(double.NaN), x));
        return Rarely(!((x > -1) & (x < double.PositiveInfinity)), rare, Sum(k, f, lost / u));
    }

    /// <summary>ln x + exponent·ln 2 of a normal x as a sum of two, with about 64 (single: 34) bits.</summary>
    public static (Term High, Term Low) HighAndLow(Term x, Term exponent)
    {
        var (kInteger, f) = Split(x);
        var k = (kInteger + exponent).ToReal;

        // s = f/(2 + f) to twice the precision.
        var divisor = 2 + f;
        var s = f / divisor;
        var sLow = Fma(-s, f - (divisor - 2), Fma(-s, divisor, f)) / divisor;

        // 2 artanh(s) = 2s + s³·(2/3 + s²·fine): every factor as a sum of two.
        var z = s * s;
        var zLow = Fma(s, s, -z) + 2 * s * sLow;
        var (third, thirdLow) = FastSum(x.Literal(x.Of(0.6666666666666666, 0.6666666865348816)), z * FineTail.At(z));
        thirdLow += x.Of(3.700743415417188e-17, -1.9868215517249155e-08);
        var cube = s * z;
        var cubeLow = Fma(s, zLow, Fma(sLow, z, Fma(s, z, -cube)));
        var term = cube * third;
        var termLow = Fma(cube, thirdLow, Fma(cubeLow, third, Fma(cube, third, -term)));

        var (sum, sumLow) = FastSum(k * x.Of(0.6931471805598903, 0.693145751953125), 2 * s);
        var (high, highLow) = FastSum(sum, term);
        var low = highLow + (sumLow + (Fma(k, x.Of(5.497923018708371e-14, 1.428606765330187e-06), 2 * sLow) + termLow));
        return FastSum(high, low);
    }

    /// <summary>A logarithm that holds for normal numbers, carried over to subnormals, 0, negatives, ∞ and NaN.</summary>
    private static Term OverAllReals(Term x, Func<Term, Term, Term> ofNormal)
    {
        var (scale, exponent) = (x.Of(18014398509481984, 33554432), x.Of(-54, -25));
        var isNormal = (x >= x.Ir.Format.SmallestNormal) & (x < double.PositiveInfinity);
        var isSubnormal = (x > 0) & (x < x.Ir.Format.SmallestNormal);
        var limit = Where(x.Is(0), x.Literal(double.NegativeInfinity), Where(x < 0, x.Literal(double.NaN), x));
        var rare = Where(isSubnormal, ofNormal(x * scale, x.Integer((long)exponent)), limit);
        return Rarely(!isNormal, rare, ofNormal(x, x.Integer(0)));
    }

    /// <summary>k (an integer) and f of a normal x.</summary>
    private static (Term K, Term F) Split(Term x)
    {
        var k = (x.Bits - x.Literal(0.7071067811865476).Bits) >> x.Ir.Format.FractionBits;
        return (k, (x.Bits - (k << x.Ir.Format.FractionBits)).FromBits - 1);
    }

    /// <summary>k·ln 2 + ln(1 + f) + small, largest last.</summary>
    private static Term Sum(Term kInteger, Term f, Term? small)
    {
        var k = kInteger.ToReal;
        var s = f / (2 + f);
        var z = s * s;
        var half = 0.5 * f * f;
        var tail = s * Fma(z, Tail.At(z), half);
        var low = k * f.Of(5.497923018708371e-14, 1.428606765330187e-06);
        if (small is { } correction) { low += correction; }
        return Fma(k, f.Of(0.6931471805598903, 0.693145751953125), f - (half - (tail + low)));
    }

    /// <summary>a + b and what its rounding lost, for |a| ≥ |b| or a = 0.</summary>
    private static (Term Sum, Term Low) FastSum(Term a, Term b)
    {
        var sum = a + b;
        return (sum, b - (sum - a));
    }
}
