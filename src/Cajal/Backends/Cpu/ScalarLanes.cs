using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>One lane: double or float, long or int, bool; an index is an int.</summary>
internal sealed class ScalarLanes : LaneSet
{
    private static readonly ScalarLanes OfDouble = new(Precision.Double);
    private static readonly ScalarLanes OfSingle = new(Precision.Single);

    private readonly Type maths;

    private ScalarLanes(Precision precision)
        : base(precision, 1) => maths = precision == Precision.Double ? typeof(Math) : typeof(MathF);

    public override Type IndexType => typeof(int);

    public static ScalarLanes Of(Precision precision) => precision == Precision.Double ? OfDouble : OfSingle;

    public override Type TypeOf(IrType type) => type switch
    {
        IrType.Real => RealType,
        IrType.Integer => IntegerType,
        _ => typeof(bool),
    };

    public override Expression Literal(Node literal) => literal.Type switch
    {
        IrType.Real => Precision == Precision.Double ? Constant(literal.Constant) : Constant((float)literal.Constant),
        IrType.Integer => Precision == Precision.Double ? Constant(literal.Bits) : Constant((int)literal.Bits),
        _ => Constant(literal.Bits != 0),
    };

    public override Expression Apply(Node node, Expression[] operands)
    {
        var (a, b) = (operands[0], operands.Length > 1 ? operands[1] : operands[0]);
        return node.Op switch
        {
            Op.Add => Add(a, b),
            Op.Subtract => Subtract(a, b),
            Op.Multiply => Multiply(a, b),
            Op.Divide => Divide(a, b),
            Op.Negate => Negate(a),
            Op.SquareRoot => Maths(maths, nameof(Math.Sqrt), a),
            Op.Floor => Maths(maths, nameof(Math.Floor), a),
            Op.Ceiling => Maths(maths, nameof(Math.Ceiling), a),
            Op.Absolute => Maths(typeof(Math), nameof(Math.Abs), a),
            Op.Less => LessThan(a, b),
            Op.LessOrEqual => LessThanOrEqual(a, b),
            Op.Equal => Equal(a, b),
            Op.And => And(a, b),
            Op.Or => Or(a, b),
            Op.Xor => ExclusiveOr(a, b),
            Op.Not => Not(a),
            Op.ShiftLeft => LeftShift(a, Convert(b, typeof(int))),
            Op.ShiftRightArithmetic => RightShift(a, Convert(b, typeof(int))),
            Op.ShiftRightLogical => Convert(RightShift(Convert(a, Unsigned), Convert(b, typeof(int))), IntegerType),
            Op.Select => Select(a, b, operands[2]),
            Op.Convert => Convert(a, TypeOf(node.Type)),
            Op.Reinterpret => Reinterpret(a, node.Type),
            _ => throw new UnreachableException($"cpu backend: {node.Op} of single lanes"),
        };
    }

    public override Expression FusedMultiplyAdd(Expression a, Expression b, Expression c, bool negatesProduct, bool negatesAddend) =>
        Maths(maths, nameof(Math.FusedMultiplyAdd), negatesProduct ? Negate(a) : a, b, negatesAddend ? Negate(c) : c);

    public override Expression Select(Expression condition, Expression ifTrue, Expression ifFalse) => Condition(condition, ifTrue, ifFalse);

    public override Expression Any(Node condition, Func<Node, Expression> emit) => emit(condition);

    public override Expression AnyOf(Expression mask) => mask;

    public override Expression ConditionBits(Node condition, Func<Node, Expression> emit) => Condition(emit(condition), Constant(1L), Constant(0L));

    public override Expression Broadcast(Expression single, IrType type) => single;

    public override Expression Ramp(Expression first) => Convert(first, IntegerType);

    public override Expression Load(IrType type, Expression address) => type == IrType.Boolean
        ? NotEqual(Load(IrType.Integer, address), Default(IntegerType))
        : MemoryCall(nameof(Memory.Load), TypeOf(type), address);

    public override Expression Store(IrType type, Expression address, Expression value)
    {
        var (lane, bits) = InMemory(type, value);
        return MemoryCall(nameof(Memory.Store), lane, address, bits);
    }

    public override Expression LoadIndex(Expression address) => MemoryCall(nameof(Memory.Load), typeof(int), address);

    public override Expression Widen(Expression index) => Convert(index, IntegerType);

    public override Expression Narrow(Expression integers) => Convert(integers, typeof(int));

    public override Expression Spread(Expression word) => NotEqual(And(word, Constant(1L)), Constant(0L));

    public override Expression LoadBits(Expression table, Expression first) => GatherBits(table, Convert(first, typeof(int)));

    public override Expression GatherBits(Expression table, Expression index) => Call(typeof(Memory).GetMethod(nameof(Memory.LoadBit))!, table, index);

    public override Expression LoadBytes(Expression address) => Convert(MemoryCall(nameof(Memory.Load), typeof(byte), address), IntegerType);

    public override Expression Gather(IrType type, Expression table, Expression index) => Load(type, Place(table, index));

    public override Expression GatherIndex(Expression table, Expression index) =>
        LoadIndex(Add(table, LeftShift(Convert(index, typeof(long)), Constant(2))));

    public override Expression Scatter(IrType type, Expression table, Expression index, Expression value, Expression lanes) =>
        Store(type, Place(table, index), value);

    public override Expression Accumulate(IrType type, Expression table, Expression index, Expression value, Expression lanes)
    {
        var place = Variable(typeof(long));
        return Block([place], Assign(place, Place(table, index)), Store(type, place, Add(Load(type, place), value)));
    }

    private Type Unsigned => Precision == Precision.Double ? typeof(ulong) : typeof(uint);

    private BinaryExpression Place(Expression table, Expression index) =>
        Add(table, LeftShift(Convert(index, typeof(long)), Constant(LaneShift)));

    /// <summary>A boolean is an integer, −1 or 0, in memory.</summary>
    private (Type Lane, Expression Value) InMemory(IrType type, Expression value) => type == IrType.Boolean
        ? (IntegerType, Condition(value, Convert(Constant(-1), IntegerType), Default(IntegerType)))
        : (TypeOf(type), value);

    private MethodCallExpression Reinterpret(Expression value, IrType type) => Call(
        typeof(BitConverter).GetMethod((Precision, type) switch
        {
            (Precision.Double, IrType.Real) => nameof(BitConverter.Int64BitsToDouble),
            (Precision.Double, _) => nameof(BitConverter.DoubleToInt64Bits),
            (_, IrType.Real) => nameof(BitConverter.Int32BitsToSingle),
            _ => nameof(BitConverter.SingleToInt32Bits),
        })!,
        value);

    private MethodCallExpression Maths(Type type, string name, params Expression[] operands) =>
        Call(type.GetMethod(name, [.. operands.Select(_ => RealType)])!, operands);

    private static MethodCallExpression MemoryCall(string name, Type lane, params Expression[] arguments) =>
        Call(typeof(Memory).GetMethod(name, BindingFlags.Public | BindingFlags.Static)!.MakeGenericMethod(lane), arguments);
}
