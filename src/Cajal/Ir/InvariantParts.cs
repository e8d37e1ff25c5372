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

    /// <summary>A value on which the invariant parts are read. Nothing here calls itself: a sum of thousands of terms is as deep as it is long.</summary>
    private Node Rewritten(Node root)
    {
        foreach (var node in Node.Below([root])) { _isInvariant.TryAdd(node, IsInvariant(node)); }
        foreach (var node in Node.Below([root], node => !_rewritten.ContainsKey(node) && !IsKept(node)))
        {
            if (!_rewritten.ContainsKey(node)) { _rewritten[node] = IsKept(node) ? Kept(node) : _ir.WithOperands(node, operand => _rewritten.GetValueOrDefault(operand, operand)); }
        }

        return _rewritten[root];
    }

    private bool IsKept(Node node) => _isInvariant[node] && IsWorthKeeping(node);

    private Node Kept(Node node)
    {
        Access access = new(new($"{_kernel.Name}.invariant{_stores.Count}", node.Type));
        Load load = new(_ir.Local(access));
        _loads.Add(load);
        _stores.Add(new(access, node));
        return load.Local;
    }

    /// <summary>Whether a node whose operands are known depends on nothing but arrays that keep their values.</summary>
    private bool IsInvariant(Node node) => node switch
    {
        { Op: Op.Literal } => true,
        { Local: { } access } => access.Path == AccessPath.Element && _kept.Contains(access.Array),
        _ => node.Op is not (Op.HostCall or Op.Lookup) && !node.Operands.IsEmpty && node.Operands.All(operand => _isInvariant[operand]),
    };

    private static bool IsWorthKeeping(Node root)
    {
        Stack<Node> open = new([root]);
        HashSet<Node> seen = [];
        var work = 0;
        while (work < LeastWork && open.TryPop(out var node))
        {
            if (node.Operands.IsEmpty || !seen.Add(node)) { continue; }
            work += node.Op is Op.Divide or Op.SquareRoot ? WorkOfDivision : 1;
            foreach (var operand in node.Operands) { open.Push(operand); }
        }

        return work >= LeastWork;
    }

    /// <summary>A body without loads that nothing uses.</summary>
    private static ImmutableArray<Statement> Needed(ImmutableArray<Statement> body)
    {
        HashSet<Node> used = [.. Node.Below(body.SelectMany(statement => statement.Computed))];
        return [.. body.Where(statement => statement is not Load load || used.Contains(load.Local))];
    }
}
