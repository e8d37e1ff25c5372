using System.Collections.Immutable;

namespace Cajal.Ir;

/// <summary>
/// Joins kernels over a range into one that does for each element, one after the other, what they do, with the same bits. What one stores and a later one
/// loads stays in a register.
/// </summary>
internal sealed class KernelFusion
{
    /// <summary>Operations of a kernel up to which joining pays: so much is computed in longer ones that the memory hardly counts, and too many registers are in use.</summary>
    private const int MostOperations = 600;

    private readonly IrBuilder _ir;
    private readonly Dictionary<Access, Node> _values = [];
    private readonly List<Load> _loads = [];
    private readonly List<StoreBits> _bitmaps = [];
    private readonly List<Access> _stored = [];

    private KernelFusion(Precision precision) => _ir = new(precision);

    /// <summary>Whether a kernel may be joined: it touches nothing but the lane's own elements and what is the same for all lanes, calls nothing, and is not long.</summary>
    public static bool CanJoin(Kernel kernel) =>
        kernel.Domain == KernelDomain.Range && kernel.Functions.IsEmpty
        && kernel.Body.All(statement => statement switch
        {
            Load load => load.Local.Local!.Path != AccessPath.Via,
            Store store => store.Target.Path == AccessPath.Element,
            _ => statement is StoreBits,
        })
        && Node.Below(kernel.Body.SelectMany(statement => statement.Computed)).Count() <= MostOperations;

    /// <summary>Two kernels as one.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="symbolOf">The array in the joined kernel that an array of <paramref name="second"/> is.</param>
    public static Kernel Join(string name, Precision precision, Kernel first, Kernel second, Func<ArraySymbol, ArraySymbol> symbolOf)
    {
        KernelFusion fusion = new(precision);
        fusion.Add(first, symbol => symbol);
        fusion.Add(second, symbolOf);

        // All loads come first: nothing may have been written when a vector of rare values is left to the careful loop.
        return new(name, KernelDomain.Range, [.. fusion._loads, .. fusion._bitmaps, .. fusion._stored.Select(access => new Store(access, fusion._values[access]))]);
    }

    private void Add(Kernel kernel, Func<ArraySymbol, ArraySymbol> symbolOf)
    {
        Dictionary<Node, Node> copies = [];
        foreach (var statement in kernel.Body)
        {
            foreach (var node in Node.Below(statement.Computed).Where(node => !copies.ContainsKey(node))) { copies[node] = _ir.Copy(node, copies, symbolOf); }
            switch (statement)
            {
                case Load { Local: var local }:
                    copies[local] = Loaded(Renamed(local.Local!));
                    break;
                case Store store:
                    var target = Renamed(store.Target);
                    if (!_stored.Contains(target)) { _stored.Add(target); }
                    _values[target] = copies[store.Value];
                    break;
                case StoreBits bits:
                    _bitmaps.Add(new(symbolOf(bits.Bitmap), copies[bits.Condition]));
                    break;
            }
        }

        Access Renamed(Access access) => access with { Array = symbolOf(access.Array) };
    }

    private Node Loaded(Access access)
    {
        if (_values.TryGetValue(access, out var known)) { return known; }
        Load load = new(_ir.Local(access));
        _loads.Add(load);
        return _values[access] = load.Local;
    }
}
