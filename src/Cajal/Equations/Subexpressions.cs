using System.Collections.Immutable;

namespace Cajal.Equations;

/// <summary>The subexpressions of a model, put in the place of their names. Those that are stored (constant over dt, summed) keep their name.</summary>
internal sealed class Subexpressions
{
    private readonly Dictionary<string, Expr> _values = [];

    private Subexpressions(ImmutableArray<Declaration> inOrder)
    {
        InOrder = inOrder;
        foreach (var d in inOrder.Where(d => (d.Flags & (VariableFlags.ConstantOverDt | VariableFlags.Summed)) == 0))
        {
            _values.Add(d.Name, Inline(d.Value!, d.Span));
        }
    }

    /// <summary>All subexpressions, each after those that it uses; otherwise in the order of the model.</summary>
    public ImmutableArray<Declaration> InOrder { get; }

    /// <summary>Sorts the subexpressions among a model's declarations.</summary>
    /// <exception cref="EquationException">Subexpressions use each other in a circle, or grow beyond bounds.</exception>
    public static Subexpressions Of(IEnumerable<Declaration> declarations) =>
        new(Sort([.. declarations.Where(d => d.Kind == DeclarationKind.Subexpression)]));

    /// <summary>An expression without names of subexpressions.</summary>
    public Expr Inline(Expr expression) => Inline(expression, expression.Span);

    private Expr Inline(Expr expression, SourceSpan where) => ExprLimits.Require(expression.Substitute(_values), where);

    /// <summary>Takes, again and again, the first subexpression whose own ones have been taken (Kahn 1962).</summary>
    private static ImmutableArray<Declaration> Sort(ImmutableArray<Declaration> declarations)
    {
        var place = declarations.Select((d, k) => (d.Name, k)).ToDictionary(p => p.Name, p => p.k);
        int[][] uses = [.. declarations.Select(d => d.Value!.SelfAndDescendants().OfType<Name>()
            .Select(n => place.GetValueOrDefault(n.Id, -1)).Where(k => k >= 0).Distinct().ToArray())];
        var users = Enumerable.Range(0, uses.Length).SelectMany(k => uses[k].Select(used => (used, k))).ToLookup(p => p.used, p => p.k);
        int[] missing = [.. uses.Select(u => u.Length)];
        var ready = new PriorityQueue<int, int>(Enumerable.Range(0, uses.Length).Where(k => missing[k] == 0).Select(k => (k, k)));

        var sorted = ImmutableArray.CreateBuilder<Declaration>();
        while (ready.TryDequeue(out var k, out _))
        {
            sorted.Add(declarations[k]);
            foreach (var user in users[k].Where(user => --missing[user] == 0))
            {
                ready.Enqueue(user, user);
            }
        }
        return sorted.Count == declarations.Length ? sorted.ToImmutable() : throw Circle(declarations, uses, missing);
    }

    private static EquationException Circle(ImmutableArray<Declaration> declarations, int[][] uses, int[] missing)
    {
        List<int> path = [];
        var k = Array.FindIndex(missing, m => m > 0);
        while (!path.Contains(k))
        {
            path.Add(k);
            k = Array.Find(uses[k], used => missing[used] > 0);
        }
        path.RemoveRange(0, path.IndexOf(k));

        var start = path.IndexOf(path.Min());
        var circle = string.Join(" uses ", path[start..].Concat(path[..start]).Append(path[start]).Select(member => $"'{declarations[member].Name}'"));
        return new(declarations[path[start]].Span,
            path.Count == 1 ? $"'{declarations[k].Name}' uses itself." : $"These subexpressions use each other in a circle: {circle}.",
            "A quantity that depends on its own past is a variable: give it a differential equation.");
    }
}
