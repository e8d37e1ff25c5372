using System.Diagnostics;
using System.Linq.Expressions;
using System.Runtime.Intrinsics;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>
/// How values of one precision are written as expressions for a number of lanes. Addresses are int64, so that their arithmetic is plain
/// IL; "index" is a group of int32 positions, one a lane.
/// </summary>
internal abstract class LaneSet(Precision precision, int count)
{
    public Precision Precision { get; } = precision;

    /// <summary>Number of lanes.</summary>
    public int Count { get; } = count;

    /// <summary>Logarithm to base 2 of a lane's bytes.</summary>
    public int LaneShift { get; } = precision == Precision.Double ? 3 : 2;

    public int LaneBytes => 1 << LaneShift;

    /// <summary>Logarithm to base 2 of the bytes of an element.</summary>
    public int ShiftOf(ElementStorage storage) => storage switch
    {
        ElementStorage.Byte => 0,
        ElementStorage.Int32 => 2,
        _ => LaneShift,
    };

    /// <summary>Type of one real, or one integer.</summary>
    protected Type RealType { get; } = precision == Precision.Double ? typeof(double) : typeof(float);

    protected Type IntegerType { get; } = precision == Precision.Double ? typeof(long) : typeof(int);

    /// <summary>Type of the lanes together.</summary>
    public abstract Type TypeOf(IrType type);

    /// <summary>Type of an index.</summary>
    public abstract Type IndexType { get; }

    public abstract Expression Literal(Node literal);

    /// <summary>The node's operation on operands of <see cref="TypeOf"/>.</summary>
    public abstract Expression Apply(Node node, Expression[] operands);

    /// <summary>±a·b ± c with one rounding.</summary>
    public abstract Expression FusedMultiplyAdd(Expression a, Expression b, Expression c, bool negatesProduct, bool negatesAddend);

    /// <summary>ifTrue in the lanes where the condition holds, else ifFalse.</summary>
    public abstract Expression Select(Expression condition, Expression ifTrue, Expression ifFalse);

    /// <summary>Whether a condition holds in some lane, as a bool.</summary>
    public abstract Expression Any(Node condition, Func<Node, Expression> emit);

    /// <summary>Whether a mask that is at hand holds in some lane, as a bool.</summary>
    public abstract Expression AnyOf(Expression mask);

    /// <summary>The condition's lanes as the lowest bits of a long.</summary>
    public abstract Expression ConditionBits(Node condition, Func<Node, Expression> emit);

    /// <summary>A single value (of <see cref="ScalarLanes"/>) for all lanes.</summary>
    public abstract Expression Broadcast(Expression single, IrType type);

    /// <summary>The integers first, first + 1, ... of an int64.</summary>
    public abstract Expression Ramp(Expression first);

    public abstract Expression Load(IrType type, Expression address);

    public abstract Expression Store(IrType type, Expression address, Expression value);

    /// <summary>Consecutive int32 as an index.</summary>
    public abstract Expression LoadIndex(Expression address);

    /// <summary>An index as integer lanes.</summary>
    public abstract Expression Widen(Expression index);

    /// <summary>Integer lanes as an index.</summary>
    public abstract Expression Narrow(Expression integers);

    /// <summary>The lowest bits of a word (an int64) as boolean lanes.</summary>
    public abstract Expression Spread(Expression word);

    /// <summary>Consecutive bits as boolean lanes.</summary>
    /// <param name="table">Address of the bits.</param>
    /// <param name="first">Which bit belongs to the first lane (an int64), a multiple of the lanes.</param>
    public abstract Expression LoadBits(Expression table, Expression first);

    /// <summary>The bits at the places of an index as boolean lanes.</summary>
    public abstract Expression GatherBits(Expression table, Expression index);

    /// <summary>Consecutive bytes as integer lanes.</summary>
    public abstract Expression LoadBytes(Expression address);

    /// <summary>Sets as many consecutive bytes as there are lanes to 0.</summary>
    public Expression ClearBytes(Expression address)
    {
        var type = Count switch { 1 => typeof(byte), 4 => typeof(int), 8 => typeof(long), _ => typeof(Vector128<byte>) };
        return Call(typeof(Memory).GetMethod(nameof(Memory.Store))!.MakeGenericMethod(type), address, Default(type));
    }

    /// <summary>An array's elements at the places of an index.</summary>
    public Expression Gather(ArraySymbol array, Expression table, Expression index) => array.Storage switch
    {
        ElementStorage.Lane => Gather(array.Type, table, index),
        ElementStorage.Int32 => Widen(GatherIndex(table, index)),
        ElementStorage.Bit => GatherBits(table, index),
        _ => throw new UnreachableException($"cpu backend: {array.Name}, of {array.Storage}, at scattered places"),
    };

    public abstract Expression Gather(IrType type, Expression table, Expression index);

    /// <summary>int32 of a table at the places of an index.</summary>
    public abstract Expression GatherIndex(Expression table, Expression index);

    /// <summary>Writes the first lanes (an int64) to their places.</summary>
    public abstract Expression Scatter(IrType type, Expression table, Expression index, Expression value, Expression lanes);

    /// <summary>Adds the first lanes (an int64) to their places, one after the other.</summary>
    public abstract Expression Accumulate(IrType type, Expression table, Expression index, Expression value, Expression lanes);
}
