using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Ir;

namespace Cajal.Compilation;

/// <summary>Finds out whether code that runs for many synapses at a time gives what it gives one synapse after the other.</summary>
internal static class OrderAnalysis
{
    /// <summary><c>x = x + e</c> and <c>x = e + x</c> as <c>x += e</c>, <c>x = x - e</c> as <c>x -= e</c>.</summary>
    public static Assignment Normalize(Assignment statement) => statement switch
    {
        { Kind: AssignmentKind.Set, Value: Binary { Operator: BinaryOperator.Add, Left: Name left } b } when left.Id == statement.Target =>
            statement with { Kind = AssignmentKind.Add, Value = b.Right },
        { Kind: AssignmentKind.Set, Value: Binary { Operator: BinaryOperator.Add, Right: Name right } b } when right.Id == statement.Target =>
            statement with { Kind = AssignmentKind.Add, Value = b.Left },
        { Kind: AssignmentKind.Set, Value: Binary { Operator: BinaryOperator.Subtract, Left: Name left } b } when left.Id == statement.Target =>
            statement with { Kind = AssignmentKind.Subtract, Value = b.Right },
        _ => statement,
    };

    /// <summary>
    /// Whether the order of the synapses matters only for sums: what synapses share (variables of neurons) is only added to, and never read
    /// by the same code. Such code runs for several synapses at once, and the sums are added in the order of the synapses.
    /// </summary>
    public static bool IsOrderFree(ImmutableArray<Assignment> code, NameTable names)
    {
        HashSet<ArraySymbol> added = [];
        foreach (var statement in code)
        {
            if (SharedArray(names.Find(statement.Target)) is not { } array) { continue; }
            if (statement.Kind is not (AssignmentKind.Add or AssignmentKind.Subtract)) { return false; }
            added.Add(array);
        }

        return !code.Any(s => Reads(s.Value, names).Any(added.Contains));
    }

    /// <summary>The arrays of neurons' variables that code changes, each with the index array through which it does.</summary>
    public static IEnumerable<Access> SharedWrites(ImmutableArray<Assignment> code, NameTable names) =>
        code.Select(s => names.Find(s.Target)).OfType<VariablePlace>().Select(p => p.Access).Where(a => a.Path == AccessPath.Via);

    private static IEnumerable<ArraySymbol> Reads(Expr expression, NameTable names) => expression is Name name
        ? names.Find(name.Id) switch
        {
            ExpressionPlace e => Reads(e.Value, e.Names),
            { } place when SharedArray(place) is { } array => [array],
            _ => [],
        }
        : expression.Operands.SelectMany(e => Reads(e, names));

    private static ArraySymbol? SharedArray(Place? place) => place is VariablePlace { Access: { Path: AccessPath.Via } access } ? access.Array : null;
}
