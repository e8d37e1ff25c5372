using System.Diagnostics;
using System.Linq.Expressions;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>
/// Writes values as code. A value that is used once becomes part of its user; one that is used more often becomes a local, computed at
/// its first use. A <see cref="Op.SelectRare"/> opens a region of its own for what only its rare value needs.
/// </summary>
/// <param name="leaf">Code for what does not come from operands, or null.</param>
/// <param name="namesAll">Every value becomes a local, and uses need not be counted.</param>
/// <param name="assumesCommon">Rare values are left out: somebody else sees to it that none is needed.</param>
internal sealed class ValueEmitter(LaneSet lanes, Func<Node, ValueEmitter, Expression?> leaf, bool namesAll = false, bool assumesCommon = false)
{
    private readonly Dictionary<Node, Expression> known = [];
    private readonly Dictionary<Node, int> uses = [];

    public List<ParameterExpression> Variables { get; } = [];

    public List<Expression> Code { get; } = [];

    /// <summary>Counts a use of a value, so that <see cref="Emit"/> knows what is shared. All uses of a region come before its code.</summary>
    public void CountUse(Node value)
    {
        List<Node> rare = [];
        Count(value, rare);

        // What a rare region takes from this one must have a name; what only the rare region computes stays there.
        HashSet<Node> seen = [];
        foreach (var node in rare) { CountFromRegion(node, seen); }
    }

    /// <summary>The code of a value; code for the locals that it needs goes to <see cref="Code"/>.</summary>
    public Expression Emit(Node node)
    {
        if (known.TryGetValue(node, out var expression)) { return expression; }
        if (node.Op == Op.Literal) { return lanes.Literal(node); }
        if (leaf(node, this) is { } special) { return Name(node, special); }
        if (node.Op == Op.SelectRare) { return assumesCommon ? Name(node, Emit(node.Operands[2])) : EmitRare(node); }
        if (node.Operands.IsEmpty) { throw new UnreachableException($"cpu backend: {node.Op} before its load"); }
        expression = node.Op == Op.FusedMultiplyAdd ? Fused(node) : lanes.Apply(node, [.. node.Operands.Select(Emit)]);
        return namesAll || (uses.GetValueOrDefault(node) > 1 && !IsRepeated(node)) ? Name(node, expression) : expression;
    }

    /// <summary>Whether a condition holds in some lane, as a bool.</summary>
    public Expression Any(Node condition) => lanes.Any(condition, Emit);

    /// <summary>Gives a value a name, from here on.</summary>
    public Expression Name(Node node, Expression value)
    {
        if (value is ParameterExpression) { return known[node] = value; }
        var variable = Local(value);
        known[node] = variable;
        return variable;
    }

    /// <summary>A new local with a value.</summary>
    public ParameterExpression Local(Expression value)
    {
        var variable = Variable(value.Type);
        Variables.Add(variable);
        Code.Add(Assign(variable, value));
        return variable;
    }

    /// <summary>
    /// Comparisons are repeated where they are used: as a local a mask would leave the mask registers. So are negations, which
    /// <see cref="Fused"/> gets for nothing.
    /// </summary>
    private static bool IsRepeated(Node node) =>
        node.Op is Op.Less or Op.LessOrEqual or Op.Equal or Op.Negate || (node.Op == Op.Not && IsRepeated(node.Operands[0]));

    private Expression Fused(Node node)
    {
        var (a, b, c) = (node.Operands[0], node.Operands[1], node.Operands[2]);
        var (negatesProduct, negatesAddend) = (a.Op == Op.Negate, c.Op == Op.Negate);
        var factor = Emit(negatesProduct ? a.Operands[0] : a);
        return lanes.FusedMultiplyAdd(factor, Emit(b), Emit(negatesAddend ? c.Operands[0] : c), negatesProduct, negatesAddend);
    }

    private void Count(Node node, List<Node> rare)
    {
        uses[node] = uses.GetValueOrDefault(node) + 1;
        if (uses[node] > 1 && !IsRepeated(node)) { return; }
        if (node.Op == Op.SelectRare)
        {
            Count(node.Operands[0], rare);
            Count(node.Operands[2], rare);
            if (!assumesCommon) { rare.AddRange([node.Operands[0], node.Operands[1]]); }
            return;
        }

        foreach (var operand in node.Operands) { Count(operand, rare); }
    }

    private void CountFromRegion(Node node, HashSet<Node> seen)
    {
        if (uses.TryGetValue(node, out var count) && !IsRepeated(node))
        {
            uses[node] = count + 1;
            return;
        }

        if (!seen.Add(node)) { return; }
        foreach (var operand in node.Operands) { CountFromRegion(operand, seen); }
    }

    private ParameterExpression EmitRare(Node node)
    {
        var (condition, rare) = (node.Operands[0], node.Operands[1]);
        var any = Any(condition);
        var result = Local(Emit(node.Operands[2]));
        known[node] = result;

        var region = new ValueEmitter(lanes, leaf, namesAll);
        foreach (var (value, expression) in known) { region.known.Add(value, expression); }
        region.CountUse(condition);
        region.CountUse(rare);
        var (rareValue, mask) = (region.Emit(rare), region.Emit(condition));
        region.Code.Add(Assign(result, lanes.Select(mask, rareValue, result)));
        Code.Add(IfThen(any, Block(region.Variables, region.Code)));
        return result;
    }
}
