namespace Cajal.Ir.Maths;

/// <summary>The coefficients, lowest power first, of a minimax polynomial for each precision.</summary>
internal sealed record Polynomial(double[] InDouble, double[] InSingle)
{
    /// <summary>The value at x by Horner's rule.</summary>
    public Term At(Term x)
    {
        var coefficients = x.Ir.Precision == Precision.Double ? InDouble : InSingle;
        var sum = x.Literal(coefficients[^1]);
        foreach (var coefficient in coefficients.Reverse().Skip(1)) { sum = Term.Fma(sum, x, coefficient); }
        return sum;
    }
}
