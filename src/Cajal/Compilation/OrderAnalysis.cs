using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Ir;

namespace Cajal.Compilation;

/// <summary>Finds out whether code that runs for many synapses at a time gives what it gives one synapse after the other.</summary>
internal static class OrderAnalysis
{
    private static readonly string[] s_random = ["rand", "randn", "poisson", "binomial"];

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
    /// Why synapses have to run one after the other; null when their order matters only for sums: what synapses share (variables of neurons) is only
    /// added to, or set to what does not depend on the synapse, and never read by the same code. Such code runs for several synapses at once,
    /// and the sums are added in the order of the synapses.
    /// </summary>
    /// <param name="equations">What is evaluated for each synapse before the code.</param>
    public static string? WhyOrdered(ImmutableArray<Assignment> code, IEnumerable<Expr> equations, NameTable names)
    {
        Dictionary<ArraySymbol, AssignmentKind> changed = [];
        foreach (var statement in code)
        {
            if (SharedAccess(names.Find(statement.Target)) is not { } target) { continue; }
            if (statement.Kind is not (AssignmentKind.Add or AssignmentKind.Subtract or AssignmentKind.Set)
                || (statement.Kind == AssignmentKind.Set && DependsOnSynapse(statement.Value, target, names)))
            {
                return $"'{statement.Span.Text}' gives '{statement.Target}', which synapses share, a value that depends on the synapse";
            }

            var kind = statement.Kind == AssignmentKind.Set ? AssignmentKind.Set : AssignmentKind.Add;
            if (changed.TryGetValue(target.Array, out var before) && (before != kind || kind == AssignmentKind.Set))
            {
                return $"'{statement.Span.Text}' changes '{statement.Target}', which synapses share, once more";
            }

            changed[target.Array] = kind;
        }

        return equations.Any(ReadsChanged) ? "its event-driven equations read what the code changes for several synapses"
            : code.FirstOrDefault(s => ReadsChanged(s.Value)) is { } reader ? $"'{reader.Span.Text}' reads what the code changes for several synapses"
            : null;

        bool ReadsChanged(Expr expression) => Reads(expression, names).Any(a => changed.ContainsKey(a.Array));
    }

    /// <summary>Whether all that code does is to add to elements that an index array names what does not depend on the synapse.</summary>
    public static bool AddsTheSame(ImmutableArray<Assignment> code, NameTable names, ArraySymbol index) =>
        !code.IsEmpty && WhyOrdered(code, [], names) is null && code.All(s =>
            s.Kind is AssignmentKind.Add or AssignmentKind.Subtract
            && names.Find(s.Target) is VariablePlace { Access: { Path: AccessPath.Via } target, Array.Symbol.Type: not IrType.Boolean, Index: null }
            && target.Via == index && !DependsOnSynapse(s.Value, target, names));

    /// <summary>Whether an expression of a synapse keeps its value during a run: it is made of constants, of the numbers of the ends and of variables that stay.</summary>
    /// <param name="isFixed">Whether a variable stays.</param>
    public static bool IsFixed(Expr expression, NameTable names, Func<string, bool> isFixed) => expression switch
    {
        Call call => names.FindFunction(call.Function) is null && !s_random.Contains(call.Function) && call.Arguments.All(a => IsFixed(a, names, isFixed)),
        Name { Id: "i" or "j" } => true,
        Name name => names.Find(name.Id) switch
        {
            ExpressionPlace e => IsFixed(e.Value, e.Names, isFixed),
            VariablePlace v => v.Access.Path is AccessPath.Element or AccessPath.Position && isFixed(name.Id),
            ValuePlace v => v.IsConstant,
            _ => false,
        },
        _ => expression.Operands.All(e => IsFixed(e, names, isFixed)),
    };

    /// <summary>The arrays of neurons' variables that code changes, each with the index array through which it does.</summary>
    public static IEnumerable<Access> SharedWrites(ImmutableArray<Assignment> code, NameTable names) =>
        code.Select(s => names.Find(s.Target)).OfType<VariablePlace>().Select(p => p.Access).Where(a => a.Path == AccessPath.Via);

    /// <summary>Whether a value may differ between synapses that reach the same element.</summary>
    private static bool DependsOnSynapse(Expr expression, Access target, NameTable names) => expression switch
    {
        Call => true,
        Name name => names.Find(name.Id) switch
        {
            ExpressionPlace e => DependsOnSynapse(e.Value, target, e.Names),
            VariablePlace v => v.Access.Path != AccessPath.Shared && v.Access.Via != target.Via,
            ValuePlace v => !v.IsConstant,
            _ => true,
        },
        _ => expression.Operands.Any(e => DependsOnSynapse(e, target, names)),
    };

    private static IEnumerable<Access> Reads(Expr expression, NameTable names) => expression is Name name
        ? names.Find(name.Id) switch
        {
            ExpressionPlace e => Reads(e.Value, e.Names),
            { } place when SharedAccess(place) is { } access => [access],
            _ => [],
        }
        : expression.Operands.SelectMany(e => Reads(e, names));

    private static Access? SharedAccess(Place? place) => place is VariablePlace { Access: { Path: AccessPath.Via } access } ? access : null;
}
