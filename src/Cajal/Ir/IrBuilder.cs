using System.Collections.Immutable;
using System.Diagnostics;

namespace Cajal.Ir;

/// <summary>
/// Makes nodes. Equal values are one node; operations on literals are done at once, with the arithmetic of run time; and identities that
/// hold for every operand are applied (but for the sign of a zero: x + 0 is x).
/// <para>Contraction is decided here, so that all backends do the same: <see cref="Add"/> and <see cref="Subtract"/> of a product
/// become one <see cref="Op.FusedMultiplyAdd"/> (a·b + c·d fuses the first product; a·b − c·d stays as it is, so that x·x − y·y is
/// exactly zero for x = y). The mathematical functions use the uncontracted operators of <see cref="Maths.Term"/>.</para>
/// </summary>
internal sealed partial class IrBuilder(Precision precision)
{
    /// <summary>A kernel with more nodes would take seconds to compile.</summary>
    public const int MaxNodes = 40_000;

    private readonly Dictionary<NodeKey, Node> interned = [];
    private readonly List<Node> hostCalls = [];
    private int nodes;

    public Precision Precision { get; } = precision;

    public RealFormat Format { get; } = RealFormat.Of(precision);

    /// <summary>The number of the lane's element.</summary>
    public Node Element => Make(Op.Element, IrType.Integer);

    /// <summary>The current time [s].</summary>
    public Node Time => Make(Op.Time, IrType.Real);

    /// <summary>The current step.</summary>
    public Node Step => Make(Op.Step, IrType.Integer);

    /// <summary>A real literal, rounded to the precision.</summary>
    public Node Real(double value)
    {
        var rounded = Precision == Precision.Double ? value : (float)value;
        return Intern(new(Op.Literal, IrType.Real, BitConverter.DoubleToInt64Bits(rounded)), [], constant: rounded);
    }

    /// <summary>An integer literal; in single precision it keeps its lowest 32 bits.</summary>
    public Node Integer(long value)
    {
        var bits = Precision == Precision.Double ? value : unchecked((int)value);
        return Intern(new(Op.Literal, IrType.Integer, bits), [], bits: bits);
    }

    public Node Boolean(bool value) => Intern(new(Op.Literal, IrType.Boolean, value ? -1 : 0), [], bits: value ? -1 : 0);

    /// <summary>A value that a <see cref="Load"/> of the same node brings in: a new node with every call.</summary>
    public Node Local(Access access) => new(nodes++, Op.Local, access.Array.Type, []) { Local = access };

    /// <summary>A value that a <see cref="Repeat"/> carries: a new node with every call.</summary>
    public Node Carried(IrType type) => new(nodes++, Op.Carried, type, []);

    /// <summary>An element of a table that no kernel writes, at an integer index within it.</summary>
    public Node Lookup(ArraySymbol table, Node index)
    {
        Expect(index, IrType.Integer);
        return Intern(new(Op.Lookup, table.Type, 0, index.Id, Table: table), [index], table: table);
    }

    /// <summary>The result of a function of the program; a function with a state gives a new one with every call.</summary>
    /// <param name="exists">Whether the lane's element exists.</param>
    public Node HostCall(HostFunction function, ImmutableArray<Node> arguments, Node exists)
    {
        ImmutableArray<Node> operands = [.. arguments.Zip(function.Arguments, ToType), exists];
        if (function.IsStateless && hostCalls.Find(call => call.Host == function && call.Operands.SequenceEqual(operands)) is { } known) { return known; }
        Node node = new(nodes++, Op.HostCall, function.Result, operands) { Host = function };
        hostCalls.Add(node);
        return node;
    }

    /// <summary>The same operation on other operands, without any of the identities; the node itself where the operands stay.</summary>
    public Node WithOperands(Node node, Func<Node, Node> map)
    {
        ImmutableArray<Node> operands = [.. node.Operands.Select(map)];
        if (operands.SequenceEqual(node.Operands)) { return node; }
        if (node.Host is { } function) { return HostCall(function, operands[..^1], operands[^1]); }
        var made = Remade(node, operands, node.Table);
        if (node.Origin is { } call) { made.Origin ??= new(call.Function, [.. call.Arguments.Select(map)]); }
        return made;
    }

    /// <summary>A node of another builder, but no local one and no call, as one of this builder.</summary>
    /// <param name="copies">The copies of its operands.</param>
    /// <param name="symbolOf">The table that a table of the other builder is.</param>
    public Node Copy(Node node, IReadOnlyDictionary<Node, Node> copies, Func<ArraySymbol, ArraySymbol> symbolOf)
    {
        var made = Remade(node, [.. node.Operands.Select(operand => copies[operand])], node.Table is { } table ? symbolOf(table) : null);
        if (node.Origin is { } call && call.Arguments.All(copies.ContainsKey)) { made.Origin ??= new(call.Function, [.. call.Arguments.Select(a => copies[a])]); }
        return made;
    }

    /// <summary>The node that does what another does, on other operands.</summary>
    private Node Remade(Node node, ImmutableArray<Node> operands, ArraySymbol? table)
    {
        int Id(int index) => index < operands.Length ? operands[index].Id : -1;
        var bits = node.Type == IrType.Real ? BitConverter.DoubleToInt64Bits(node.Constant) : node.Bits;
        return Intern(new(node.Op, node.Type, bits, Id(0), Id(1), Id(2), table), operands, node.Constant, node.Bits, table);
    }

    /// <summary>A literal's value as lane bits, for folding.</summary>
    private long LaneBits(Node literal) => literal.Type != IrType.Real ? literal.Bits
        : Precision == Precision.Double ? BitConverter.DoubleToInt64Bits(literal.Constant)
        : BitConverter.SingleToInt32Bits((float)literal.Constant);

    private Node FromLaneBits(IrType type, long bits) => type switch
    {
        IrType.Integer => Integer(bits),
        IrType.Boolean => Boolean(bits != 0),
        _ => Real(Precision == Precision.Double ? BitConverter.Int64BitsToDouble(bits) : BitConverter.Int32BitsToSingle((int)bits)),
    };

    /// <summary>The node of an operation: a literal if all operands are, else the one node of this operation and these operands.</summary>
    private Node Make(Op op, IrType type, params ImmutableArray<Node> operands)
    {
        if (operands.Length > 0 && operands.All(operand => operand.Op == Op.Literal)) { return Fold(op, type, operands); }
        if (op is Op.Add or Op.Multiply or Op.Equal or Op.And or Op.Or or Op.Xor && ComesAfter(operands[0], operands[1]))
        {
            operands = [operands[1], operands[0]];
        }

        int Id(int index) => index < operands.Length ? operands[index].Id : -1;
        return Intern(new(op, type, 0, Id(0), Id(1), Id(2)), operands);
    }

    /// <summary>Commutative operations have one order of operands: as created, literals last.</summary>
    private static bool ComesAfter(Node a, Node b) => (a.Op == Op.Literal, a.Id).CompareTo((b.Op == Op.Literal, b.Id)) > 0;

    private Node Fold(Op op, IrType type, ImmutableArray<Node> operands)
    {
        var operandType = operands[0].Type;
        if (Precision == Precision.Double)
        {
            return FromLaneBits(type, Arithmetic<double, long>.Apply(op, type, operandType, [.. operands.Select(LaneBits)]));
        }

        return FromLaneBits(type, Arithmetic<float, int>.Apply(op, type, operandType, [.. operands.Select(operand => (int)LaneBits(operand))]));
    }

    private Node Intern(in NodeKey key, ImmutableArray<Node> operands, double constant = 0, long bits = 0, ArraySymbol? table = null)
    {
        if (!interned.TryGetValue(key, out var node))
        {
            if (nodes >= MaxNodes)
            {
                throw new ModelException($"The model takes more than {MaxNodes:N0} operations in one step. Split it into several groups, or choose a simpler method.");
            }

            node = new Node(nodes++, key.Op, key.Type, operands) { Constant = constant, Bits = bits, Table = table };
            interned.Add(key, node);
        }

        return node;
    }

    private static void Expect(Node node, IrType type)
    {
        if (node.Type != type) { throw new UnreachableException($"IR builder: {type} expected, {node.Op} is {node.Type}"); }
    }

    private readonly record struct NodeKey(Op Op, IrType Type, long Bits, int A = -1, int B = -1, int C = -1, ArraySymbol? Table = null);
}
