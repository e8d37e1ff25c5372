using System.Collections.Immutable;
using Cajal.Ir;

namespace Cajal.Backends.Cpu;

/// <summary>Finds the rare values that a loop may leave out.</summary>
internal static class RareValues
{
    /// <summary>
    /// The <see cref="Op.SelectRare"/> values that are reached without going through another one's rare value, operands first. None, if
    /// a condition depends on a load that comes after a write, or if there are passes: then it cannot be known in time that the vector must be
    /// done carefully.
    /// </summary>
    public static ImmutableArray<Node> Of(Kernel kernel)
    {
        if (kernel.Body.Any(statement => statement is Repeat)) { return []; }
        HashSet<Node> seen = [];
        List<Node> rare = [];
        foreach (var statement in kernel.Body)
        {
            foreach (var value in statement.Computed) { Visit(value); }
        }

        HashSet<Node> late = [.. kernel.Body.SkipWhile(statement => statement is Load).OfType<Load>().Select(load => load.Local)];
        return rare.Exists(value => DependsOn(value.Operands[0], late, [])) ? [] : [.. rare];

        void Visit(Node node)
        {
            if (!seen.Add(node)) { return; }
            foreach (var operand in Common(node)) { Visit(operand); }
            if (node.Op == Op.SelectRare) { rare.Add(node); }
        }
    }

    private static bool DependsOn(Node node, HashSet<Node> loads, HashSet<Node> seen) =>
        seen.Add(node) && (loads.Contains(node) || Common(node).Any(operand => DependsOn(operand, loads, seen)));

    private static ImmutableArray<Node> Common(Node node) => node.Op == Op.SelectRare ? [node.Operands[0], node.Operands[2]] : node.Operands;
}
