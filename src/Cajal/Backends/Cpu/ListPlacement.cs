using System.Linq.Expressions;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>Listed elements. The last vector also reads the padding of the list, but writes to scattered places only what is listed.</summary>
internal sealed class ListPlacement(LaneSet lanes, Func<ArraySymbol, Expression> baseOf, Func<int, Expression> word) : Placement(lanes, baseOf)
{
    private readonly ParameterExpression list = Variable(typeof(long), "list");
    private readonly ParameterExpression count = Variable(typeof(long), "count");
    private readonly ParameterExpression position = Variable(typeof(long), "position");
    private readonly ParameterExpression elements = Variable(lanes.IndexType, "elements");

    public override IEnumerable<ParameterExpression> Variables => [list, count, position, elements];

    public override IEnumerable<Expression> Prologue => [Assign(list, word(Arguments.First)), Assign(position, Constant(0L)), ReadEnd];

    public override Expression ReadEnd => Assign(count, word(Arguments.Last));

    public override Expression IsDone => GreaterThanOrEqual(position, count);

    public override IEnumerable<Expression> Advance => [Assign(position, Add(position, Constant((long)Lanes.Count)))];

    public override Expression LanesLeft => Call(
        typeof(Math).GetMethod(nameof(Math.Min), [typeof(long), typeof(long)])!, Subtract(count, position), Constant((long)Lanes.Count));

    public override void Begin(ValueEmitter body)
    {
        base.Begin(body);
        body.Code.Add(Assign(elements, Lanes.LoadIndex(Add(list, Position(2)))));
    }

    public override Expression Element(ValueEmitter region) => Lanes.Widen(elements);

    protected override Expression Position(int shift) => shift == 0 ? position : LeftShift(position, Constant(shift));

    protected override bool IsConsecutive(Access access) => access.Via is null && access.Path == AccessPath.Position;

    protected override Expression ElementIndex(ValueEmitter body) => elements;
}
