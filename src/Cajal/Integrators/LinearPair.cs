using Cajal.Equations;
using static Cajal.Equations.Simplifier;

namespace Cajal.Integrators;

/// <summary>The exact advance of two variables that act on each other, X' = Z X + f exp(l τ) over τ = 0 ... 1, whatever the eigenvalues s ± √q of Z are.</summary>
/// <remarks>
/// <code>
/// X(1) = (C + S (Z − s)) X + (S − E adj(Z − l)) f
/// C = exp(s) cosh √q,  S = exp(s) sinh(√q)/√q,  E = e[l, s − √q, s + √q]
/// </code>
/// All three are entire in q: with ω = √−q they are those of the cosine and the sine, so real, equal and complex eigenvalues are one formula with two ways to
/// write it. Nothing is divided by an eigenvalue or by the determinant, which may be zero. E, a divided difference: <see cref="ExponentialDifferences"/>.
/// </remarks>
internal sealed class LinearPair
{
    /// <summary>In place of a smaller −q, where sin(ω)/ω is 1.</summary>
    private const double LeastSquare = 1e-30;

    private readonly ExponentialDifferences _write;
    private readonly Expr[,] _z;
    private readonly Expr _mean, _square, _root, _frequency, _c, _s;

    /// <param name="write">Where temporaries go.</param>
    /// <param name="z">The matrix, times the duration.</param>
    public LinearPair(ExponentialDifferences write, Expr[,] z)
    {
        (_write, _z) = (write, z);
        _mean = write.Define(Divide(Add(z[0, 0], z[1, 1]), 2));
        var half = write.Define(HalfDifference(0));
        _square = write.Define(Add(Multiply(half, half), Multiply(z[0, 1], z[1, 0])));
        _root = write.Define(Function("sqrt", ExponentialDifferences.Larger(_square, 0)));
        _frequency = write.Define(Function("sqrt", ExponentialDifferences.Larger(Negate(_square), LeastSquare)));
        var (scale, greatest) = (write.Define(Function("exp", _mean)), write.Define(Function("exp", Add(_mean, _root))));
        _c = write.Define(Choose(scale * Function("cos", _frequency), (greatest + Function("exp", Subtract(_mean, _root))) / 2));
        _s = write.Define(Choose(scale * Function("sin", _frequency) / _frequency, greatest * Function("exprel", -2 * _root)));
    }

    /// <summary>What a variable becomes by itself and its partner.</summary>
    /// <param name="row">Which of the two.</param>
    /// <param name="own">Its value.</param>
    /// <param name="other">The value of its partner.</param>
    public Expr Next(int row, Expr own, Expr other) =>
        Add(Multiply(_c, own), Multiply(_s, Add(Multiply(HalfDifference(row), own), Multiply(_z[row, 1 - row], other))));

    /// <summary>What a drive adds to a variable.</summary>
    /// <param name="row">Which of the two.</param>
    /// <param name="rate">The rate l of the drive, times the duration.</param>
    /// <param name="own">The drive of the variable, times the duration.</param>
    /// <param name="other">The drive of its partner, times the duration.</param>
    public Expr Driven(int row, Expr rate, Expr own, Expr other)
    {
        var across = Subtract(Multiply(Subtract(_z[1 - row, 1 - row], rate), own), Multiply(_z[row, 1 - row], other));
        return Subtract(Multiply(_s, own), Multiply(Difference(rate), across));
    }

    /// <summary>E.</summary>
    private Expr Difference(Expr rate)
    {
        var (l, distance) = (_write.Define(rate), _write.Define(Subtract(_mean, rate)));
        var (low, high) = (_write.Define(Subtract(_mean, _root)), _write.Define(Add(_mean, _root)));
        var apart = Choose(
            (Function("exp", l) - _c + distance * _s) / (distance * distance + _frequency * _frequency),
            _write.OfSpread(
                _write.Define(ExponentialDifferences.Smaller(l, low)), _write.Define(new Call("clip", [l, low, high])), _write.Define(ExponentialDifferences.Larger(l, high))));
        var together = Function("exp", l) * _write.Series([_write.Define(Multiply(2, distance)), _write.Define(distance * distance - _square)]);
        var isTogether = new Binary(BinaryOperator.Less, Function("abs", distance) + Function("sqrt", Function("abs", _square)), 1);
        return _write.Define(new Call(IIntegrator.Where, [isTogether, together, apart]));
    }

    /// <summary>Half the difference of the diagonal, from a row's point of view.</summary>
    private Expr HalfDifference(int row) => Divide(Subtract(_z[row, row], _z[1 - row, 1 - row]), 2);

    private Call Choose(Expr complex, Expr real) => new(IIntegrator.Where, [new Binary(BinaryOperator.Less, _square, 0), complex, real]);

    private static Call Function(string name, Expr argument) => new(name, [argument]);
}
