using System.Collections.Immutable;
using System.Linq.Expressions;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>
/// Writes a kernel: a prologue of single values that are the same for all elements, then the loop.
/// <para>A kernel with rare values gets two loops. The common one leaves, before it has written anything, when some lane needs a rare
/// value; the careful one does that one vector and goes back. So nothing that the rare values need takes registers in the common loop.</para>
/// </summary>
internal sealed class KernelEmitter
{
    private readonly Kernel kernel;
    private readonly LaneSet lanes;
    private readonly ScalarLanes single;
    private readonly Variance variance;
    private readonly ParameterExpression arguments = Parameter(typeof(long), "arguments");
    private readonly Dictionary<ArraySymbol, Expression> bases = [];
    private readonly Dictionary<Node, ParameterExpression> hoisted = [];
    private readonly ValueEmitter prologue;
    private readonly Placement place;
    private Expression? hostRows;

    private KernelEmitter(Kernel kernel, LaneSet lanes)
    {
        (this.kernel, this.lanes, single, variance) = (kernel, lanes, ScalarLanes.Of(lanes.Precision), new Variance(kernel));
        prologue = new ValueEmitter(single, SingleLeaf, namesAll: true);
        place = kernel.Domain == KernelDomain.Range ? new RangePlacement(lanes, BaseOf, Word) : new ListPlacement(lanes, BaseOf, Word);
    }

    /// <summary>Before the loop.</summary>
    public ValueEmitter Prologue => prologue;

    /// <summary>Address of the rows through which functions of the program are called.</summary>
    public Expression HostRows => hostRows ??= prologue.Local(Call(typeof(HostLanes).GetMethod(nameof(HostLanes.Address))!));

    /// <summary>The lambda that runs a kernel, for lanes of a width.</summary>
    public static Expression<KernelCode> Emit(Kernel kernel, LaneSet lanes) => new KernelEmitter(kernel, lanes).Emit();

    /// <summary>Whether a value may differ between elements.</summary>
    public bool Varies(Node node) => variance.Of(node);

    /// <summary>The address of an array's element 0.</summary>
    public Expression BaseOf(ArraySymbol array)
    {
        if (!bases.TryGetValue(array, out var address))
        {
            bases.Add(array, address = prologue.Local(Word(Arguments.Arrays + kernel.Arrays.IndexOf(array))));
        }

        return address;
    }

    /// <summary>A value that is the same for all elements: computed once as a single value.</summary>
    public Expression Hoist(Node node)
    {
        if (!hoisted.TryGetValue(node, out var value))
        {
            hoisted.Add(node, value = prologue.Local(lanes.Broadcast(prologue.Emit(node), node.Type)));
        }

        return value;
    }

    private Expression<KernelCode> Emit()
    {
        var (end, common, careful, back) = (Label("end"), Label("common"), Label("careful"), Label("back"));
        ImmutableArray<Node> rare = lanes.Count > 1 ? [.. RareValues.Of(kernel).Where(Varies)] : [];
        var carefulBody = new LoopBody(this, lanes, place, [], careful).Emit(kernel);
        List<Expression> loops = [Label(careful), .. carefulBody.Code, .. place.Advance, IfThen(Not(place.IsDone), Goto(rare.IsEmpty ? careful : back))];
        List<ParameterExpression> variables = [.. carefulBody.Variables];
        if (!rare.IsEmpty)
        {
            // The end is read again on the way back to keep the loops apart: the JIT would merge them into one.
            var commonBody = new LoopBody(this, lanes, place, rare, careful).Emit(kernel);
            loops = [Label(back), place.ReadEnd, Label(common), .. commonBody.Code, .. place.Advance, IfThen(place.IsDone, Goto(end)), Goto(common), .. loops];
            variables.AddRange(commonBody.Variables);
        }

        return Lambda<KernelCode>(
            Block(
                [.. place.Variables, .. prologue.Variables, .. variables],
                [.. place.Prologue, IfThen(place.IsDone, Goto(end)), .. prologue.Code, .. loops, Label(end)]),
            $"kernel_{kernel.Name}",
            [arguments]);
    }

    /// <summary>What single values before the loop begin from.</summary>
    private Expression? SingleLeaf(Node node, ValueEmitter region) => node.Op switch
    {
        Op.Step => Convert(Word(Arguments.Step), single.TypeOf(IrType.Integer)),
        Op.Time => Convert(Call(typeof(BitConverter).GetMethod(nameof(BitConverter.Int64BitsToDouble))!, Word(Arguments.Time)), single.TypeOf(IrType.Real)),
        Op.Local => single.Gather(node.Local!.Array, BaseOf(node.Local.Array), Constant(0)),
        Op.Lookup => single.Gather(node.Table!, BaseOf(node.Table!), single.Narrow(region.Emit(node.Operands[0]))),
        Op.HostCall => HostLanes.Emit(single, node.Host!, [.. node.Operands[..^1].Select(region.Emit), Constant(true)], HostRows, Constant(1L), region),
        _ => null,
    };

    private MethodCallExpression Word(int word) =>
        Call(typeof(Memory).GetMethod(nameof(Memory.Load))!.MakeGenericMethod(typeof(long)), Add(arguments, Constant((long)word * sizeof(long))));
}
