using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Units;

namespace Cajal;

/// <summary>A text of Connect, with what its names mean: the pair, the variables of both ends, constants.</summary>
/// <param name="OfSynapses">Names that mean something once there are synapses, and nothing before.</param>
/// <param name="OfTarget">Names whose value depends on the target, <c>j</c> among them.</param>
internal sealed record PairText(SourceText Source, Scope Scope, NameTable Names, HashSet<string> OfSynapses, HashSet<string> OfTarget)
{
    /// <summary>The text as a condition.</summary>
    /// <exception cref="EquationException">It is not right, or no condition.</exception>
    public Expr Condition() => CheckedCondition(Parsed("a condition"));

    /// <summary>The text as a probability.</summary>
    /// <exception cref="EquationException">It is not right, or no plain number.</exception>
    public Expr Probability() => CheckedNumber(Parsed("a probability"), "p");

    /// <summary>The text as a number of synapses.</summary>
    /// <exception cref="EquationException">It is not right, or no integer.</exception>
    public Expr Integer() => CheckedInteger(Parsed("a number of synapses"), "n");

    /// <summary>The text as a generator of one end of the pairs.</summary>
    /// <param name="overTargets">Whether it gives targets of a source, rather than sources of a target.</param>
    /// <exception cref="EquationException">It is not right, or uses what it is to find.</exception>
    public (Generator Generator, PairText WithLoop) Generator(bool overTargets)
    {
        var generator = GeneratorParser.Parse(Source);
        var withLoop = this;
        if (generator.Loop is { } loop)
        {
            foreach (var (bound, name) in new[] { (loop.Start, "the start"), (loop.Stop, "the end"), (loop.Step, "the step"), (loop.Size, "the size") })
            {
                if (bound is not null) { RequireOuter(CheckedInteger(bound, $"{name} of a loop"), overTargets); }
            }

            if (loop.Probability is { } p) { RequireOuter(CheckedNumber(p, "p"), overTargets); }
            NameTable names = new(Names) { [loop.Variable] = new IndexPlace(PairBlock.LoopIndex, 0) };
            withLoop = this with { Scope = Scope.With(new VariableInfo(loop.Variable, Equations.ValueType.Integer, Dimension.None, IsWritable: false)), Names = names };
        }

        withLoop.RequireOuter(withLoop.CheckedNumber(generator.Value, overTargets ? "j" : "i"), overTargets);
        if (generator.Condition is { } condition) { withLoop.CheckedCondition(condition); }
        return (generator, withLoop);
    }

    /// <summary>Whether an expression depends on the end that a generator finds.</summary>
    public bool DependsOnInner(Expr expression, bool overTargets) => InnerName(expression, overTargets) is not null;

    private Expr Parsed(string what)
    {
        GeneratorParser.RefuseLoop(Source, what);
        return ExpressionParser.Parse(Source);
    }

    private Expr CheckedCondition(Expr condition)
    {
        Refuse(condition);
        EquationChecker.CheckCondition(condition, Scope, "condition of Connect");
        return condition;
    }

    private Expr CheckedNumber(Expr value, string name)
    {
        Refuse(value);
        TypeRules.RequireFit(value, DimensionChecker.Check(value, Scope), name, TypeInfo.Plain);
        return value;
    }

    private Expr CheckedInteger(Expr value, string name)
    {
        Refuse(value);
        TypeRules.RequireFit(value, DimensionChecker.Check(value, Scope), name, new(Equations.ValueType.Integer, Dimension.None));
        return value;
    }

    private void RequireOuter(Expr expression, bool overTargets)
    {
        if (InnerName(expression, overTargets) is { } name)
        {
            throw new EquationException(name.Span, $"'{name.Id}' is not known before {(overTargets ? "j" : "i")} is: this expression is evaluated for each {(overTargets ? "source" : "target")}.",
                "It can stand in the condition behind 'if'.");
        }
    }

    private Name? InnerName(Expr expression, bool overTargets) => expression.SelfAndDescendants().OfType<Name>().FirstOrDefault(n =>
        overTargets ? OfTarget.Contains(n.Id) : n.Id == "i" || n.Id.EndsWith("_pre", StringComparison.Ordinal) && n.Id != "N_pre");

    private void Refuse(Expr expression)
    {
        if (expression.SelfAndDescendants().OfType<Name>().FirstOrDefault(n => OfSynapses.Contains(n.Id)) is { } name)
        {
            throw new EquationException(name.Span, $"Connect cannot refer to '{name.Id}', which synapses have once they are there.",
                "It can use i, j, N_pre, N_post and the variables of the neurons.");
        }
    }
}
