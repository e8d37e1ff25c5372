using System.Collections.Immutable;

namespace Cajal.Ir;

/// <summary>
/// Takes out of a kernel what depends only on arrays that keep their values, such as exp(−dt/τ) of a parameter τ: another kernel computes it into arrays of its own,
/// once for many runs of the rest. Both compute what the whole would have computed, bit for bit.
/// </summary>
internal sealed class InvariantParts
{
    /// <summary>Work below which a value is computed faster than read, in operations; a division counts as several.</summary>
    private const int LeastWork = 6;

    private const int WorkOfDivision = 8;

    private readonly Kernel _kernel;
    private readonly IrBuilder _ir;
    private readonly HashSet<ArraySymbol> _kept;
    private readonly Dictionary<Node, bool> _isInvariant = [];
    private readonly Dictionary<Node, Node> _rewritten = [];
    private readonly List<Load> _loads = [];
    private readonly List<Store> _stores = [];

    private InvariantParts(Kernel kernel, IrBuilder ir, IEnumerable<ArraySymbol> kept)
    {
        (_kernel, _ir, _kept) = (kernel, ir, [.. kept.Except(kernel.Written)]);
    }

    /// <summary>The kernel without its invariant parts, and the kernel that computes these; null when there is nothing that is worth it.</summary>
    /// <param name="kernel">A kernel over a range.</param>
    /// <param name="ir">What made its nodes.</param>
    /// <param name="kept">Arrays that keep their values.</param>
    public static (Kernel Main, Kernel Invariants)? Split(Kernel kernel, IrBuilder ir, IEnumerable<ArraySymbol> kept) =>
        new InvariantParts(kernel, ir, kept).Split();

    private (Kernel Main, Kernel Invariants)? Split()
    {
        ImmutableArray<Statement> body = [.. _kernel.Body.Select(Rewritten)];
        if (_stores.Count == 0) { return null; }
        return (
            new(_kernel.Name, _kernel.Domain, Needed([.. _loads, .. body])),
            new($"{_kernel.Name}.invariants", _kernel.Domain, Needed([.. _kernel.Body.OfType<Load>(), .. _stores])));
    }

    private Statement Rewritten(Statement statement) => statement switch
    {
        Store store => store with { Value = Rewritten(store.Value) },
        Accumulate accumulate => accumulate with { Value = Rewritten(accumulate.Value) },
        StoreBits bits => bits with { Condition = Rewritten(bits.Condition) },
        Repeat repeat => new Repeat(
            Rewritten(repeat.Condition), [.. repeat.Values.Select(v => v with { Start = Rewritten(v.Start), Next = Rewritten(v.Next) })]),
        _ => statement,
    };

    private Node Rewritten(Node node)
    {
        if (_rewritten.TryGetValue(node, out var known)) { return known; }
        return _rewritten[node] = IsInvariant(node) && WorkOf(node, []) >= LeastWork ? Kept(node) : _ir.WithOperands(node, Rewritten);
    }

    private Node Kept(Node node)
    {
        Access access = new(new($"{_kernel.Name}.invariant{_stores.Count}", node.Type));
        Load load = new(_ir.Local(access));
        _loads.Add(load);
        _stores.Add(new(access, node));
        return load.Local;
    }

    private bool IsInvariant(Node node)
    {
        if (_isInvariant.TryGetValue(node, out var known)) { return known; }
        return _isInvariant[node] = node switch
        {
            { Op: Op.Literal } => true,
            { Local: { } access } => access.Path == AccessPath.Element && _kept.Contains(access.Array),
            _ => node.Op is not (Op.HostCall or Op.Lookup) && !node.Operands.IsEmpty && node.Operands.All(IsInvariant),
        };
    }

    private static int WorkOf(Node node, HashSet<Node> seen)
    {
        if (node.Operands.IsEmpty || !seen.Add(node)) { return 0; }
        var work = node.Op is Op.Divide or Op.SquareRoot ? WorkOfDivision : 1;
        foreach (var operand in node.Operands) { work += WorkOf(operand, seen); }
        return work;
    }

    /// <summary>A body without loads that nothing uses.</summary>
    private static ImmutableArray<Statement> Needed(ImmutableArray<Statement> body)
    {
        HashSet<Node> used = [];
        foreach (var statement in body)
        {
            foreach (var value in statement.Computed) { Use(value); }
        }

        return [.. body.Where(statement => statement is not Load load || used.Contains(load.Local))];

        void Use(Node node)
        {
            if (!used.Add(node)) { return; }
            foreach (var operand in node.Operands) { Use(operand); }
        }
    }
}
