using Cajal.Ir;
using Cajal.Tests.Backends;

namespace Cajal.Tests.Ir;

public sealed class IrPrinterTests
{
    [Fact]
    public void A_kernel_prints_one_line_a_statement_and_names_what_is_shared()
    {
        var ir = new IrBuilder(Precision.Double);
        var (v, g) = (ir.Local(Backend.At("v")), ir.Local(Backend.At("g")));
        var source = new ArraySymbol("source", IrType.Integer, ElementStorage.Int32);
        var pre = ir.Local(new Access(new ArraySymbol("rate", IrType.Real), AccessPath.Via, source));
        var next = ir.Add(ir.Multiply(v, ir.Call("exp", ir.Negate(g))), pre);
        var kernel = new Kernel(
            "update", KernelDomain.Range,
            [
                new Load(v), new Load(g), new Load(pre),
                new Store(Backend.At("v"), next),
                new Accumulate(new Access(new ArraySymbol("sum", IrType.Real), AccessPath.Shared), ir.Real(1)),
                new StoreBits(new ArraySymbol("spikes", IrType.Boolean), ir.Greater(next, ir.Real(-0.05))),
            ]);
        Assert.Equal(
            """
            kernel update over range
              %0 = load v[i]
              %1 = load g[i]
              %2 = load rate[source[i]]
              %3 = fma(%0, exp(-%1), %2)
              store v[i], %3
              accumulate sum[0], 1.0
              bits spikes, (-0.05 < %3)

            """,
            IrPrinter.Print(kernel));
        Assert.Contains("rarely(!(abs(", IrPrinter.Print(kernel, expandsFunctions: true), StringComparison.Ordinal);
    }

    [Fact]
    public void A_function_that_gives_back_what_its_argument_was_made_of_is_no_call()
    {
        var ir = new IrBuilder(Precision.Double);
        var k = ir.Local(new(new ArraySymbol("k", IrType.Integer)));
        var product = ir.Multiply(ir.Element, k);

        Assert.Same(product, ir.Call("int", ir.Add(product, ir.Real(0))));
        Assert.DoesNotContain("int(", IrPrinter.Print(new Kernel("a", KernelDomain.Range, [new Load(k), new Store(k.Local!, product)])), StringComparison.Ordinal);
    }

    [Fact]
    public void Passes_print_what_they_carry_from_where_and_to_what()
    {
        var ir = new IrBuilder(Precision.Double);
        var (v, x) = (ir.Local(Backend.At("v")), ir.Carried(IrType.Real));
        var half = ir.Multiply(x, ir.Real(0.5));
        var kernel = new Kernel(
            "halve", KernelDomain.Range,
            [new Load(v), new Repeat(ir.Less(ir.Real(1), half), [new(x, v, half)]), new Store(Backend.At("v"), ir.Add(half, half))]);
        Assert.Equal(
            """
            kernel halve over range
              %0 = load v[i]
              %1 = carried from %0
              %2 = (%1 * 0.5)
              repeat while (1.0 < %2)
              then %1 = %2
              %3 = (%1 * 0.5)
              store v[i], fma(%1, 0.5, %3)

            """,
            IrPrinter.Print(kernel));
    }
}
