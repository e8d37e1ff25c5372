using System.Collections.Immutable;

namespace Cajal.Ir;

/// <summary>The type of one lane. A lane is as wide as the network's real numbers: 64 bits in double precision, 32 in single.</summary>
internal enum IrType
{
    Real,
    Integer,

    /// <summary>All bits set (true) or none (false), in registers and in memory alike.</summary>
    Boolean,
}

/// <summary>What a backend must be able to do. Everything else (exp, log, clip, %...) is built from these, once, in <c>IrBuilder</c>.</summary>
internal enum Op
{
    /// <summary>A literal: <see cref="Node.Constant"/> for reals, <see cref="Node.Bits"/> for integers and booleans.</summary>
    Literal,

    /// <summary>A value that a <see cref="Load"/> of the kernel brought in: <see cref="Node.Local"/>.</summary>
    Local,

    /// <summary>A value that a <see cref="Repeat"/> of the kernel carries from pass to pass.</summary>
    Carried,

    /// <summary>The number of the element that the lane works on (Integer).</summary>
    Element,

    /// <summary>The current time in seconds (Real), the same for all lanes.</summary>
    Time,

    /// <summary>The current step (Integer), the same for all lanes.</summary>
    Step,

    Add, Subtract, Multiply, Divide, Negate,

    /// <summary>a·b + c rounded once.</summary>
    FusedMultiplyAdd,
    SquareRoot, Floor, Ceiling, Absolute,
    Less, LessOrEqual, Equal,
    And, Or, Xor, Not, ShiftLeft, ShiftRightArithmetic, ShiftRightLogical,

    /// <summary>Select(condition, ifTrue, ifFalse).</summary>
    Select,

    /// <summary>As <see cref="Select"/>, but ifTrue is worth computing only when some lane needs it.</summary>
    SelectRare,

    /// <summary>Integer to the nearest real; real to integer towards zero, to the nearest integer when out of range, NaN to 0.</summary>
    Convert,

    /// <summary>The same bits as another type.</summary>
    Reinterpret,

    /// <summary>An element of a table at an integer index: <see cref="Node.Table"/>.</summary>
    Lookup,

    /// <summary>
    /// The result of a function of the program, <see cref="Node.Host"/>. The operands are its arguments and, last, whether the lane's
    /// element exists: in the padding the function is not called.
    /// </summary>
    HostCall,
}

/// <summary>How wide the elements of an array are in memory.</summary>
internal enum ElementStorage
{
    /// <summary>One lane, of any type.</summary>
    Lane,

    /// <summary>Integers of 32 bits in either precision, which are only read: the neuron at an end of each synapse, say.</summary>
    Int32,

    /// <summary>
    /// Integers from 0 to 255: spikes that arrived at each neuron, say. They are read at consecutive places (in a range, the lane's own
    /// element), and the only value that is stored, there too, is the literal 0.
    /// </summary>
    Byte,

    /// <summary>Booleans of one bit each, bit k % 8 of byte k / 8 for element k. They are written at consecutive places.</summary>
    Bit,
}

/// <summary>An array that a kernel reads or writes; the runtime binds it to an address.</summary>
/// <param name="Name">Name for people and for the order of binding, unique within a kernel.</param>
/// <param name="Type">Type of the elements as values.</param>
/// <param name="Storage">Their width in memory.</param>
internal sealed record ArraySymbol(string Name, IrType Type, ElementStorage Storage = ElementStorage.Lane);

/// <summary>How a lane finds its place in an array.</summary>
internal enum AccessPath
{
    /// <summary>The lane's own element.</summary>
    Element,

    /// <summary>The element that an index array names for the lane's element.</summary>
    Via,

    /// <summary>Index 0, the same for all lanes.</summary>
    Shared,

    /// <summary>The position within the list that the kernel runs over (in a range: the element).</summary>
    Position,
}

/// <summary>Which element of an array a lane touches.</summary>
internal sealed record Access(ArraySymbol Array, AccessPath Path = AccessPath.Element, ArraySymbol? Via = null);

/// <summary>A function's name and arguments.</summary>
internal sealed record FunctionCall(string Function, ImmutableArray<Node> Arguments);

/// <summary>A value of the intermediate representation. Nodes are made by <c>IrBuilder</c>, which makes equal values one node.</summary>
internal sealed class Node
{
    internal Node(int id, Op op, IrType type, ImmutableArray<Node> operands)
    {
        (Id, Op, Type, Operands) = (id, op, type, operands);
    }

    /// <summary>Order of creation within the builder; operands come before their users.</summary>
    public int Id { get; }

    public Op Op { get; }

    public IrType Type { get; }

    public ImmutableArray<Node> Operands { get; }

    /// <summary>Value of a real literal.</summary>
    public double Constant { get; init; }

    /// <summary>Value of an integer literal; −1 or 0 for a boolean one.</summary>
    public long Bits { get; init; }

    /// <summary>The load that brings this value in.</summary>
    public Access? Local { get; init; }

    /// <summary>The table of a <see cref="Op.Lookup"/>.</summary>
    public ArraySymbol? Table { get; init; }

    /// <summary>The function of a <see cref="Op.HostCall"/>.</summary>
    public HostFunction? Host { get; init; }

    /// <summary>The call of the equation language that this value came from, for people: exp(x) and not its thirty operations.</summary>
    public FunctionCall? Origin { get; internal set; }

    /// <summary>Nodes and those that they are made of, operands first.</summary>
    /// <param name="goesOn">Whether to look at the operands of a node; null for always.</param>
    public static IEnumerable<Node> Below(IEnumerable<Node> roots, Func<Node, bool>? goesOn = null)
    {
        Stack<Node> open = new(roots);
        HashSet<Node> found = [];
        while (open.TryPop(out var node))
        {
            if (!found.Add(node) || goesOn?.Invoke(node) == false) { continue; }
            foreach (var operand in node.Operands) { open.Push(operand); }
        }

        return found.OrderBy(node => node.Id);
    }
}
