using System.Linq.Expressions;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>How a loop walks over its domain, and where the lanes of an iteration find their elements.</summary>
internal abstract class Placement(LaneSet lanes, Func<ArraySymbol, Expression> baseOf)
{
    private readonly Dictionary<ArraySymbol, Expression> indices = [];

    public abstract IEnumerable<ParameterExpression> Variables { get; }

    /// <summary>Before the loop.</summary>
    public abstract IEnumerable<Expression> Prologue { get; }

    /// <summary>Whether nothing is left, as a bool.</summary>
    public abstract Expression IsDone { get; }

    /// <summary>Reads the end of the loop anew.</summary>
    public abstract Expression ReadEnd { get; }

    /// <summary>At the end of an iteration.</summary>
    public abstract IEnumerable<Expression> Advance { get; }

    /// <summary>How many lanes of this iteration belong to the domain (int64).</summary>
    public abstract Expression LanesLeft { get; }

    protected LaneSet Lanes { get; } = lanes;

    /// <summary>The address of an array's element 0.</summary>
    protected Func<ArraySymbol, Expression> BaseOf { get; } = baseOf;

    /// <summary>At the beginning of an iteration.</summary>
    public virtual void Begin(ValueEmitter body) => indices.Clear();

    /// <summary>The numbers of the elements.</summary>
    public abstract Expression Element(ValueEmitter region);

    /// <summary>The lanes' values of an array, by any path but <see cref="AccessPath.Shared"/>.</summary>
    public Expression Load(Access access, ValueEmitter body)
    {
        var start = BaseOf(access.Array);
        return IsConsecutive(access) ? LoadAt(access.Array, start) : Lanes.Gather(access.Array, start, Index(access, body));
    }

    /// <summary>Consecutive values from a base address on.</summary>
    public Expression LoadAt(ArraySymbol array, Expression start)
    {
        if (array.Storage == ElementStorage.Bit) { return Lanes.LoadBits(start, Position(0)); }
        var address = Add(start, Position(Lanes.ShiftOf(array.Storage)));
        return array.Storage switch
        {
            ElementStorage.Byte => Lanes.LoadBytes(address),
            ElementStorage.Int32 => Lanes.Widen(Lanes.LoadIndex(address)),
            _ => Lanes.Load(array.Type, address),
        };
    }

    public Expression Store(Access target, Node value, ValueEmitter body)
    {
        var (array, start) = (target.Array, BaseOf(target.Array));
        if (!IsConsecutive(target)) { return Lanes.Scatter(value.Type, start, Index(target, body), body.Emit(value), LanesLeft); }
        var address = Add(start, Position(Lanes.ShiftOf(array.Storage)));
        return array.Storage == ElementStorage.Byte ? Lanes.ClearBytes(address) : Lanes.Store(value.Type, address, body.Emit(value));
    }

    /// <summary>The places of an access as an index.</summary>
    public Expression Index(Access access, ValueEmitter body)
    {
        switch (access)
        {
            case { Path: AccessPath.Shared }: return Default(Lanes.IndexType);
            case { Via: { } via }:
                if (!indices.TryGetValue(via, out var index))
                {
                    var isConsecutive = IsConsecutive(new Access(via));
                    index = body.Local(isConsecutive ? ConsecutiveIndex(via) : Lanes.GatherIndex(BaseOf(via), ElementIndex(body)));
                    indices.Add(via, index);
                }

                return index;
            case { Path: AccessPath.Position }: return PositionIndex();
            default: return ElementIndex(body);
        }
    }

    /// <summary>The position of the first lane, times 2 to the power of shift (int64).</summary>
    protected abstract Expression Position(int shift);

    protected abstract bool IsConsecutive(Access access);

    protected abstract Expression ElementIndex(ValueEmitter body);

    protected Expression PositionIndex() => Lanes.Narrow(Lanes.Ramp(Position(0)));

    private Expression ConsecutiveIndex(ArraySymbol array) => Lanes.LoadIndex(Add(BaseOf(array), Position(2)));
}
