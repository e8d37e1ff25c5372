using System.Diagnostics;
using System.Linq.Expressions;
using System.Reflection;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Cajal.Ir;
using static System.Linq.Expressions.Expression;

namespace Cajal.Backends.Cpu;

/// <summary>
/// Lanes of a 512-bit or 256-bit vector. Operations are the base class library's own methods, called directly: the JIT expands those in
/// place, whereas wrappers of ours would be inlined, and the JIT stops inlining at 512 locals.
/// </summary>
internal sealed class VectorLanes : LaneSet
{
    private static readonly Dictionary<(int, Precision), VectorLanes> Known = [];

    private readonly Type operations;
    private readonly Type memory;
    private readonly Type vector;
    private readonly Dictionary<(string, Type), MethodInfo> methods = [];

    private VectorLanes(int bits, Precision precision)
        : base(precision, bits / (precision == Precision.Double ? 64 : 32))
    {
        (operations, memory, vector) = bits == 512
            ? (typeof(Vector512), typeof(Memory512), typeof(Vector512<>))
            : (typeof(Vector256), typeof(Memory256), typeof(Vector256<>));
        IndexType = (Count switch { 4 => typeof(Vector128<>), 8 => typeof(Vector256<>), _ => typeof(Vector512<>) }).MakeGenericType(typeof(int));
    }

    public override Type IndexType { get; }

    public static VectorLanes Of(int bits, Precision precision)
    {
        lock (Known)
        {
            if (!Known.TryGetValue((bits, precision), out var lanes)) { Known.Add((bits, precision), lanes = new(bits, precision)); }
            return lanes;
        }
    }

    public override Type TypeOf(IrType type) => vector.MakeGenericType(LaneType(type));

    public override Expression Literal(Node literal) => literal.Type == IrType.Real
        ? Create(Precision == Precision.Double ? Constant(literal.Constant) : Constant((float)literal.Constant))
        : Create(Precision == Precision.Double ? Constant(literal.Bits) : Constant((int)literal.Bits));

    public override Expression Apply(Node node, Expression[] operands)
    {
        var lane = LaneType(node.Type);
        switch (node.Op)
        {
            case Op.Add or Op.Subtract or Op.Multiply or Op.Divide or Op.Negate or Op.Floor or Op.Ceiling:
                return On(node.Op.ToString(), lane, operands);
            case Op.SquareRoot:
                return On(nameof(Vector512.Sqrt), lane, operands);
            case Op.Absolute:
                return On(nameof(Vector512.Abs), lane, operands);
            case Op.Less:
                return Compare(nameof(Vector512.LessThan), node, operands);
            case Op.LessOrEqual:
                return Compare(nameof(Vector512.LessThanOrEqual), node, operands);
            case Op.Equal:
                return Compare(nameof(Vector512.Equals), node, operands);
            case Op.And:
                return On(nameof(Vector512.BitwiseAnd), lane, operands);
            case Op.Or:
                return On(nameof(Vector512.BitwiseOr), lane, operands);
            case Op.Xor:
                return On(nameof(Vector512.Xor), lane, operands);
            case Op.Not:
                return On(nameof(Vector512.OnesComplement), lane, operands);
            case Op.ShiftLeft or Op.ShiftRightArithmetic or Op.ShiftRightLogical:
                return On(node.Op.ToString(), lane, operands[0], Constant((int)node.Operands[1].Bits));
            case Op.Select:
                return Select(operands[0], operands[1], operands[2]);
            case Op.Convert:
                var conversion = (Precision, node.Type) switch
                {
                    (Precision.Double, IrType.Real) => nameof(Vector512.ConvertToDouble),
                    (Precision.Double, _) => nameof(Vector512.ConvertToInt64),
                    (_, IrType.Real) => nameof(Vector512.ConvertToSingle),
                    _ => nameof(Vector512.ConvertToInt32),
                };
                return On(conversion, LaneType(node.Operands[0].Type), operands);
            case Op.Reinterpret:
                return As(operands[0], lane);
            default:
                throw new UnreachableException($"cpu backend: {node.Op} of vectors");
        }
    }

    /// <summary>The base class library's FusedMultiplyAdd of a negated operand would flip the sign by an instruction of its own.</summary>
    public override Expression FusedMultiplyAdd(Expression a, Expression b, Expression c, bool negatesProduct, bool negatesAddend)
    {
        var is512 = operations == typeof(Vector512);
        if (is512 ? !Avx512F.IsSupported : !Fma.IsSupported)
        {
            var (factor, addend) = (negatesProduct ? On(nameof(Vector512.Negate), RealType, a) : a, negatesAddend ? On(nameof(Vector512.Negate), RealType, c) : c);
            return On(nameof(Vector512.FusedMultiplyAdd), RealType, factor, b, addend);
        }

        var name = (is512, negatesProduct, negatesAddend) switch
        {
            (true, false, false) => nameof(Avx512F.FusedMultiplyAdd),
            (true, true, false) => nameof(Avx512F.FusedMultiplyAddNegated),
            (true, false, true) => nameof(Avx512F.FusedMultiplySubtract),
            (true, true, true) => nameof(Avx512F.FusedMultiplySubtractNegated),
            (false, false, false) => nameof(Fma.MultiplyAdd),
            (false, true, false) => nameof(Fma.MultiplyAddNegated),
            (false, false, true) => nameof(Fma.MultiplySubtract),
            (false, true, true) => nameof(Fma.MultiplySubtractNegated),
        };
        return Call((is512 ? typeof(Avx512F) : typeof(Fma)).GetMethod(name, [a.Type, a.Type, a.Type])!, a, b, c);
    }

    public override Expression Select(Expression condition, Expression ifTrue, Expression ifFalse)
    {
        var lane = ifTrue.Type.GetGenericArguments()[0];
        return On(nameof(Vector512.ConditionalSelect), lane, As(condition, lane), ifTrue, ifFalse);
    }

    public override Expression Any(Node condition, Func<Node, Expression> emit) => condition switch
    {
        { Op: Op.Not } => Not(All(condition.Operands[0], emit)),
        { Op: Op.Less } => On(nameof(Vector512.LessThanAny), LaneType(condition.Operands[0].Type), emit(condition.Operands[0]), emit(condition.Operands[1])),
        _ => AnyOf(emit(condition)),
    };

    public override Expression AnyOf(Expression mask) => NotEqual(MaskBits(mask), Constant(0L));

    public override Expression ConditionBits(Node condition, Func<Node, Expression> emit) => MaskBits(emit(condition));

    public override Expression Broadcast(Expression single, IrType type) => Create(type == IrType.Boolean
        ? Condition(single, Convert(Constant(-1), IntegerType), Default(IntegerType))
        : single);

    public override Expression Ramp(Expression first)
    {
        var ramp = Precision == Precision.Double
            ? Enumerable.Range(0, Count).Select(lane => Constant((long)lane))
            : Enumerable.Range(0, Count).Select(lane => Constant(lane));
        var create = operations.GetMethod(nameof(Vector512.Create), [.. Enumerable.Repeat(IntegerType, Count)])!;
        return On(nameof(Vector512.Add), IntegerType, Create(Convert(first, IntegerType)), Call(create, ramp));
    }

    public override Expression Load(IrType type, Expression address) => MemoryCall(nameof(Memory512.Load), [LaneType(type)], address);

    public override Expression Store(IrType type, Expression address, Expression value) =>
        MemoryCall(nameof(Memory512.Store), [LaneType(type)], address, value);

    public override Expression LoadIndex(Expression address) => IndexType == TypeOf(IrType.Integer)
        ? Load(IrType.Integer, address)
        : Call((Count == 8 ? typeof(Memory256) : typeof(Memory128)).GetMethod(nameof(Memory256.Load))!.MakeGenericMethod(typeof(int)), address);

    public override Expression Widen(Expression index) =>
        Precision == Precision.Single ? index : MemoryCall(nameof(Memory512.Widen), [], index);

    public override Expression Narrow(Expression integers) =>
        Precision == Precision.Single ? integers : MemoryCall(nameof(Memory512.Narrow), [], integers);

    public override Expression LoadBits(Expression table, Expression first)
    {
        var address = Add(table, RightShift(first, Constant(3)));
        Expression bits = Call(typeof(Memory).GetMethod(nameof(Memory.Load))!.MakeGenericMethod(Count == 16 ? typeof(ushort) : typeof(byte)), address);
        if (Count < 8) { bits = RightShift(Convert(bits, typeof(int)), Convert(And(first, Constant(4L)), typeof(int))); }
        return Spread(bits);
    }

    public override Expression Spread(Expression word)
    {
        var create = operations.GetMethod(nameof(Vector512.Create), [.. Enumerable.Repeat(IntegerType, Count)])!;
        var ofLane = Call(create, Enumerable.Range(0, Count).Select(lane => Precision == Precision.Double ? Constant(1L << lane) : Constant(1 << lane)));
        var set = On(nameof(Vector512.BitwiseAnd), IntegerType, Create(Convert(word, IntegerType)), ofLane);
        return On(nameof(Vector512.Equals), IntegerType, set, ofLane);
    }

    public override Expression GatherBits(Expression table, Expression index) => Widen(MemoryCall(nameof(Memory512.GatherBits), [], table, index));

    public override Expression LoadBytes(Expression address) =>
        MemoryCall(Precision == Precision.Double ? nameof(Memory512.LoadBytesAsInt64) : nameof(Memory512.LoadBytesAsInt32), [], address);

    public override Expression Gather(IrType type, Expression table, Expression index) =>
        As(MemoryCall(nameof(Memory512.Gather), [], table, index), LaneType(type));

    public override Expression GatherIndex(Expression table, Expression index) => MemoryCall(nameof(Memory512.GatherIndex), [], table, index);

    public override Expression Scatter(IrType type, Expression table, Expression index, Expression value, Expression lanes) =>
        MemoryCall(nameof(Memory512.Scatter), [LaneType(type), IndexType], table, index, value, lanes);

    public override Expression Accumulate(IrType type, Expression table, Expression index, Expression value, Expression lanes) =>
        MemoryCall(nameof(Memory512.Accumulate), [LaneType(type), IndexType], table, index, value, lanes);

    private Type LaneType(IrType type) => type == IrType.Real ? RealType : IntegerType;

    private Expression All(Node condition, Func<Node, Expression> emit) => condition.Op switch
    {
        Op.Less => On(nameof(Vector512.LessThanAll), LaneType(condition.Operands[0].Type), emit(condition.Operands[0]), emit(condition.Operands[1])),
        Op.LessOrEqual => On(nameof(Vector512.LessThanOrEqualAll), LaneType(condition.Operands[0].Type), emit(condition.Operands[0]), emit(condition.Operands[1])),
        _ => Equal(MaskBits(emit(condition)), Constant((1L << Count) - 1)),
    };

    private UnaryExpression MaskBits(Expression mask) => Convert(On(nameof(Vector512.ExtractMostSignificantBits), IntegerType, mask), typeof(long));

    private Expression Compare(string name, Node node, Expression[] operands) =>
        As(On(name, LaneType(node.Operands[0].Type), operands), IntegerType);

    private Expression As(Expression value, Type lane)
    {
        var from = value.Type.GetGenericArguments()[0];
        return from == lane ? value : Call(Method(nameof(Vector512.As), from, [vector.MakeGenericType(from)], lane), value);
    }

    private MethodCallExpression Create(Expression single) => Call(Method(nameof(Vector512.Create), single.Type, [single.Type]), single);

    /// <summary>A method of Vector512 or Vector256 on operands of a lane type.</summary>
    private MethodCallExpression On(string name, Type lane, params Expression[] operands) =>
        Call(Method(name, lane, [.. operands.Select(operand => operand.Type)]), operands);

    private MethodCallExpression MemoryCall(string name, Type[] generic, params Expression[] arguments)
    {
        var method = generic.Length > 0
            ? memory.GetMethod(name)!.MakeGenericMethod(generic)
            : memory.GetMethod(name, [.. arguments.Select(argument => argument.Type)])!;
        return Call(method, arguments);
    }

    /// <summary>The overload with exactly these parameters; generic ones are closed over the lane type.</summary>
    private MethodInfo Method(string name, Type lane, Type[] parameters, Type? second = null)
    {
        lock (methods)
        {
            if (!methods.TryGetValue((name, lane), out var method))
            {
                method = operations.GetMember(name, MemberTypes.Method, BindingFlags.Public | BindingFlags.Static).Cast<MethodInfo>()
                    .Select(candidate => Close(candidate, second is null ? [lane] : [lane, second]))
                    .First(candidate => candidate is not null && candidate.GetParameters().Select(parameter => parameter.ParameterType).SequenceEqual(parameters))!;
                methods.Add((name, lane), method);
            }

            return method;
        }
    }

    private static MethodInfo? Close(MethodInfo method, Type[] lanes) =>
        !method.IsGenericMethodDefinition ? method
        : method.GetGenericArguments().Length == lanes.Length ? method.MakeGenericMethod(lanes)
        : null;
}
