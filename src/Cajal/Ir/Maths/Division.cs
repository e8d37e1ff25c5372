namespace Cajal.Ir.Maths;

/// <summary>Floor division and remainder with the sign of the divisor.</summary>
internal static class Division
{
    /// <summary>⌊a/b⌋. Integers are exact up to 2⁶² (single: 2³⁰).</summary>
    public static Node Floor(IrBuilder ir, Node a, Node b) =>
        IsReal(a, b) ? ir.FloorToReal(ir.Divide(a, b)) : Integers(ir, ir.ToInteger(a), ir.ToInteger(b)).Quotient;

    /// <summary>a − b·⌊a/b⌋; as exact as a/b can tell ⌊a/b⌋ for reals.</summary>
    public static Node Modulo(IrBuilder ir, Node a, Node b) =>
        IsReal(a, b) ? OfReals(new(ir, ir.ToReal(a)), new(ir, ir.ToReal(b))).Node : Integers(ir, ir.ToInteger(a), ir.ToInteger(b)).Remainder;

    private static bool IsReal(Node a, Node b) => a.Type == IrType.Real || b.Type == IrType.Real;

    private static Term OfReals(Term a, Term b)
    {
        var remainder = Term.Fma(-(a / b).Floor, b, a);

        // a/b may have been rounded up to an integer, or down to one: then the remainder lies one divisor outside.
        var isBelow = ((remainder < 0) & (b > 0)) | ((remainder > 0) & (b < 0));
        var inside = Term.Where(isBelow, remainder + b, remainder);
        return Term.Where(inside.Absolute >= b.Absolute, inside - b, inside);
    }

    /// <summary>A first quotient by real division, a second one of what is left, and a last step of one.</summary>
    private static (Node Quotient, Node Remainder) Integers(IrBuilder ir, Node a, Node b)
    {
        var (one, zero) = (ir.Integer(1), ir.Integer(0));
        var (quotient, remainder) = (zero, a);
        for (var round = 0; round < 2; round++)
        {
            var part = ir.ToInteger(ir.FloorToReal(ir.Divide(remainder, b)));
            quotient = ir.Add(quotient, part);
            remainder = ir.Subtract(remainder, ir.Multiply(part, b));
        }

        var isBelow = ir.Or(ir.And(ir.Less(remainder, zero), ir.Less(zero, b)), ir.And(ir.Less(zero, remainder), ir.Less(b, zero)));
        quotient = ir.Select(isBelow, ir.Subtract(quotient, one), quotient);
        remainder = ir.Select(isBelow, ir.Add(remainder, b), remainder);
        var isAbove = ir.LessOrEqual(ir.Absolute(b), ir.Absolute(remainder));
        return (ir.Select(isAbove, ir.Add(quotient, one), quotient), ir.Select(isAbove, ir.Subtract(remainder, b), remainder));
    }
}
