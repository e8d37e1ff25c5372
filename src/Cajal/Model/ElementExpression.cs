using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Random;
using Cajal.Units;

namespace Cajal;

/// <summary>Evaluates an expression once for every element of an object.</summary>
internal static class ElementExpression
{
    /// <summary>The values in SI; conditions give 0 and 1.</summary>
    /// <param name="dimension">What the value must be; null for a condition.</param>
    /// <param name="bind">Gives index arrays their addresses; null when there are none.</param>
    /// <exception cref="EquationException">The expression is not right, or has another dimension.</exception>
    public static double[] Evaluate(
        SourceText source, Dimension? dimension, Scope scope, NameTable names, int count, RunContext context, RandomStream random,
        Action<KernelWriter>? bind = null)
    {
        var expression = ExpressionParser.Parse(source);
        if (dimension is { } expected)
        {
            TypeRules.RequireFit(expression, DimensionChecker.Check(expression, scope), source.Description, new(Equations.ValueType.Real, expected));
        }
        else
        {
            EquationChecker.CheckCondition(expression, scope, "condition");
        }

        KernelWriter writer = new("values", KernelDomain.Range, new IrBuilder(context.Precision), names);
        StateArray result = new(new("result", IrType.Real), context.Precision, count);
        writer.Record(result.Symbol, writer.Evaluate(expression));
        bind?.Invoke(writer);
        KernelCall call = new(writer.Finish(context.Compiler, random), context.StepSeconds);
        call.Bind(result.Symbol, result.Address);
        call.OverRange(0, StateArray.WholeBlocks(count), context.Step);

        var values = new double[count];
        for (var k = 0; k < count; k++) { values[k] = result[k]; }
        return values;
    }
}
