using System.Collections.Immutable;
using Cajal.Backends;
using Cajal.Ir;
using Cajal.Runtime.Random;

namespace Cajal.Runtime;

/// <summary>Two uniform random numbers for every element that a kernel handles, made fresh before each call.</summary>
/// <param name="First">Positions of the first number.</param>
/// <param name="Second">Positions of the second number.</param>
/// <param name="Draw">Which draw of the element and step it is.</param>
/// <param name="Random">Where they come from; null for the stream of the kernel.</param>
internal sealed record DrawRow(ArraySymbol First, ArraySymbol Second, uint Draw, RandomStream? Random = null);

/// <summary>A random count for every element that a range kernel handles, made fresh before each call.</summary>
/// <param name="Counts">Positions of the counts, bytes.</param>
/// <param name="Table">Their distribution.</param>
/// <param name="Draw">Which draw of counts of the element and step it is.</param>
/// <param name="Random">Where they come from; null for the stream of the kernel.</param>
internal sealed record CountRow(ArraySymbol Counts, CountTable Table, uint Draw, RandomStream? Random = null);

/// <summary>One integer that all elements share and that depends only on the step, such as the row of a timed array.</summary>
internal sealed record StepCell(ArraySymbol Cell, Func<double, long> AtTime);

/// <summary>A kernel with everything that it needs to run.</summary>
/// <param name="Kernel">The code.</param>
/// <param name="Compile">Compiles code for <paramref name="Precision"/>.</param>
/// <param name="Addresses">Element 0 of each array that stays where it is.</param>
/// <param name="Draws">Random numbers that it takes.</param>
/// <param name="Cells">Integers that change with the step.</param>
/// <param name="Random">The stream that the random numbers come from.</param>
/// <param name="Arrays">Everything whose memory it uses: held, so that it stays where it is.</param>
/// <param name="Written">The arrays that it changes.</param>
internal sealed record KernelBinding(
    Kernel Kernel,
    Func<Kernel, ICompiledKernel> Compile,
    Precision Precision,
    ImmutableDictionary<ArraySymbol, nint> Addresses,
    ImmutableArray<DrawRow> Draws,
    ImmutableArray<StepCell> Cells,
    RandomStream Random,
    ImmutableArray<object> Arrays,
    ImmutableArray<object> Written)
{
    private ICompiledKernel? _compiled;

    /// <summary>The code as it runs, compiled when it is first asked for: code that is joined with other code never is.</summary>
    public ICompiledKernel Compiled => _compiled ??= Compile(Kernel);

    /// <summary>Random counts that it takes.</summary>
    public ImmutableArray<CountRow> Counts { get; init; } = [];

    /// <summary>Arrays of which it reads elements that other workers own: through links, and what one element holds for all.</summary>
    public ImmutableArray<object> ReadsAcross { get; init; } = [];

    /// <summary>Computes values that the kernel reads, which change only with <see cref="Parameters"/>; null when there are none.</summary>
    public KernelBinding? Invariants { get; init; }

    /// <summary>The arrays from which the invariants are computed.</summary>
    public ImmutableArray<StateArray> Parameters { get; init; } = [];

    /// <summary>Whether it changes elements that other workers own, through links.</summary>
    public bool WritesAcross { get; init; }

    /// <summary>The code and then, over the same elements, other code, as one kernel with the bits of both; null where that cannot be.</summary>
    public KernelBinding? Then(KernelBinding next)
    {
        if (!KernelFusion.CanJoin(Kernel) || !KernelFusion.CanJoin(next.Kernel) || next.Invariants is not null) { return null; }
        if (next.ReadsAcross.Any(Written.Contains) || ReadsAcross.Any(next.Written.Contains)) { return null; }
        var symbols = SymbolsOf(next);
        var name = $"{Kernel.Name} + {next.Kernel.Name}";
        return new(
            KernelFusion.Join(name, Precision, Kernel, next.Kernel, symbol => symbols[symbol]), Compile, Precision,
            Addresses.SetItems(next.Kernel.Arrays.Where(next.Addresses.ContainsKey).Select(a => KeyValuePair.Create(symbols[a], next.Addresses[a]))),
            [.. Draws, .. next.Draws.Select(d => new DrawRow(Renamed(d.First), Renamed(d.Second), d.Draw, d.Random ?? next.Random))],
            [.. Cells, .. next.Cells.Select(c => c with { Cell = Renamed(c.Cell) })],
            Random,
            [.. Arrays.Union(next.Arrays)],
            [.. Written.Union(next.Written)])
        {
            Counts = [.. Counts, .. next.Counts.Select(c => c with { Counts = Renamed(c.Counts), Random = c.Random ?? next.Random })],
            ReadsAcross = [.. ReadsAcross.Union(next.ReadsAcross)],
            Invariants = Invariants,
            Parameters = Parameters,
        };

        // A kernel may use only one of two random numbers.
        ArraySymbol Renamed(ArraySymbol symbol) => symbols.GetValueOrDefault(symbol, symbol);
    }

    /// <summary>What the arrays of other code are called beside this code: memory that both touch has one symbol, everything else one of its own.</summary>
    private Dictionary<ArraySymbol, ArraySymbol> SymbolsOf(KernelBinding next)
    {
        HashSet<ArraySymbol> taken = [.. Kernel.Arrays];
        Dictionary<nint, ArraySymbol> known = [];
        foreach (var symbol in Kernel.Arrays.Where(Addresses.ContainsKey)) { known.TryAdd(Addresses[symbol], symbol); }
        Dictionary<ArraySymbol, ArraySymbol> symbols = [];
        foreach (var symbol in next.Kernel.Arrays)
        {
            if (next.Addresses.TryGetValue(symbol, out var address) && known.TryGetValue(address, out var same) && (same.Type, same.Storage) == (symbol.Type, symbol.Storage))
            {
                symbols[symbol] = same;
                continue;
            }

            var free = symbol;
            for (var number = 2; !taken.Add(free); number++) { free = symbol with { Name = $"{symbol.Name}.{number}" }; }
            symbols[symbol] = free;
        }

        return symbols;
    }
}
