using Cajal.Backends;
using Cajal.Backends.Cpu;
using Cajal.Backends.Reference;
using Cajal.Ir;
using static Cajal.Tests.Backends.Backend;

namespace Cajal.Tests.Backends.Cpu;

/// <summary>Kernels that call functions of the program.</summary>
public sealed class HostCallTests
{
    private const int Elements = 128;
    private static readonly Precision[] s_precisions = Precisions;

    [Fact]
    public void Every_width_calls_as_the_interpreter_does()
    {
        HostFunction mix = new("mix", [IrType.Real, IrType.Integer, IrType.Boolean], IrType.Real, x => x[2] != 0 ? x[0] + x[1] : -x[0]);
        HostFunction count = new("count", [IrType.Real], IrType.Integer, x => 1e10 * x[0]);
        HostFunction isLarge = new("is_large", [IrType.Real, IrType.Real], IrType.Boolean, x => x[0] > x[1] ? 1 : 0);
        AssertAllAgree(ir =>
        {
            var (x, y) = (ir.Local(At("x")), ir.Local(At("y")));
            var inside = ir.HostCall(mix, [x, ir.Element, ir.Less(x, y)], ir.Boolean(true));
            var outside = ir.HostCall(mix, [ir.Call("exp", [inside]), ir.HostCall(count, [y], ir.Boolean(true)), ir.Boolean(true)], ir.Boolean(true));
            var mask = ir.HostCall(isLarge, [outside, ir.Real(2)], ir.Boolean(true));
            return [new Load(x), new Load(y), new Store(At("a"), outside), new Store(At("b"), ir.Select(mask, inside, y)), new Store(At("c", IrType.Boolean), mask)];
        });
    }

    [Fact]
    public void What_is_the_same_for_all_elements_is_asked_once_and_the_padding_is_not_asked()
    {
        var calls = 0;
        HostFunction root = new("root", [IrType.Real], IrType.Real, x => { calls++; return Math.Sqrt(x[0]); });
        foreach (var (precision, width) in s_precisions.SelectMany(p => Widths.Select(w => (p, w))))
        {
            Assert.Equal(1, CallsOf(ir => ir.HostCall(root, [ir.Time], ir.Less(ir.Element, ir.Integer(67)))));
            Assert.Equal(67, CallsOf(ir => ir.HostCall(root, [ir.Element], ir.Less(ir.Element, ir.Integer(67)))));

            int CallsOf(Func<IrBuilder, Node> value)
            {
                var kernel = new Kernel("calls", KernelDomain.Range, [new Store(At("y"), value(new(precision)))]);
                using var memory = new KernelMemory(kernel, precision, Elements);
                calls = 0;
                memory.Run(new CpuBackend(width).Compile(kernel, precision), 0, Elements, time: 4);
                return calls;
            }
        }
    }

    [Fact]
    public void Of_a_list_only_the_listed_elements_are_asked()
    {
        List<double> asked = [];
        HostFunction note = new("note", [IrType.Integer], IrType.Real, x => { asked.Add(x[0]); return x[0]; });
        foreach (var (precision, width) in s_precisions.SelectMany(p => Widths.Select(w => (p, w))))
        {
            IrBuilder ir = new(precision);
            var kernel = new Kernel("list", KernelDomain.List, [new Store(At("y"), ir.HostCall(note, [ir.Element], ir.Boolean(true)))]);
            using var memory = new KernelMemory(kernel, precision, Elements);
            asked.Clear();
            memory.RunList(new CpuBackend(width).Compile(kernel, precision), [5, 3, 99]);
            Assert.Equal([5.0, 3, 99], asked);
            Assert.Equal(99, memory.Real("y", 99));
        }
    }

    [Fact]
    public void A_function_may_itself_run_a_kernel_that_calls_functions()
    {
        foreach (var (precision, width) in s_precisions.SelectMany(p => Widths.Select(w => (p, w))))
        {
            HostFunction one = new("one", [IrType.Real], IrType.Real, x => x[0] + 1);
            var inner = Of(precision, ir => ir.HostCall(one, [ir.Real(41)], ir.Less(ir.Element, ir.Integer(7))));
            var compiled = new CpuBackend(width).Compile(inner, precision);
            HostFunction nested = new("nested", [IrType.Real], IrType.Real, x =>
            {
                using var innerMemory = new KernelMemory(inner, precision, 64);
                return x[0] + innerMemory.Run(compiled, 0, 64).Real("y", 1);
            });
            var outer = Of(precision, ir => ir.HostCall(nested, [ir.Element], ir.Boolean(true)));
            using var memory = new KernelMemory(outer, precision, 64);
            memory.Run(new CpuBackend(width).Compile(outer, precision), 0, 64);
            Assert.All(Enumerable.Range(0, 64), k => Assert.Equal(k + 42, memory.Real("y", k)));
        }

        static Kernel Of(Precision precision, Func<IrBuilder, Node> value) => new("y", KernelDomain.Range, [new Store(At("y"), value(new(precision)))]);
    }

    [Fact]
    public void Equal_calls_of_a_stateless_function_are_one_and_those_of_another_are_not()
    {
        IrBuilder ir = new(Precision.Double);
        HostFunction pure = new("f", [IrType.Real], IrType.Real, x => x[0]);
        var stateful = pure with { IsStateless = false };
        Assert.Same(ir.HostCall(pure, [ir.Time], ir.Boolean(true)), ir.HostCall(pure, [ir.Time], ir.Boolean(true)));
        Assert.NotSame(ir.HostCall(stateful, [ir.Time], ir.Boolean(true)), ir.HostCall(stateful, [ir.Time], ir.Boolean(true)));
    }

    private static void AssertAllAgree(Func<IrBuilder, System.Collections.Immutable.ImmutableArray<Statement>> body)
    {
        foreach (var precision in s_precisions)
        {
            Kernel kernel = new("host", KernelDomain.Range, body(new(precision)));
            using var expected = Filled();
            expected.Run(new ReferenceBackend().Compile(kernel, precision), 0, Elements);
            foreach (var width in Widths)
            {
                using var actual = Filled();
                actual.Run(new CpuBackend(width).Compile(kernel, precision), 0, Elements);
                AssertSame(kernel, precision, expected, actual, $"{width} bits");
            }

            KernelMemory Filled() => new KernelMemory(kernel, precision, Elements).SetReal("x", k => Operand(k * 7, 0)).SetReal("y", k => Operand(k, 1));
        }
    }
}
