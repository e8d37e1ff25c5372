using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Random;

namespace Cajal;

/// <summary>An expression on pairs, compiled once and evaluated block by block.</summary>
internal abstract class PairKernel
{
    private readonly RunContext _context;
    private readonly RandomStream _random;
    private KernelCall? _call;

    /// <param name="random">Random numbers of this expression.</param>
    protected PairKernel(PairBlock block, RunContext context, RandomStream random) => (Block, _context, _random) = (block, context, random);

    protected PairBlock Block { get; }

    protected KernelWriter Begin(NameTable names)
    {
        KernelWriter writer = new("pairs", KernelDomain.Range, new IrBuilder(_context.Precision), names);
        Block.Bind(writer);
        return writer;
    }

    protected KernelCall Finish(KernelWriter writer) => _call = new(writer.Finish(_context.Compiler, _random), _context.Clock.Steps);

    /// <summary>Evaluates for the pairs of the block.</summary>
    /// <param name="row">What the random numbers of the pairs belong to: the source, as a rule.</param>
    /// <param name="part">Which block of the row it is.</param>
    protected void Evaluate(uint row, uint part)
    {
        Block.Pad();
        _call!.Random = _random.Split(row, part);
        _call.OverRange(0, StateArray.WholeBlocks(Block.Count), _context.Step);
    }
}

/// <summary>A condition on pairs.</summary>
internal sealed class PairFilter : PairKernel
{
    private readonly NativeBuffer _met = new(PairBlock.Capacity / 8);

    /// <param name="lower">Makes the condition.</param>
    public PairFilter(PairBlock block, NameTable names, Func<KernelWriter, Node> lower, RunContext context, RandomStream random)
        : base(block, context, random)
    {
        var writer = Begin(names);
        writer.DetectSpikes(lower(writer), _met.Address);
        Finish(writer);
    }

    /// <summary>A condition as it is written.</summary>
    public static PairFilter Of(PairBlock block, NameTable names, Expr condition, RunContext context, RandomStream random) =>
        new(block, names, writer => writer.Evaluate(condition), context, random);

    /// <summary>True with a probability that is evaluated for each pair.</summary>
    public static PairFilter WithProbability(PairBlock block, NameTable names, Expr p, RunContext context, RandomStream random) =>
        new(block, names, writer => writer.Ir.Less(writer.DrawUniforms().First, writer.Ir.ToReal(writer.Evaluate(p))), context, random);

    /// <summary>Which pairs of the block meet the condition: one bit a pair, valid until the next call.</summary>
    public ReadOnlySpan<ulong> Ask(uint row, uint part)
    {
        Evaluate(row, part);
        return _met.Span<ulong>(0, PairBlock.Capacity / 64);
    }
}

/// <summary>A number for each pair.</summary>
internal sealed class PairNumber : PairKernel
{
    private readonly StateArray _values;

    /// <param name="type">Integer or real.</param>
    public PairNumber(PairBlock block, NameTable names, Expr value, IrType type, RunContext context, RandomStream random)
        : base(block, context, random)
    {
        var writer = Begin(names);
        _values = new(new("value", type), context.Precision, PairBlock.Capacity);
        writer.Record(_values.Symbol, writer.Evaluate(value));
        Finish(writer).Bind(_values.Symbol, _values.Address);
    }

    /// <summary>The values of the pairs of the block, until the next call.</summary>
    public StateArray Ask(uint row, uint part)
    {
        Evaluate(row, part);
        return _values;
    }
}
