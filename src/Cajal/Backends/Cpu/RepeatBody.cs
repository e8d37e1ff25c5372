using System.Linq.Expressions;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>Writes a <see cref="Repeat"/> as a loop of its own, which ends when no lane needs another pass.</summary>
internal static class RepeatBody
{
    /// <summary>Counts the uses outside the passes: where values begin, and what is the same in all passes.</summary>
    public static void CountUses(Repeat repeat, ValueEmitter body)
    {
        foreach (var value in repeat.Values) { body.CountUse(value.Start); }
        foreach (var invariant in Invariants(repeat)) { body.CountUse(invariant); }
    }

    /// <param name="leaf">What the code around the passes takes from outside.</param>
    public static void Emit(Repeat repeat, LaneSet lanes, ValueEmitter body, Func<Node, ValueEmitter, Expression?> leaf)
    {
        var outside = Invariants(repeat);
        foreach (var invariant in outside) { body.Name(invariant, body.Emit(invariant)); }
        var locals = repeat.Values.Select(value => body.Local(body.Emit(value.Start))).ToList();

        HashSet<Node> invariants = [.. outside];
        ValueEmitter pass = new(lanes, (node, region) => invariants.Contains(node) ? body.Emit(node) : leaf(node, region));
        foreach (var (value, local) in repeat.Values.Zip(locals)) { pass.Name(value.Local, local); }
        pass.CountUse(repeat.Condition);
        foreach (var value in repeat.Values) { pass.CountUse(value.Next); }

        // The condition is one mask, tested for any lane and then used to choose.
        var end = Label("passes_end");
        var mask = pass.Local(pass.Emit(repeat.Condition));
        pass.Code.Add(IfThen(Not(lanes.AnyOf(mask)), Break(end)));
        var next = repeat.Values.Select(value => pass.Local(pass.Emit(value.Next))).ToList();
        foreach (var (local, value) in locals.Zip(next)) { pass.Code.Add(Assign(local, lanes.Select(mask, value, local))); }

        body.Code.Add(Loop(Block(pass.Variables, pass.Code), end));
        foreach (var (value, local) in repeat.Values.Zip(locals)) { body.Name(value.Local, local); }
    }

    /// <summary>The largest values within the passes that don't depend on what these carry, but for literals.</summary>
    private static List<Node> Invariants(Repeat repeat)
    {
        HashSet<Node> carried = [.. repeat.Values.Select(value => value.Local)];
        Dictionary<Node, bool> known = [];
        HashSet<Node> seen = [];
        List<Node> invariants = [];
        Visit(repeat.Condition);
        foreach (var value in repeat.Values) { Visit(value.Next); }
        return invariants;

        void Visit(Node node)
        {
            if (!seen.Add(node) || node.Op == Op.Literal) { return; }

            // A negation is no value of its own: fused multiply-adds take it in, and ask for what it negates.
            if (!Changes(node) && node.Op != Op.Negate) { invariants.Add(node); return; }
            foreach (var operand in node.Operands) { Visit(operand); }
        }

        bool Changes(Node node)
        {
            if (!known.TryGetValue(node, out var changes)) { known[node] = changes = carried.Contains(node) || node.Operands.Any(Changes); }
            return changes;
        }
    }
}
