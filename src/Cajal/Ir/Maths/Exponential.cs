using static Cajal.Ir.Maths.Term;

namespace Cajal.Ir.Maths;

/// <summary>eˣ, eˣ − 1 and (eˣ − 1)/x, by x = k·ln 2 + r with |r| ≤ ln 2 / 2.</summary>
internal static class Exponential
{
    private const double Log2E = 1.4426950408889634;

    /// <summary>(eʳ − 1 − r)/r² on |r| ≤ 0.347; error relative to eʳ − 1: 1.9e-17 (degree 9), 1.4e-8 (degree 4).</summary>
    private static readonly Polynomial Tail = new(
        [0.5000000000000006, 0.16666666666666585, 0.041666666666575966, 0.008333333333391759, 0.001388888893187086, 0.00019841269714957963, 2.4801504871281092e-05, 2.755741047835858e-06, 2.762620788003855e-07, 2.505306593161035e-08],
        [0.49999998292952147, 0.1666654319317875, 0.041667164963144154, 0.008366599685425491, 0.0013884634084879298]);

    /// <summary>((eˣ − 1)/x − 1)/x on −1 ≤ x ≤ 1/4; error relative to (eˣ − 1)/x: 5.7e-18 (degree 11), 1.5e-8 (degree 5).</summary>
    private static readonly Polynomial RelativeTail = new(
        [0.5000000000000001, 0.1666666666666677, 0.04166666666666049, 0.008333333333253699, 0.0013888888889081333, 0.00019841270016553004, 2.480159145243579e-05, 2.755725474295062e-06, 2.755280204621199e-07, 2.4963463613906394e-08, 1.9990919949522546e-09, 1.1366642668850417e-10],
        [0.4999999878141568, 0.1666675209103178, 0.0416687618569426, 0.008322477659042567, 0.0013450420041788028, 0.00014436133537727827]);

    /// <summary>eˣ; of x + small, where small only corrects the result, if it is given.</summary>
    public static Term Exp(Term x, Term? small = null)
    {
        var (shifted, power) = Reduced(x, small);
        return Rarely(IsBeyondRange(x), FullRange(x, shifted, power), Scaled(power, shifted));
    }

    /// <summary>As <see cref="Exp"/>, for |x| below the limit of <see cref="IsBeyondRange"/>.</summary>
    public static Term ExpInRange(Term x, Term? small = null)
    {
        var (shifted, power) = Reduced(x, small);
        return Scaled(power, shifted);
    }

    /// <summary>eˣ − 1, accurate for small x too.</summary>
    public static Term Expm1(Term x) =>
        Rarely(IsBeyondRange(x), Where(x < 0, x.Literal(-1), Exp(x)), Expm1InRange(x));

    /// <summary>eˣ − 1 for |x| below the limit of <see cref="IsBeyondRange"/>.</summary>
    public static Term Expm1InRange(Term x)
    {
        var (shifted, remainder) = Reduce(x);
        var partial = Fma(Tail.At(remainder), remainder * remainder, remainder);
        var scale = ((shifted.Bits << x.Ir.Format.FractionBits) + x.Integer(x.Ir.Format.One)).FromBits;
        return Fma(partial, scale, scale - 1);
    }

    /// <summary>(eˣ − 1)/x, and 1 at 0.</summary>
    public static Term Exprel(Term x)
    {
        var common = Where(x.Is(0), x.Literal(1), Expm1InRange(x) / x);
        return Rarely(!(x.Absolute < x.Of(700, 85)), ExprelFarOut(x), common);
    }

    /// <summary>1/exprel(x) with one division: x/(eˣ − 1), and 1 at 0.</summary>
    public static Term InverseExprel(Term x)
    {
        var common = Where(x.Is(0), x.Literal(1), x / Expm1InRange(x));
        return Rarely(!(x.Absolute < x.Of(700, 85)), 1 / ExprelFarOut(x), common);
    }

    /// <summary>
    /// The same where nearly always −4 ≤ x ≤ 1, as in the step of exponential Euler, x += dt·f(x)·exprel(−dt/τ): the common case needs
    /// neither an exponential nor a division. With p = exprel(h), exprel(2h) = p·(1 + eʰ)/2 = p + p·(p·h/2), here twice from h = x/4.
    /// </summary>
    public static Term ExprelNearZero(Term x)
    {
        var quarter = x * 0.25;
        var ofQuarter = Fma(RelativeTail.At(quarter), quarter, 1);
        var ofHalf = Fma(ofQuarter * (x * 0.125), ofQuarter, ofQuarter);
        var common = Fma(ofHalf * quarter, ofHalf, ofHalf);
        return Rarely(!((x + 1.5).Absolute <= 2.5), Exprel(x), common);
    }

    private static Term ExprelFarOut(Term x)
    {
        var half = Exp(x * 0.5);
        return Where(x > x.Of(720, 95), x.Literal(double.PositiveInfinity), Where(x > 0, half / x * half, -1 / x));
    }

    /// <summary>Beyond ±708 (single: ±86), where the exponent of the result or of an intermediate might not fit, or NaN.</summary>
    public static Term IsBeyondRange(Term x) => !(x.Absolute < x.Of(708, 86));

    /// <summary>k, as the lowest bits of a shifted number, and x − k·ln 2.</summary>
    private static (Term Shifted, Term Remainder) Reduce(Term x)
    {
        var shift = x.Ir.Format.RoundingShift;
        var shifted = Fma(x, Log2E, shift);
        var k = shifted - shift;
        var remainder = Fma(k, x.Of(-0.6931471805599453, -0.6931471824645996), x);
        return (shifted, Fma(k, x.Of(-2.3190468138462996e-17, 1.9046542121259336e-09), remainder));
    }

    /// <summary>k, as the lowest bits of a shifted number, and eʳ.</summary>
    private static (Term Shifted, Term Power) Reduced(Term x, Term? small)
    {
        var (shifted, remainder) = Reduce(x);
        if (small is { } correction) { remainder += correction; }
        return (shifted, Fma(Fma(Tail.At(remainder), remainder, 1), remainder, 1));
    }

    private static Term Scaled(Term power, Term shifted) => (power.Bits + (shifted.Bits << power.Ir.Format.FractionBits)).FromBits;

    /// <summary>eʳ·2ᵏ with the scale in two steps, so that results overflow to ∞ and round to subnormals and 0 as they should.</summary>
    private static Term FullRange(Term x, Term shifted, Term power)
    {
        var k = shifted.Bits - x.Literal(x.Ir.Format.RoundingShift).Bits;
        var half = k >> 1;
        var scaled = power * PowerOfTwo(half) * PowerOfTwo(k - half);
        return Where(x > x.Of(710, 89), x.Literal(double.PositiveInfinity), Where(x < x.Of(-746, -104), x.Literal(0), scaled));
    }

    private static Term PowerOfTwo(Term k) => ((k << k.Ir.Format.FractionBits) + k.Integer(k.Ir.Format.One)).FromBits;
}
