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
    /// <param name="target">What the values are for, in messages.</param>
    /// <param name="type">What the value must be.</param>
    /// <param name="bind">Gives index arrays their addresses; null when there are none.</param>
    /// <exception cref="EquationException">The expression is not right, or has another type or dimension.</exception>
    public static double[] Evaluate(
        string target, SourceText source, TypeInfo type, Scope scope, NameTable names, int count, RunContext context, RandomStream random,
        Action<KernelWriter>? bind = null)
    {
        var expression = Check(target, source, type, scope);
        KernelWriter writer = new("values", KernelDomain.Range, new IrBuilder(context.Precision), names);
        StateArray result = new(new("result", IrType.Real), context.Precision, count);
        writer.Record(result.Symbol, writer.Evaluate(expression));
        bind?.Invoke(writer);
        KernelCall call = new(writer.Finish(context.Compiler, random), context.StepSeconds);
        call.Bind(result.Symbol, result.Address);
        call.OverRange(0, StateArray.WholeBlocks(count), context.Step);

        var values = new double[count];
        result.Read(0, values);
        return values;
    }

    /// <summary>Reads an expression and proves that it may be given to its target.</summary>
    /// <exception cref="EquationException">The expression is not right, or has another type or dimension.</exception>
    public static Expr Check(string target, SourceText source, TypeInfo type, Scope scope)
    {
        var expression = ExpressionParser.Parse(source);
        Unsupported.Refuse(expression);
        TypeRules.RequireFit(expression, DimensionChecker.Check(expression, scope), target, type);
        return expression;
    }
}
