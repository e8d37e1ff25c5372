using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Random;
using Cajal.Units;

namespace Cajal;

/// <summary>What a text on the elements of an object is evaluated in.</summary>
/// <param name="Scope">What its names are.</param>
/// <param name="Names">Where their values are.</param>
/// <param name="Count">Number of elements of the object.</param>
/// <param name="Random">Random numbers for this one evaluation.</param>
/// <param name="Bind">Gives index arrays their addresses; null when there are none.</param>
internal sealed record ElementContext(
    Scope Scope, NameTable Names, int Count, RunContext Run, RandomStream Random, Action<KernelWriter>? Bind = null);

/// <summary>Evaluates an expression once for each of an object's elements.</summary>
internal static class ElementExpression
{
    /// <summary>The values for the selected elements in SI.</summary>
    /// <param name="target">What the values are for, in messages.</param>
    /// <param name="type">What the value must be.</param>
    /// <exception cref="EquationException">The expression is not right, or has another type or dimension.</exception>
    public static double[] Evaluate(string target, ModelText text, TypeInfo type, ElementContext context, ElementSelection elements) =>
        Evaluate(Check(target, text, type, context.Scope), context, elements);

    /// <summary>Those of the selected elements that meet a condition.</summary>
    /// <param name="target">What is selected from, in messages.</param>
    /// <exception cref="EquationException">The condition is not right.</exception>
    public static int[] Matching(string target, ModelText condition, ElementContext context, ElementSelection elements)
    {
        var met = Evaluate(CheckCondition(target, condition, context.Scope), context, elements);
        return [.. Enumerable.Range(0, met.Length).Where(place => met[place] != 0).Select(place => elements[place])];
    }

    /// <summary>Reads an expression and proves that it may be given to its target.</summary>
    /// <exception cref="EquationException">The expression is not right, or has another type or dimension.</exception>
    public static Expr Check(string target, ModelText text, TypeInfo type, Scope scope)
    {
        var expression = Parse(text, $"the value of {target}");
        TypeRules.RequireFit(expression, DimensionChecker.Check(expression, scope), target, type);
        return expression;
    }

    /// <summary>Reads a condition that selects elements.</summary>
    /// <exception cref="EquationException">It is not right, or no condition.</exception>
    public static Expr CheckCondition(string target, ModelText condition, Scope scope)
    {
        var expression = Parse(condition, $"the condition on {target}");
        EquationChecker.CheckCondition(expression, scope, "condition on elements");
        return expression;
    }

    private static Expr Parse(ModelText text, string description) => ExpressionParser.Parse(new(text.Text, description));

    /// <summary>The values of a checked expression for the selected elements in SI.</summary>
    public static double[] Evaluate(Expr expression, ElementContext context, ElementSelection elements)
    {
        var list = elements.List;
        NameTable names = new(context.Names);
        if (list is null) { names[NameTable.Exists] = new ValuePlace(w => IsSelected(w.Ir, elements)); }
        KernelWriter writer = new("values", list is null ? KernelDomain.Range : KernelDomain.List, new IrBuilder(context.Run.Precision), names);
        StateArray result = new(new("result", IrType.Real), context.Run.Precision, list?.Length ?? context.Count);
        writer.Record(result.Symbol, writer.Evaluate(expression));
        context.Bind?.Invoke(writer);
        KernelCall call = new(writer.Finish(context.Run.Compiler, context.Random), context.Run.Clock.Steps);
        call.Bind(result.Symbol, result.Address);

        var values = new double[elements.Count];
        if (list is null)
        {
            call.OverRange(elements.Start / StateArray.Block * StateArray.Block, StateArray.WholeBlocks(elements.Start + values.Length), context.Run.Step);
            result.Read(elements.Start, values);
            return values;
        }

        call.OverList(list, context.Run.Step);
        result.Read(0, values);
        return values;
    }

    private static Node IsSelected(IrBuilder ir, ElementSelection elements) => ir.And(
        ir.LessOrEqual(ir.Integer(elements.Start), ir.Element), ir.Less(ir.Element, ir.Integer(elements.Start + elements.Count)));
}
