using Cajal.Equations;

namespace Cajal.Integrators;

/// <summary>A product taken apart: a number times factors above the bar, over factors below it.</summary>
internal sealed class Factors
{
    public double Number { get; private set; } = 1;

    public List<Expr> Above { get; } = [];

    public List<Expr> Below { get; } = [];

    /// <summary>The factors of an expression, as they are written.</summary>
    public static Factors Of(Expr e)
    {
        Factors factors = new();
        factors.Include(e, isBelow: false);
        return factors;
    }

    /// <summary>Multiplies by an expression, or divides.</summary>
    public void Include(Expr e, bool isBelow)
    {
        switch (e)
        {
            case Number n:
                Include(n.Value, isBelow);
                break;
            case Unary { Operator: UnaryOperator.Negate } m:
                Include(-1, isBelow);
                Include(m.Operand, isBelow);
                break;
            case Binary { Operator: BinaryOperator.Multiply or BinaryOperator.Divide } b:
                Include(b.Left, isBelow);
                Include(b.Right, isBelow != (b.Operator == BinaryOperator.Divide));
                break;
            default:
                (isBelow ? Below : Above).Add(e);
                break;
        }
    }

    /// <summary>Multiplies by a number, or divides.</summary>
    public void Include(double number, bool isBelow) => Number = isBelow ? Number / number : Number * number;

    /// <summary>
    /// Writes <c>x/(exp(r*x) - 1)</c>, which is 0/0 at x = 0 and loses digits around it, as <c>1/(r*exprel(r*x))</c>, which has the limit there: the rates of
    /// Hodgkin and Huxley's channels.
    /// </summary>
    public void RemoveSingularities()
    {
        for (var k = 0; k < Below.Count; k++)
        {
            if (ExponentOf(Below[k]) is not var (exponent, sign)) { continue; }
            var rate = Of(exponent);
            for (var j = 0; j < Above.Count; j++)
            {
                var same = rate.Above.FindIndex(x => x.Equals(Above[j]) || IsNegative(x, Above[j]));
                if (same < 0) { continue; }
                Include(rate.Above[same].Equals(Above[j]) ? sign : -sign, isBelow: false);
                Above.RemoveAt(j);
                rate.Above.RemoveAt(same);
                Below[k] = new Call("exprel", [exponent]);
                Include(rate.Number, isBelow: true);
                Below.AddRange(rate.Above);
                Above.AddRange(rate.Below);
                break;
            }
        }
    }

    /// <summary>y and 1 of <c>exp(y) - 1</c>, y and −1 of <c>1 - exp(y)</c>; null of anything else.</summary>
    private static (Expr Exponent, double Sign)? ExponentOf(Expr e) => e switch
    {
        Binary { Operator: BinaryOperator.Subtract, Left: Call { Function: "exp", Arguments: [var y] }, Right: Number { Value: 1 } } => (y, 1),
        Binary { Operator: BinaryOperator.Subtract, Left: Number { Value: 1 }, Right: Call { Function: "exp", Arguments: [var y] } } => (y, -1),
        _ => null,
    };

    private static bool IsNegative(Expr a, Expr b) => a is Binary { Operator: BinaryOperator.Subtract } x && b is Binary { Operator: BinaryOperator.Subtract } y
        && x.Left.Equals(y.Right) && x.Right.Equals(y.Left);
}
