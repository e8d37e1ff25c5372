using System.Linq.Expressions;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>Consecutive elements: one offset in bytes of lanes walks over all arrays.</summary>
internal sealed class RangePlacement(LaneSet lanes, Func<ArraySymbol, Expression> baseOf, Func<int, Expression> word) : Placement(lanes, baseOf)
{
    private readonly ParameterExpression offset = Variable(typeof(long), "offset");
    private readonly ParameterExpression end = Variable(typeof(long), "end");

    public override IEnumerable<ParameterExpression> Variables => [offset, end];

    public override IEnumerable<Expression> Prologue => [Assign(offset, LeftShift(word(Arguments.First), Constant(Lanes.LaneShift))), ReadEnd];

    public override Expression ReadEnd => Assign(end, LeftShift(word(Arguments.Last), Constant(Lanes.LaneShift)));

    public override Expression IsDone => GreaterThanOrEqual(offset, end);

    public override IEnumerable<Expression> Advance => [Assign(offset, Add(offset, Constant((long)Lanes.Count << Lanes.LaneShift)))];

    public override Expression LanesLeft => Constant((long)Lanes.Count);

    public override Expression Element(ValueEmitter region) => Lanes.Ramp(Position(0));

    /// <summary>The byte that holds the first lane's bit.</summary>
    public Expression BitAddress(ArraySymbol bitmap) => Add(BaseOf(bitmap), RightShift(offset, Constant(Lanes.LaneShift + 3)));

    /// <summary>Which bit of that byte it is (an int).</summary>
    public Expression BitOfByte => Convert(And(Position(0), Constant(7L)), typeof(int));

    protected override Expression Position(int shift) => shift == Lanes.LaneShift ? offset : RightShift(offset, Constant(Lanes.LaneShift - shift));

    protected override bool IsConsecutive(Access access) => access.Via is null && access.Path != AccessPath.Shared;

    protected override Expression ElementIndex(ValueEmitter body) => PositionIndex();
}
