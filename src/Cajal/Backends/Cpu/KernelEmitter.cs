using System.Diagnostics;
using System.Linq.Expressions;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>
/// Writes a kernel as one loop: a prologue of single values that are the same for all elements, then the statements over vectors.
/// Places in arrays are base address + offset, with one offset that all arrays share.
/// </summary>
internal sealed class KernelEmitter
{
    private readonly Kernel kernel;
    private readonly LaneSet lanes;
    private readonly Variance variance;
    private readonly ParameterExpression arguments = Parameter(typeof(long), "arguments");
    private readonly Dictionary<ArraySymbol, Expression> bases = [];
    private readonly Dictionary<ArraySymbol, ParameterExpression> bitWords = [];
    private readonly Dictionary<Node, ParameterExpression> hoisted = [];
    private readonly ValueEmitter prologue;
    private readonly ValueEmitter body;
    private readonly Placement place;

    private KernelEmitter(Kernel kernel, LaneSet lanes)
    {
        (this.kernel, this.lanes, variance) = (kernel, lanes, new Variance(kernel));
        prologue = new ValueEmitter(ScalarLanes.Of(lanes.Precision), SingleLeaf, namesAll: true);
        body = new ValueEmitter(lanes, Leaf);
        place = kernel.Domain == KernelDomain.Range ? new RangePlacement(lanes, Base, Word) : new ListPlacement(lanes, Base, Word);
    }

    /// <summary>The lambda that runs a kernel, for lanes of a width.</summary>
    public static Expression<KernelCode> Emit(Kernel kernel, LaneSet lanes) => new KernelEmitter(kernel, lanes).Emit();

    private Expression<KernelCode> Emit()
    {
        var (end, again) = (Label("end"), Label("again"));
        foreach (var statement in kernel.Body)
        {
            if (ValueOf(statement) is { } value) { body.CountUse(value); }
        }

        place.Begin(body);
        foreach (var statement in kernel.Body) { Emit(statement); }
        return Lambda<KernelCode>(
            Block(
                [.. place.Variables, .. prologue.Variables, .. body.Variables],
                [
                    .. place.Prologue,
                    IfThen(place.IsDone, Goto(end)),
                    .. prologue.Code,
                    Label(again),
                    .. body.Code,
                    .. place.Advance,
                    IfThen(Not(place.IsDone), Goto(again)),
                    Label(end),
                ]),
            $"kernel_{kernel.Name}",
            [arguments]);
    }

    private static Node? ValueOf(Statement statement) => statement switch
    {
        Store store => store.Value,
        Accumulate accumulate => accumulate.Value,
        StoreBits bits => bits.Condition,
        _ => null,
    };

    private void Emit(Statement statement)
    {
        switch (statement)
        {
            case Load { Local: var local } when variance.Of(local):
                body.Name(local, local.Local!.Path == AccessPath.Shared
                    ? lanes.Broadcast(ScalarLanes.Of(lanes.Precision).Load(local.Type, Base(local.Local.Array)), local.Type)
                    : place.Load(local.Local, body));
                break;
            case Load:
                break;
            case Store store:
                body.Code.Add(place.Store(store.Target, body.Emit(store.Value), store.Value.Type, body));
                break;
            case Accumulate { Target: var target, Value: var value }:
                body.Code.Add(lanes.Accumulate(value.Type, Base(target.Array), place.Index(target, body), body.Emit(value), place.LanesLeft));
                break;
            case StoreBits bits:
                EmitBits((RangePlacement)place, bits);
                break;
        }
    }

    /// <summary>
    /// 8 or 16 lanes are whole bytes. Fewer are shifted into a word, whose last byte is written each time: what is written last holds
    /// all eight bits, since ranges begin and end at multiples of 64.
    /// </summary>
    private void EmitBits(RangePlacement range, StoreBits statement)
    {
        var address = range.BitAddress(statement.Bitmap);
        var bits = lanes.ConditionBits(statement.Condition, body.Emit);
        if (lanes.Count >= 8)
        {
            var type = lanes.Count == 8 ? typeof(byte) : typeof(ushort);
            body.Code.Add(MemoryStore(type, address, bits));
            return;
        }

        if (!bitWords.TryGetValue(statement.Bitmap, out var word)) { bitWords.Add(statement.Bitmap, word = prologue.Local(Constant(0L))); }
        body.Code.Add(Assign(word, Or(RightShift(word, Constant(lanes.Count)), LeftShift(bits, Constant(8 - lanes.Count)))));
        body.Code.Add(MemoryStore(typeof(byte), address, word));
    }

    private static MethodCallExpression MemoryStore(Type type, Expression address, Expression value) =>
        Call(typeof(Memory).GetMethod(nameof(Memory.Store))!.MakeGenericMethod(type), address, Convert(value, type));

    /// <summary>What the loop takes from outside: places, invariants, table rows.</summary>
    private Expression? Leaf(Node node, ValueEmitter region)
    {
        if (!variance.Of(node)) { return Hoist(node); }
        return node.Op switch
        {
            Op.Element => place.Element(region),
            Op.Lookup when TableRow(node) is { } row => row,
            Op.Lookup => Lookup(lanes, node.Table!, lanes.Narrow(region.Emit(node.Operands[0])), node.Type),
            _ => null,
        };
    }

    /// <summary>A lookup at element + something that is the same for all elements reads consecutive places.</summary>
    private Expression? TableRow(Node lookup)
    {
        if (place is not RangePlacement range) { return null; }
        var index = lookup.Operands[0];
        var start = index.Op == Op.Element ? null
            : index.Op == Op.Add && index.Operands[0].Op == Op.Element && !variance.Of(index.Operands[1]) ? index.Operands[1]
            : index.Op == Op.Add && index.Operands[1].Op == Op.Element && !variance.Of(index.Operands[0]) ? index.Operands[0]
            : index;
        if (start == index) { return null; }
        var table = lookup.Table!;
        var shift = table.IsIndex ? 2 : lanes.LaneShift;
        var row = start is null ? Base(table)
            : prologue.Local(Add(Base(table), LeftShift(Convert(prologue.Emit(start), typeof(long)), Constant(shift))));
        return range.LoadAt(table, row);
    }

    private Expression Lookup(LaneSet set, ArraySymbol table, Expression index, IrType type) => table.IsIndex
        ? set.Widen(set.GatherIndex(Base(table), index))
        : set.Gather(type, Base(table), index);

    /// <summary>A value that is the same for all elements: computed once as a single value.</summary>
    private ParameterExpression Hoist(Node node)
    {
        if (!hoisted.TryGetValue(node, out var value))
        {
            hoisted.Add(node, value = prologue.Local(lanes.Broadcast(prologue.Emit(node), node.Type)));
        }

        return value;
    }

    /// <summary>What single values before the loop begin from.</summary>
    private Expression? SingleLeaf(Node node, ValueEmitter region)
    {
        var single = ScalarLanes.Of(lanes.Precision);
        return node.Op switch
        {
            Op.Step => Convert(Word(Arguments.Step), single.TypeOf(IrType.Integer)),
            Op.Time => Convert(Call(typeof(BitConverter).GetMethod(nameof(BitConverter.Int64BitsToDouble))!, Word(Arguments.Time)), single.TypeOf(IrType.Real)),
            Op.Local when node.Local!.Array.IsIndex => single.Widen(single.LoadIndex(Base(node.Local.Array))),
            Op.Local => single.Load(node.Type, Base(node.Local.Array)),
            Op.Lookup => Lookup(single, node.Table!, single.Narrow(region.Emit(node.Operands[0])), node.Type),
            _ => null,
        };
    }

    private Expression Base(ArraySymbol array)
    {
        if (!bases.TryGetValue(array, out var address))
        {
            bases.Add(array, address = prologue.Local(Word(Arguments.Arrays + kernel.Arrays.IndexOf(array))));
        }

        return address;
    }

    private MethodCallExpression Word(int word) =>
        Call(typeof(Memory).GetMethod(nameof(Memory.Load))!.MakeGenericMethod(typeof(long)), Add(arguments, Constant((long)word * sizeof(long))));
}
