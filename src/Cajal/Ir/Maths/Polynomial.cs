namespace Cajal.Ir.Maths;

/// <summary>The coefficients, lowest power first, of a minimax polynomial for each precision.</summary>
internal sealed record Polynomial(double[] InDouble, double[] InSingle)
{
    /// <summary>
    /// The value at x, by Horner's rule on the even and on the odd powers. The two chains overlap in time: in a loop whose body is
    /// bound by latency this is a third faster than one chain, at the cost of one multiplication.
    /// </summary>
    public Term At(Term x)
    {
        var coefficients = x.Ir.Precision == Precision.Double ? InDouble : InSingle;
        var square = x * x;
        return Term.Fma(Chain(coefficients, 1, square), x, Chain(coefficients, 0, square));
    }

    /// <summary>The polynomial in x² of every other coefficient.</summary>
    private static Term Chain(double[] coefficients, int first, Term square)
    {
        var last = coefficients.Length - 1 - ((coefficients.Length - 1 - first) % 2);
        var sum = square.Literal(coefficients[last]);
        for (var power = last - 2; power >= 0; power -= 2) { sum = Term.Fma(sum, square, coefficients[power]); }
        return sum;
    }
}
