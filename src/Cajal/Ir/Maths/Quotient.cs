namespace Cajal.Ir.Maths;

/// <summary>Divisions that need no division, which costs as much as ten to thirty other operations.</summary>
internal static class Quotient
{
    /// <summary>a/b for a literal b, or for b = exprel(x); null if there is no way around the division.</summary>
    public static Node? TryWithoutDivision(IrBuilder ir, Node a, Node b)
    {
        if (b.Origin is { Function: "exprel", Arguments: [var x] })
        {
            return ir.Multiply(a, Exponential.InverseExprel(new(ir, ir.ToReal(x))).Node);
        }

        return b.Op == Op.Literal && a.Op != Op.Literal ? ByLiteral(new(ir, a), b.Constant) : null;
    }

    /// <summary>
    /// With the rounded reciprocal r of b and q = a·r, q + r·(a − q·b) is a/b rounded once, as true division would give (P. Markstein,
    /// IBM J. Res. Dev. 34, 1990, theorem 8.3), short of underflow. An infinite q is the result itself. The reciprocal of a power of two
    /// is exact.
    /// </summary>
    private static Node? ByLiteral(Term a, double b)
    {
        var reciprocal = a.Literal(1 / b);
        var size = Math.Abs(reciprocal.Node.Constant);
        if (!(size >= a.Ir.Format.SmallestNormal && size <= 1 / a.Ir.Format.SmallestNormal) || Math.Abs(b) < a.Ir.Format.SmallestNormal) { return null; }
        var quotient = a * reciprocal;
        if (double.IsPow2(Math.Abs(b))) { return quotient.Node; }
        var corrected = Term.Fma(Term.Fma(-quotient, b, a), reciprocal, quotient);
        return Term.Where(quotient.Absolute < double.PositiveInfinity, corrected, quotient).Node;
    }
}
