using System.Collections.Immutable;
using System.Linq.Expressions;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>The statements of a kernel for one vector of elements.</summary>
/// <param name="place">Where the lanes find their elements.</param>
/// <param name="rare">Rare values that this loop leaves out: it goes to <paramref name="careful"/> when one is needed.</param>
internal sealed class LoopBody(
    KernelEmitter outside,
    LaneSet lanes,
    Placement place,
    ImmutableArray<Node> rare,
    LabelTarget careful)
{
    private readonly ConditionWords words = new(lanes);

    /// <summary>The code, and its locals.</summary>
    public ValueEmitter Emit(Kernel kernel)
    {
        var body = new ValueEmitter(lanes, Leaf, assumesCommon: !rare.IsEmpty);
        foreach (var statement in kernel.Body)
        {
            if (statement is Repeat repeat) { RepeatBody.CountUses(repeat, body); continue; }
            foreach (var value in statement.Computed) { body.CountUse(value); }
        }

        foreach (var value in rare) { body.CountUse(value.Operands[0]); }
        place.Begin(body);
        var isChecked = rare.IsEmpty;
        foreach (var statement in kernel.Body)
        {
            if (!isChecked && statement is not Load)
            {
                foreach (var value in rare) { body.Code.Add(IfThen(body.Any(value.Operands[0]), Goto(careful))); }
                isChecked = true;
            }

            Emit(statement, body);
        }

        return body;
    }

    private void Emit(Statement statement, ValueEmitter body)
    {
        switch (statement)
        {
            case Load { Local: { Local: { Array.Storage: ElementStorage.Bit, Path: AccessPath.Element } } local } when place is RangePlacement range && HoldsWholeBytes && outside.Varies(local):
                var word = body.Local(Convert(Call(typeof(Memory).GetMethod(nameof(Memory.Load))!.MakeGenericMethod(BitsType), range.BitAddress(local.Local!.Array)), typeof(long)));
                words.Add(local, word);
                body.Name(local, lanes.Spread(word));
                break;
            case Load { Local: var local } when outside.Varies(local):
                body.Name(local, local.Local!.Path == AccessPath.Shared
                    ? lanes.Broadcast(ScalarLanes.Of(lanes.Precision).Load(local.Type, outside.BaseOf(local.Local.Array)), local.Type)
                    : place.Load(local.Local, body));
                break;
            case Store { Target.Array: { Storage: ElementStorage.Bit } array } store:
                EmitBits((RangePlacement)place, array, store.Value, body);
                break;
            case Store { Target: var target, Value: var value }:
                body.Code.Add(place.Store(target, value, body));
                break;
            case Accumulate { Target: var target, Value: var value }:
                var sum = body.Emit(value);
                body.Code.Add(lanes.Accumulate(value.Type, outside.BaseOf(target.Array), place.Index(target, body), sum, place.LanesLeft));
                break;
            case StoreBits bits:
                EmitBits((RangePlacement)place, bits.Bitmap, bits.Condition, body);
                break;
            case Repeat repeat:
                RepeatBody.Emit(repeat, lanes, body, Leaf);
                break;
        }
    }

    /// <summary>8 or 16 lanes are whole bytes. Fewer leave the other bits of their byte as they are: the kernel may still have to read them.</summary>
    private void EmitBits(RangePlacement range, ArraySymbol bitmap, Node condition, ValueEmitter body)
    {
        var address = range.BitAddress(bitmap);
        var bits = words.Of(condition, body);
        if (!HoldsWholeBytes)
        {
            var (shift, old) = (range.BitOfByte, Convert(Call(typeof(Memory).GetMethod(nameof(Memory.Load))!.MakeGenericMethod(typeof(byte)), address), typeof(long)));
            var ofLanes = Constant((1L << lanes.Count) - 1);
            bits = Or(And(old, Not(LeftShift(ofLanes, shift))), LeftShift(And(bits, ofLanes), shift));
        }

        body.Code.Add(Call(typeof(Memory).GetMethod(nameof(Memory.Store))!.MakeGenericMethod(BitsType), address, Convert(bits, BitsType)));
    }

    /// <summary>Whether the bits of the lanes are whole bytes.</summary>
    private bool HoldsWholeBytes => lanes.Count >= 8;

    private Type BitsType => lanes.Count == 16 ? typeof(ushort) : typeof(byte);

    /// <summary>What the loop takes from outside: places, invariants, table rows.</summary>
    private Expression? Leaf(Node node, ValueEmitter region)
    {
        if (!outside.Varies(node)) { return outside.Hoist(node); }
        return node.Op switch
        {
            Op.Element => place.Element(region),
            Op.Lookup when TableRow(node) is { } row => row,
            Op.Lookup => lanes.Gather(node.Table!, outside.BaseOf(node.Table!), lanes.Narrow(region.Emit(node.Operands[0]))),
            Op.HostCall => HostLanes.Emit(lanes, node.Host!, [.. node.Operands.Select(region.Emit)], outside.HostRows, place.LanesLeft, region),
            _ => null,
        };
    }

    /// <summary>A lookup at element + something that is the same for all elements reads consecutive places.</summary>
    private Expression? TableRow(Node lookup)
    {
        if (place is not RangePlacement || lookup.Table!.Storage == ElementStorage.Bit) { return null; }
        var (table, index) = (lookup.Table!, lookup.Operands[0]);
        if (index.Op == Op.Element) { return place.LoadAt(table, outside.BaseOf(table)); }
        if (index.Op != Op.Add || index.Operands.FirstOrDefault(operand => !outside.Varies(operand)) is not { } start) { return null; }
        if (index.Operands.All(operand => operand.Op != Op.Element)) { return null; }
        var bytes = LeftShift(Convert(outside.Prologue.Emit(start), typeof(long)), Constant(lanes.ShiftOf(table.Storage)));
        return place.LoadAt(table, outside.Prologue.Local(Add(outside.BaseOf(table), bytes)));
    }
}
