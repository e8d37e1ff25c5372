using static Cajal.Ir.Maths.Term;

namespace Cajal.Ir.Maths;

/// <summary>
/// sin, cos and tan, by x = k·π/2 + r with |r| ≤ π/4. Exact to the last digits up to 2⁸⁰ (single: 2³⁴), where neighbouring numbers are
/// millions of periods apart (single: hundreds); beyond, and at ±∞, the result is NaN.
/// </summary>
internal static class Trigonometric
{
    private const double TwoOverPi = 0.6366197723675814;

    /// <summary>(sin r − r)/r³ of r² ≤ 0.625; relative error 3.8e-18 (degree 5), 3.8e-9 (degree 2).</summary>
    private static readonly Polynomial Sine = new(
        [-0.1666666666666663, 0.008333333333321688, -0.00019841269829201972, 2.7557313474083847e-06, -2.505072291853205e-08, 1.5894697637559895e-10],
        [-0.16666654565704872, 0.008332150985749043, -0.00019513337455336668]);

    /// <summary>(cos r − 1 + r²/2)/r⁴ of r² ≤ 0.625; error 5.2e-20 (degree 5), 1.0e-10 (degree 2).</summary>
    private static readonly Polynomial Cosine = new(
        [0.041666666666666595, -0.0013888888888873138, 2.480158728884014e-05, -2.7557314159918077e-07, 2.0875696254510607e-09, -1.1358207629274572e-11],
        [0.04166664608768476, -0.0013887327852652761, 2.4433749432021068e-05]);

    public static Term Sin(Term x) => OverAllReals(x, (r, quadrant) =>
        Where(IsOdd(quadrant), CosOf(r), SinOf(r)).TurnSign(SecondBit(quadrant)));

    public static Term Cos(Term x) => OverAllReals(x, (r, quadrant) =>
        Where(IsOdd(quadrant), SinOf(r), CosOf(r)).TurnSign(SecondBit(quadrant + quadrant.Integer(1))));

    public static Term Tan(Term x) => OverAllReals(x, (r, quadrant) =>
    {
        var (sin, cos, isOdd) = (SinOf(r), CosOf(r), IsOdd(quadrant));
        return (Where(isOdd, cos, sin) / Where(isOdd, sin, cos)).TurnSign(SecondBit(quadrant << 1));
    });

    private static Term OverAllReals(Term x, Func<Term, Term, Term> ofReduced)
    {
        var (r, quadrant) = Reduce(x);
        var (largeR, largeQuadrant) = ReduceLarge(x);
        var large = Where(x.Absolute < x.Of(1.2089258196146292e24, 17179869184), ofReduced(largeR, largeQuadrant), x.Literal(double.NaN));
        return Rarely(!(x.Absolute < x.Of(1099511627776, 131072)), large, ofReduced(r, quadrant));
    }

    /// <summary>
    /// r, and k in the lowest bits of an integer, for |x| ≤ 2⁴⁰ (single: 2¹⁷). x − k·(first part of π/2) is exact: it is a multiple of
    /// that part's last bit and less than 1.
    /// </summary>
    private static (Term R, Term Quadrant) Reduce(Term x)
    {
        var shift = x.Ir.Format.RoundingShift;
        var shifted = Fma(x, TwoOverPi, shift);
        var k = shifted - shift;
        var r = Fma(-k, HalfPi3(x), Fma(-k, HalfPi2(x), Fma(-k, HalfPi1(x), x)));
        return (r, shifted.Bits);
    }

    /// <summary>First takes away a multiple of 2³⁰·π/2 (single: 2¹²·π/2), keeping what rounding loses.</summary>
    private static (Term R, Term Quadrant) ReduceLarge(Term x)
    {
        var shift = x.Ir.Format.RoundingShift;
        var unit = x.Of(1073741824, 4096);
        var many = (Fma(x, TwoOverPi / unit, shift) - shift) * unit;
        var rest = Fma(-many, HalfPi1(x), x);
        var second = many * HalfPi2(x);
        var high = rest - second;
        var taken = rest - high;
        var low = (rest - (high + taken)) + (taken - second);
        low = Fma(-many, HalfPi3(x), low - Fma(many, HalfPi2(x), -second));

        var shifted = Fma(high, TwoOverPi, shift);
        var k = shifted - shift;
        var r = Fma(-k, HalfPi2(x), Fma(-k, HalfPi1(x), high)) + Fma(-k, HalfPi3(x), low);
        return (r, shifted.Bits);
    }

    private static Term HalfPi1(Term x) => x.Literal(x.Of(1.5707963267948966, 1.5707963705062866));

    private static Term HalfPi2(Term x) => x.Literal(x.Of(6.123233995736766e-17, -4.371138828673793e-08));

    private static Term HalfPi3(Term x) => x.Literal(x.Of(-1.4973849048591698e-33, -1.7151245100058819e-15));

    private static Term SinOf(Term r)
    {
        var square = r * r;
        return Fma(Sine.At(square), square * r, r);
    }

    private static Term CosOf(Term r)
    {
        var square = r * r;
        return Fma(Fma(Cosine.At(square), square, -0.5), square, 1);
    }

    private static Term IsOdd(Term quadrant) => quadrant.And(1).Is(1);

    /// <summary>The second bit of the quadrant in the place of a sign.</summary>
    private static Term SecondBit(Term quadrant) => quadrant.And(2) << (int)(quadrant.Of(64, 32) - 2);
}
