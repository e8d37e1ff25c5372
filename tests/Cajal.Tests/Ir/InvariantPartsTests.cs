using Cajal.Backends.Cpu;
using Cajal.Backends.Reference;
using Cajal.Ir;
using Cajal.Tests.Backends;

namespace Cajal.Tests.Ir;

public sealed class InvariantPartsTests
{
    [Fact]
    public void What_depends_on_kept_arrays_alone_moves_into_a_kernel_of_its_own()
    {
        var ir = new IrBuilder(Precision.Double);
        var (main, invariants) = InvariantParts.Split(Membrane(ir), ir, Kept)!.Value;
        Assert.Equal(
            """
            kernel update over range
              %0 = load update.invariant0[i]
              %1 = load update.invariant1[i]
              %2 = load v[i]
              %3 = load I[i]
              store v[i], fma(%1, expm1(%2), (%2 * %0))
              bits spikes, ((%3 * 2.0) < %2)

            """,
            IrPrinter.Print(main));
        Assert.Equal(
            """
            kernel update.invariants over range
              %0 = load tau[i]
              %1 = load I[i]
              store update.invariant0[i], exp((-0.1 / %0))
              store update.invariant1[i], (%1 / %0)

            """,
            IrPrinter.Print(invariants));
    }

    [Fact]
    public void Both_kernels_give_the_bits_of_the_whole_at_every_width()
    {
        foreach (var precision in Backend.Precisions)
        {
            var ir = new IrBuilder(precision);
            var whole = Membrane(ir);
            var (main, invariants) = InvariantParts.Split(whole, ir, Kept)!.Value;
            using var expected = Filled(whole, precision).Run(new ReferenceBackend().Compile(whole, precision), 0, 512);
            foreach (var width in Backend.Widths)
            {
                CpuBackend backend = new(width);
                using var kept = Filled(invariants, precision).Run(backend.Compile(invariants, precision), 0, 512);
                using var actual = Filled(main, precision);
                foreach (var array in invariants.Written) { actual.SetReal(array.Name, i => kept.Real(array.Name, i)); }
                actual.Run(backend.Compile(main, precision), 0, 512);
                Assert.Equal(expected.Bytes("v"), actual.Bytes("v"));
                Assert.Equal(expected.Bytes("spikes"), actual.Bytes("spikes"));
            }
        }
    }

    [Fact]
    public void What_the_kernel_writes_or_reads_elsewhere_is_no_invariant()
    {
        var ir = new IrBuilder(Precision.Double);
        var (tau, shared, linked) = (ir.Local(Backend.At("tau")), ir.Local(new(new("I", IrType.Real), AccessPath.Shared)), ir.Local(new(new("I", IrType.Real), AccessPath.Via, new("other", IrType.Integer, ElementStorage.Int32))));
        Kernel kernel = new("update", KernelDomain.Range,
            [new Load(tau), new Load(shared), new Load(linked), new Store(Backend.At("tau"), ir.Add(ir.Divide(ir.Real(1), tau), ir.Add(ir.Call("exp", shared), ir.Call("exp", linked))))]);
        Assert.Null(InvariantParts.Split(kernel, ir, Kept));
    }

    private static ArraySymbol[] Kept => [new("tau", IrType.Real), new("I", IrType.Real)];

    /// <summary>Two invariants that are worth it, I/tau and exp(-0.1/tau), and one that is not, 2*I.</summary>
    private static Kernel Membrane(IrBuilder ir)
    {
        var (v, tau, current) = (ir.Local(Backend.At("v")), ir.Local(Backend.At("tau")), ir.Local(Backend.At("I")));
        var decayed = ir.Multiply(v, ir.Call("exp", ir.Divide(ir.Real(-0.1), tau)));
        return new("update", KernelDomain.Range,
            [
                new Load(v), new Load(tau), new Load(current),
                new Store(Backend.At("v"), ir.Add(ir.Multiply(ir.Divide(current, tau), ir.Call("expm1", v)), decayed)),
                new StoreBits(new("spikes", IrType.Boolean), ir.Less(ir.Multiply(current, ir.Real(2)), v)),
            ]);
    }

    private static KernelMemory Filled(Kernel kernel, Precision precision)
    {
        KernelMemory memory = new(kernel, precision, 512);
        foreach (var (array, stream) in new[] { ("v", 0), ("tau", 1), ("I", 2) })
        {
            if (kernel.Arrays.Any(a => a.Name == array)) { memory.SetReal(array, i => Backend.Noise(i, stream)); }
        }

        return memory;
    }
}
