using Cajal.Backends;
using Cajal.Backends.Cpu;
using Cajal.Backends.Reference;
using Cajal.Ir;

namespace Cajal.Tests.Backends.Cpu;

/// <summary>Every operation and function gives the bits of the interpreter, at every width and in both precisions.</summary>
public sealed class OperationTests
{
    private const int Count = 1280;

    private static readonly Dictionary<string, Func<IrBuilder, Node, Node, Node>> OnReals = new()
    {
        ["add"] = (ir, a, b) => ir.Add(a, b),
        ["subtract"] = (ir, a, b) => ir.Subtract(a, b),
        ["multiply"] = (ir, a, b) => ir.Multiply(a, b),
        ["divide"] = (ir, a, b) => ir.Divide(a, b),
        ["negate"] = (ir, a, _) => ir.Negate(a),
        ["fused multiply-add"] = (ir, a, b) => ir.FusedMultiplyAdd(a, b, ir.Real(0.3)),
        ["fused, minus the addend"] = (ir, a, b) => ir.Subtract(ir.Multiply(a, b), a),
        ["fused, minus the product"] = (ir, a, b) => ir.Subtract(a, ir.Multiply(a, b)),
        ["fused, minus both"] = (ir, a, b) => ir.FusedMultiplyAdd(ir.Negate(a), b, ir.Negate(b)),
        ["square root"] = (ir, a, _) => ir.SquareRoot(a),
        ["floor"] = (ir, a, _) => ir.FloorToReal(a),
        ["ceiling"] = (ir, a, _) => ir.CeilingToReal(a),
        ["absolute"] = (ir, a, _) => ir.Absolute(a),
        ["less"] = (ir, a, b) => ir.Less(a, b),
        ["less or equal"] = (ir, a, b) => ir.LessOrEqual(a, b),
        ["equal"] = (ir, a, b) => ir.Equal(a, b),
        ["not equal"] = (ir, a, b) => ir.NotEqual(a, b),
        ["logic"] = (ir, a, b) => ir.Xor(ir.And(ir.Less(a, b), ir.Greater(a, ir.Real(0))), ir.Or(ir.Not(ir.Less(b, ir.Real(1))), ir.Equal(a, a))),
        ["select"] = (ir, a, b) => ir.Select(ir.Less(a, b), ir.Real(7), b),
        ["select of conditions"] = (ir, a, b) => ir.Select(ir.Less(a, b), ir.Less(a, ir.Real(1)), ir.Less(b, ir.Real(2))),
        ["rare select"] = (ir, a, b) => ir.SelectRare(ir.Less(a, ir.Real(-5)), ir.Divide(b, a), ir.Multiply(a, b)),
        ["rare within rare"] = (ir, a, b) => ir.SelectRare(
            ir.Less(a, b), ir.SelectRare(ir.Less(ir.Real(1), ir.Multiply(a, a)), ir.Divide(a, b), ir.Multiply(a, a)), ir.Multiply(a, b)),
        ["to integer"] = (ir, a, _) => ir.ToInteger(a),
        ["minimum"] = (ir, a, b) => ir.Minimum(a, b),
        ["maximum"] = (ir, a, b) => ir.Maximum(a, b),
        ["clip"] = (ir, a, b) => ir.Clip(a, b, ir.Real(1)),
        ["floor division"] = (ir, a, b) => ir.FloorDivide(a, b),
        ["modulo"] = (ir, a, b) => ir.Modulo(a, b),
        ["power"] = (ir, a, b) => ir.Power(a, b),
        ["seventh power"] = (ir, a, _) => ir.Power(a, ir.Integer(7)),
        ["of the element, time and step"] = (ir, a, _) => ir.Add(ir.Multiply(a, ir.Time), ir.Add(ir.Element, ir.Step)),
    };

    private static readonly Dictionary<string, Func<IrBuilder, Node, Node, Node>> OnIntegers = new()
    {
        ["add"] = (ir, a, b) => ir.Add(a, b),
        ["subtract"] = (ir, a, b) => ir.Subtract(a, b),
        ["multiply"] = (ir, a, b) => ir.Multiply(a, b),
        ["negate"] = (ir, a, _) => ir.Negate(a),
        ["absolute"] = (ir, a, _) => ir.Absolute(a),
        ["less"] = (ir, a, b) => ir.Less(a, b),
        ["less or equal"] = (ir, a, b) => ir.LessOrEqual(a, b),
        ["equal"] = (ir, a, b) => ir.Equal(a, b),
        ["bits"] = (ir, a, b) => ir.Bitwise(Op.Xor, ir.Bitwise(Op.And, a, b), ir.Bitwise(Op.Or, a, ir.Integer(5))),
        ["shift left"] = (ir, a, _) => ir.ShiftLeft(a, 7),
        ["shift right, arithmetic"] = (ir, a, _) => ir.ShiftRightArithmetic(a, 3),
        ["shift right, logical"] = (ir, a, _) => ir.ShiftRightLogical(a, 3),
        ["select"] = (ir, a, b) => ir.Select(ir.Less(a, b), a, ir.Integer(3)),
        ["to real"] = (ir, a, _) => ir.ToReal(a),
        ["sign"] = (ir, a, _) => ir.Call("sign", a),
        ["floor division"] = (ir, a, b) => ir.FloorDivide(a, b),
        ["modulo"] = (ir, a, b) => ir.Modulo(a, b),
        ["reinterpret"] = (ir, a, _) => ir.Reinterpret(IrType.Real, a),
    };

    private static readonly string[] Functions =
    [
        "sin", "cos", "tan", "sinh", "cosh", "tanh", "arcsin", "arccos", "arctan", "exp", "expm1", "exprel", IrBuilder.ExprelNearZero, "log", "log10", "log1p",
        "sqrt", "ceil", "floor", "int", "abs", "sign",
    ];

    public static TheoryData<string> RealOperations => [.. OnReals.Keys];

    public static TheoryData<string> IntegerOperations => [.. OnIntegers.Keys];

    public static TheoryData<string> FunctionNames => [.. Functions];

    [Theory]
    [MemberData(nameof(RealOperations))]
    public void An_operation_on_reals_gives_the_same_bits_at_every_width(string operation) =>
        AssertSameBits(precision => Backend.Map(precision, OnReals[operation]), IrType.Real);

    [Theory]
    [MemberData(nameof(IntegerOperations))]
    public void An_operation_on_integers_gives_the_same_bits_at_every_width(string operation) =>
        AssertSameBits(precision => Backend.Map(precision, OnIntegers[operation], IrType.Integer), IrType.Integer);

    [Theory]
    [MemberData(nameof(FunctionNames))]
    public void A_function_gives_the_same_bits_at_every_width(string function) =>
        AssertSameBits(precision => Backend.Map(precision, (ir, a, _) => ir.Call(function, a)), IrType.Real);

    /// <summary>Trees of random operations, whose nodes are shared at random; rare values and functions among them.</summary>
    [Fact]
    public void Random_expressions_give_the_same_bits_at_every_width()
    {
        for (var seed = 0; seed < 25; seed++) { AssertSameBits(precision => RandomKernel(precision, seed), IrType.Real, 384); }
    }

    private static void AssertSameBits(Func<Precision, Kernel> make, IrType type, int count = Count)
    {
        foreach (var precision in Backend.Precisions)
        {
            var kernel = make(precision);
            using var expected = Run(new ReferenceBackend());
            foreach (var width in Backend.Widths)
            {
                using var actual = Run(new CpuBackend(width));
                Backend.AssertSame(kernel, precision, expected, actual, $"{width} bits");
            }

            KernelMemory Run(IBackend backend)
            {
                var memory = new KernelMemory(kernel, precision, count);
                foreach (var (array, stream) in kernel.Arrays.Where(array => array.Name.StartsWith('x')).Select((array, stream) => (array, stream)))
                {
                    if (type == IrType.Real) { memory.SetReal(array.Name, i => Backend.Operand(i, stream)); }
                    else { memory.SetInteger(array.Name, i => (long)(Backend.Noise(i, stream) * Math.ScaleB(1, i % 31))); }
                }

                return memory.Run(backend.Compile(kernel, precision), 64, count - 64, step: 1234567, time: 123.4567);
            }
        }
    }

    private static Kernel RandomKernel(Precision precision, int seed)
    {
        var ir = new IrBuilder(precision);
        var loads = Enumerable.Range(0, 3).Select(index => ir.Local(Backend.At($"x{index}"))).ToArray();
        var shared = ir.Local(new Access(new ArraySymbol("x shared", IrType.Real), AccessPath.Shared));
        List<Node> values = [.. loads, shared, ir.Real(1.5), ir.Time, ir.Element, ir.Integer(3)];
        var draw = 0;
        int Choose(int count) => (int)((Backend.Noise(draw++, seed) + 1) / 2 * count);
        Node Value() => values[^(1 + Choose(Math.Min(values.Count, 9)))];
        for (var size = 0; size < 40; size++)
        {
            var (a, b) = (Value(), Value());
            values.Add(Choose(14) switch
            {
                0 => ir.Add(a, b),
                1 => ir.Subtract(a, b),
                2 or 3 => ir.Multiply(a, b),
                4 => ir.Divide(a, b),
                5 => ir.Negate(a),
                6 => ir.Select(ir.Less(a, b), Value(), a),
                7 => ir.SelectRare(ir.And(ir.Less(a, ir.Real(-100)), ir.LessOrEqual(b, a)), ir.Call("sin", Value()), ir.Add(a, Value())),
                8 => ir.SelectRare(ir.Not(ir.Less(a, b)), ir.Divide(a, Value()), a),
                9 => ir.Call("exp", a),
                10 => ir.Call("floor", ir.Clip(a, ir.Real(-1000), ir.Real(1000))),
                11 => ir.FusedMultiplyAdd(a, b, ir.Negate(Value())),
                12 => ir.Clip(a, ir.Real(-3), b),
                _ => ir.Call(IrBuilder.ExprelNearZero, a),
            });
        }

        return new Kernel(
            $"random{seed}", KernelDomain.Range,
            [
                .. loads.Select(load => new Load(load)), new Load(shared),
                new Store(Backend.At("y"), ir.ToReal(values[^1])), new Store(Backend.At("z"), ir.ToReal(values[^2])),
                new StoreBits(new ArraySymbol("bits", IrType.Boolean), ir.Less(values[^1], values[^3])),
            ]);
    }
}
