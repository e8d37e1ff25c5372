using Cajal.Equations;
using Cajal.Integrators;

namespace Cajal.Tests.Integrators;

/// <summary>Values of expressions over doubles, by the functions of <see cref="Math"/>: an oracle that shares no code with the compiler.</summary>
internal static class ExprEvaluator
{
    public static double Evaluate(this Expr e, IReadOnlyDictionary<string, double> values) => e switch
    {
        Number n => n.Value,
        Name n => values[n.Id],
        Unary { Operator: UnaryOperator.Negate } m => -m.Operand.Evaluate(values),
        Unary { Operator: UnaryOperator.Not } m => m.Operand.Evaluate(values) == 0 ? 1 : 0,
        Binary b when (b.Left.Evaluate(values), b.Right.Evaluate(values)) is var (l, r) => b.Operator switch
        {
            BinaryOperator.Add => l + r,
            BinaryOperator.Subtract => l - r,
            BinaryOperator.Multiply => l * r,
            BinaryOperator.Divide => l / r,
            BinaryOperator.Power => Math.Pow(l, r),
            BinaryOperator.Less => l < r ? 1 : 0,
            BinaryOperator.LessOrEqual => l <= r ? 1 : 0,
            BinaryOperator.Greater => l > r ? 1 : 0,
            BinaryOperator.GreaterOrEqual => l >= r ? 1 : 0,
            BinaryOperator.Equal => l == r ? 1 : 0,
            BinaryOperator.And => l != 0 && r != 0 ? 1 : 0,
            BinaryOperator.Or => l != 0 || r != 0 ? 1 : 0,
            BinaryOperator.FloorDivide => Math.Floor(l / r),
            BinaryOperator.Modulo => l - (r * Math.Floor(l / r)),
            _ => throw new NotSupportedException(b.Operator.ToString()),
        },
        Call { Function: IIntegrator.Where, Arguments: [var condition, var a, var b] } => (condition.Evaluate(values) != 0 ? a : b).Evaluate(values),
        Call { Function: "clip", Arguments: [var x, var low, var high] } => (x.Evaluate(values), low.Evaluate(values), high.Evaluate(values)) switch
        {
            var (z, least, _) when z < least => least,
            var (z, _, most) when z > most => most,
            var (z, _, _) => z,
        },
        Call { Function: "randn", Arguments: [] } => 0.5,
        Call { Arguments: [var argument] } c when argument.Evaluate(values) is var z => c.Function switch
        {
            "exp" => Math.Exp(z),
            "expm1" => Expm1(z),
            "exprel" or IIntegrator.StepExprel => z == 0 ? 1 : Expm1(z) / z,
            "sin" => Math.Sin(z),
            "cos" => Math.Cos(z),
            "tan" => Math.Tan(z),
            "sinh" => Math.Sinh(z),
            "cosh" => Math.Cosh(z),
            "tanh" => Math.Tanh(z),
            "arcsin" => Math.Asin(z),
            "arccos" => Math.Acos(z),
            "arctan" => Math.Atan(z),
            "log" => Math.Log(z),
            "log10" => Math.Log10(z),
            "log1p" => Math.Log(1 + z),
            "sign" => Math.Sign(z),
            "floor" => Math.Floor(z),
            "int" => Math.Truncate(z),
            "sqrt" => Math.Sqrt(z),
            "abs" => Math.Abs(z),
            _ => throw new NotSupportedException(c.Function),
        },
        _ => throw new NotSupportedException(e.ToString()),
    };

    /// <summary>exp(z) − 1 by the series below 0.3 and by the definition above, which keeps 53 − 2 bits there.</summary>
    public static double Expm1(double z)
    {
        if (Math.Abs(z) >= 0.3) { return Math.Exp(z) - 1; }
        var sum = 0.0;
        for (var k = 16; k >= 1; k--) { sum = (1 + sum) * z / k; }
        return sum;
    }

    /// <summary>The state after some steps; <c>t</c> starts at 0, and <paramref name="afterStep"/> sees (and may change) every new state.</summary>
    public static Dictionary<string, double> Run(
        this IntegrationStep step, IReadOnlyDictionary<string, double> start, double dt, int steps, Action<int, Dictionary<string, double>>? afterStep = null)
    {
        var values = new Dictionary<string, double>(start) { ["dt"] = dt };
        for (var n = 0; n < steps; n++)
        {
            values["t"] = n * dt;
            foreach (var (name, value) in step.Temporaries) { values[name] = value.Evaluate(values); }
            if (step.Iteration is { } iteration) { Iterate(iteration, values); }
            var next = step.Updates.Select(update => (update.Name, update.Value.Evaluate(values))).ToArray();
            foreach (var (name, value) in next) { values[name] = value; }
            afterStep?.Invoke(n, values);
        }

        return values;
    }

    /// <summary>Inner steps that the last iteration took; "_passes" of the values.</summary>
    private static void Iterate(Iteration iteration, Dictionary<string, double> values)
    {
        foreach (var (name, value) in iteration.Carried.Select(c => (c.Name, c.Start.Evaluate(values))).ToArray()) { values[name] = value; }
        while (iteration.Condition.Evaluate(values) != 0)
        {
            foreach (var (name, value) in iteration.Temporaries) { values[name] = value.Evaluate(values); }
            foreach (var (name, value) in iteration.Carried.Select(c => (c.Name, c.Next.Evaluate(values))).ToArray()) { values[name] = value; }
        }

        if (iteration.Failed is { } failed) { values["_failed"] = failed.Evaluate(values); }
    }
}
