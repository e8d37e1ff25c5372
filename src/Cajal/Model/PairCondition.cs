using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Random;
using Cajal.Units;

namespace Cajal;

/// <summary>A condition on pairs of a source and a target, compiled once and asked source by source.</summary>
internal sealed class PairCondition
{
    private readonly KernelCall _call;
    private readonly StateArray _met;

    /// <param name="text">The condition.</param>
    /// <param name="names">Meanings of the target's variables.</param>
    /// <param name="ofSource">The source's variables, which a condition cannot use.</param>
    /// <exception cref="EquationException">It is no condition, or uses what it cannot know.</exception>
    public PairCondition(
        SourceText text, Scope scope, NameTable names, IEnumerable<VariableInfo> ofSource, ProjectionEnd target, RunContext context, RandomStream random)
    {
        var condition = ExpressionParser.Parse(text);
        RequireKnown(condition, ofSource);
        EquationChecker.CheckCondition(condition, scope, "condition of Connect");

        // The kernel runs over the targets, once a source: what is the step elsewhere is the source here, for random numbers too.
        names["i"] = new ValuePlace(w => w.Ir.Step);
        names["j"] = new ValuePlace(w => w.Ir.Subtract(w.Ir.Element, w.Ir.Integer(target.Start)));
        names["N"] = new ValuePlace(w => w.Ir.Integer(target.Count));
        names[NameTable.Exists] = new ValuePlace(w => w.Ir.Less(w.Ir.Element, w.Ir.Integer(target.OwnerCount)));
        KernelWriter writer = new("pairs", KernelDomain.Range, new IrBuilder(context.Precision), names);
        _met = new StateArray(new("met", IrType.Boolean), context.Precision, target.OwnerCount);
        writer.Record(_met.Symbol, writer.Evaluate(condition));
        _call = new KernelCall(writer.Finish(context.Compiler, random), context.Clock.Steps);
        _call.Bind(_met.Symbol, _met.Address);
    }

    /// <summary>Names that a condition knows beside the target's variables: the source, the target, and how many targets there are.</summary>
    public static IEnumerable<VariableInfo> Variables { get; } =
    [
        .. ((string[])["i", "j", "N"]).Select(name => new VariableInfo(name, Equations.ValueType.Integer, Dimension.None, IsWritable: false)),
    ];

    /// <summary>Evaluates the condition for a source.</summary>
    public void Ask(int source) => _call.OverRange(0, StateArray.WholeBlocks(_met.Count), source);

    /// <summary>Whether the source asked last and a target, as numbered in the whole group, meet the condition.</summary>
    public bool IsMetBy(int target) => _met[target] != 0;

    private static void RequireKnown(Expr condition, IEnumerable<VariableInfo> ofSource)
    {
        var names = ofSource.Select(v => $"{v.Name}_pre").ToHashSet();
        if (condition.SelfAndDescendants().OfType<Name>().FirstOrDefault(n => names.Contains(n.Id)) is { } name)
        {
            throw new EquationException(name.Span, $"'{name.Id}' cannot stand in the condition of Connect: it knows i, j and the variables of the targets.",
                "Choose the pairs in the program, and give them as lists: Connect(i, j).");
        }
    }
}
