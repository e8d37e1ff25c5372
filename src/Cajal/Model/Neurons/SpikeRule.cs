using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Units;

namespace Cajal;

/// <summary>When neurons spike, what a spike does to them, and how long they are refractory.</summary>
internal sealed record SpikeRule(Expr? Threshold, ImmutableArray<Assignment> Reset, Expr? Refractory)
{
    /// <summary>Fraction of a step by which a time may miss a border and still count as on it.</summary>
    private const double BorderTolerance = 1e-3;

    public bool IsRefractory => Refractory is not null;

    /// <summary>What the simulator keeps of refractory neurons, as if it were declared and evaluated.</summary>
    public ImmutableArray<Declaration> KeptVariables => IsRefractory
        ? [Kept("lastspike", Equations.ValueType.Real, Dimension.Time), Kept("not_refractory", Equations.ValueType.Boolean, Dimension.None)]
        : [];

    public static SpikeRule Parse(ModelText? threshold, ModelText? reset, ModelText? refractory, Func<ModelText, string, SourceText> sourceOf)
    {
        if (threshold is null && (reset is not null || refractory is not null))
        {
            throw new ModelException($"A {(reset is not null ? "reset" : "refractory period")} needs a threshold: without one the neurons never spike. Give the group one, as in threshold: \"v > -50*mV\".");
        }

        return new(
            threshold is null ? null : ExpressionParser.Parse(sourceOf(threshold, "the threshold")),
            reset is null ? [] : CodeParser.Parse(sourceOf(reset, "the reset")),
            refractory is null ? null : ExpressionParser.Parse(sourceOf(refractory, "the refractory period")));
    }

    private static Declaration Kept(string name, Equations.ValueType type, Dimension dimension) =>
        new(DeclarationKind.Subexpression, name, type, dimension, null, VariableFlags.None, default);

    public void Check(Scope scope)
    {
        if (Threshold is not null) { EquationChecker.CheckCondition(Threshold, scope, "threshold"); }
        CodeChecker.Check(Reset, scope);
        if (Refractory is null) { return; }
        var type = DimensionChecker.Check(Refractory, scope);
        if (!type.IsBoolean && type.Dimension != Dimension.Time && !DimensionChecker.IsZero(Refractory))
        {
            throw new EquationException(Refractory.Span, $"The refractory period has to be a time or a condition, but {DimensionChecker.Quote(Refractory)} is {TypeRules.InUnit(type.Dimension)}.",
                "Write for example 5*ms, or 'v > -40*mV'.");
        }
    }

    /// <summary>
    /// Whether a neuron may integrate and spike in this step: for a time, when at least that many steps have passed since its last spike;
    /// for a condition, once the condition no longer holds.
    /// </summary>
    public Node NotRefractory(KernelWriter writer, Scope scope, VariablePlace lastSpikeStep, double stepSeconds) =>
        Steps(writer, scope, stepSeconds) is { } steps
            ? writer.Ir.GreaterOrEqual(writer.Ir.Subtract(writer.Ir.Step, writer.Read(lastSpikeStep)), steps)
            : writer.Ir.Or(writer.Evaluate(new Name("not_refractory")), writer.Ir.Not(writer.Evaluate(Refractory!)));

    /// <summary>How many steps a neuron is refractory, where that is one number for all of them and the whole run; else null.</summary>
    /// <param name="writer">A kernel of the neurons, which is not used for anything else.</param>
    public long? CommonSteps(KernelWriter writer, Scope scope, double stepSeconds) =>
        IsRefractory && Steps(writer, scope, stepSeconds) is { Op: Op.Literal } steps ? steps.Bits : null;

    /// <summary>How many steps a neuron is refractory; null where a condition says when.</summary>
    private Node? Steps(KernelWriter writer, Scope scope, double stepSeconds)
    {
        if (DimensionChecker.Check(Refractory!, scope).Type == Equations.ValueType.Boolean) { return null; }
        var ir = writer.Ir;
        return ir.ToInteger(ir.Divide(ir.Add(writer.Evaluate(Refractory!), ir.Real(BorderTolerance * stepSeconds)), ir.Real(stepSeconds)));
    }
}
