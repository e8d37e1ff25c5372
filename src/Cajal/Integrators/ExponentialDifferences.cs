using System.Collections.Immutable;
using Cajal.Equations;
using static Cajal.Equations.Simplifier;

namespace Cajal.Integrators;

/// <summary>
/// Writes divided differences of the exponential, e[a] = exp(a) and e[a, ..., z] = (e[b, ..., z] − e[a, ..., y])/(z − a), for points that are only known
/// in a run and may lie together: they are what a chain of linear equations hands on (McCurdy, Ng and Parlett 1984, Math. Comput. 43:501).
/// </summary>
/// <remarks>Points that lie within 1 are developed in a series, others are divided by 1 at least, so a difference costs some three bits. Nothing overflows before the result does.</remarks>
internal sealed class ExponentialDifferences
{
    /// <summary>Terms of the series; within a distance of 1 the first that is left out is below 1e-17 of the sum.</summary>
    private const int Terms = 18;

    private readonly ImmutableArray<NamedExpr>.Builder _temporaries = ImmutableArray.CreateBuilder<NamedExpr>();
    private readonly Dictionary<Expr, Name> _names = [];

    /// <summary>What has been written so far, in order.</summary>
    public ImmutableArray<NamedExpr> Temporaries => _temporaries.ToImmutable();

    /// <summary>Gives a value a name; a value that has one gets the same.</summary>
    public Expr Define(Expr value)
    {
        if (value is Number or Name) { return value; }
        if (!_names.TryGetValue(value, out var name))
        {
            _names.Add(value, name = new($"_e{_names.Count + 1}"));
            _temporaries.Add(new(name.Id, value));
        }

        return name;
    }

    /// <summary>The divided difference at any points.</summary>
    public Expr Of(params IEnumerable<Expr> points)
    {
        Expr[] sorted = [.. points.Select(Define)];
        for (var end = sorted.Length - 1; end > 0; end--)
        {
            for (var k = 0; k < end; k++)
            {
                var (a, b) = (sorted[k], sorted[k + 1]);
                (sorted[k], sorted[k + 1]) = (Define(Smaller(a, b)), Define(Larger(a, b)));
            }
        }

        return OfSorted(sorted);
    }

    /// <summary>The divided difference at ascending points of which the first and the last differ by 1 at least.</summary>
    public Expr OfSpread(params ReadOnlySpan<Expr> x) => Divide(Subtract(OfSorted(x[1..]), OfSorted(x[..^1])), Define(Subtract(x[^1], x[0])));

    /// <summary>The divided difference at 0 and at some points z up to 1 away from it, complex ones included.</summary>
    /// <param name="symmetric">The elementary symmetric polynomials of the z: their sum, the sum of the products of two, and so on.</param>
    /// <remarks>
    /// Σ h_k/(k + n)! over the complete symmetric polynomials h of the n points, which follow h_k = e₁ h_k₋₁ − e₂ h_k₋₂ + ..., summed from the end (Clenshaw 1955).
    /// </remarks>
    public Expr Series(IReadOnlyList<Expr> symmetric)
    {
        var n = symmetric.Count;
        var sums = Enumerable.Repeat<Expr>(0, Terms + n).ToArray();
        for (var k = Terms - 1; k >= 0; k--)
        {
            Expr sum = 1 / Enumerable.Range(1, k + n).Aggregate(1.0, (product, factor) => product * factor);
            for (var j = 0; j < n; j++)
            {
                var term = Multiply(symmetric[j], sums[k + j + 1]);
                sum = j % 2 == 0 ? Add(sum, term) : Subtract(sum, term);
            }

            sums[k] = Define(sum);
        }

        return sums[0];
    }

    public static Expr Smaller(Expr a, Expr b) => new Call("clip", [a, double.NegativeInfinity, b]);

    public static Expr Larger(Expr a, Expr b) => new Call("clip", [a, b, double.PositiveInfinity]);

    private Expr OfSorted(ReadOnlySpan<Expr> x)
    {
        var last = x[^1];
        var scale = Define(Simplify(new Call("exp", [last])));
        if (x.Length == 1) { return scale; }
        if (x.Length == 2) { return Define(Multiply(scale, new Call("exprel", [Subtract(x[0], last)]))); }

        var together = Multiply(scale, Series(Symmetric([.. x[..^1].ToArray().Select(z => Define(Subtract(z, last)))])));
        var isTogether = new Binary(BinaryOperator.Less, Define(Subtract(last, x[0])), 1);
        return Define(new Call(IIntegrator.Where, [isTogether, together, OfSpread(x)]));
    }

    /// <summary>The elementary symmetric polynomials of some points, without the first, which is 1.</summary>
    private Expr[] Symmetric(Expr[] points)
    {
        var result = Enumerable.Repeat<Expr>(0, points.Length + 1).ToArray();
        result[0] = 1;
        foreach (var z in points)
        {
            for (var k = points.Length; k > 0; k--) { result[k] = Define(Add(result[k], Multiply(z, result[k - 1]))); }
        }

        return result[1..];
    }
}
