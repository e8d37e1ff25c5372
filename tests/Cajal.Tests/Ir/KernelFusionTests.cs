using Cajal.Backends.Cpu;
using Cajal.Backends.Reference;
using Cajal.Ir;
using Cajal.Tests.Backends;

namespace Cajal.Tests.Ir;

public sealed class KernelFusionTests
{
    private static readonly ArraySymbol Free = new("free", IrType.Boolean, ElementStorage.Bit), Counts = new("counts", IrType.Integer, ElementStorage.Byte);

    [Fact]
    public void What_one_kernel_stores_the_next_takes_from_its_register()
    {
        IrBuilder ir = new(Precision.Double), other = new(Precision.Double);
        Assert.Equal(
            """
            kernel both over range
              %0 = load v[i]
              %1 = load free[i]
              %2 = load counts.2[i]
              %3 = exp(%0)
              %4 = (1.0 < %3)
              bits spikes, (%1 & %4)
              %5 = (%1 & !%4)
              store v[i], select(%5, fma(real(%2), 0.5, %3), %3)
              store free[i], %5

            """,
            IrPrinter.Print(KernelFusion.Join("both", Precision.Double, Update(ir), Arrivals(other), symbol => symbol == Counts ? Renamed : symbol)));
    }

    [Fact]
    public void The_joined_kernel_gives_the_bits_of_both_at_every_width()
    {
        foreach (var precision in Backend.Precisions)
        {
            IrBuilder ir = new(precision), other = new(precision);
            var (update, arrivals) = (Update(ir), Arrivals(other));
            var joined = KernelFusion.Join("both", precision, update, arrivals, symbol => symbol == Counts ? Renamed : symbol);

            // One after the other, by the interpreter.
            ReferenceBackend reference = new();
            using var first = Filled(update, precision).Run(reference.Compile(update, precision), 0, 512);
            using var second = Filled(arrivals, precision).SetReal("v", i => first.Real("v", i)).SetInteger("free", i => first.Integer("free", i));
            second.Run(reference.Compile(arrivals, precision), 0, 512);
            Assert.Contains(Enumerable.Range(0, 512), i => first.Bit("spikes", i));
            foreach (var width in Backend.Widths)
            {
                using var actual = Filled(joined, precision).Run(new CpuBackend(width).Compile(joined, precision), 0, 512);
                Assert.Equal(first.Bytes("spikes")[..64], actual.Bytes("spikes")[..64]);
                Assert.Equal(first.Bytes("free")[..64], actual.Bytes("free")[..64]);
                Assert.Equal(second.Bytes("v"), actual.Bytes("v"));
            }
        }
    }

    [Fact]
    public void Code_that_reaches_other_elements_or_calls_the_program_is_not_joined()
    {
        IrBuilder ir = new(Precision.Double);
        var own = ir.Local(Backend.At("v"));
        var linked = ir.Local(new(new("u", IrType.Real), AccessPath.Via, new("other", IrType.Integer, ElementStorage.Int32)));
        Assert.True(KernelFusion.CanJoin(new("own", KernelDomain.Range, [new Load(own), new Store(Backend.At("v"), ir.Negate(own))])));
        Assert.False(KernelFusion.CanJoin(new("listed", KernelDomain.List, [new Load(own), new Store(Backend.At("v"), ir.Negate(own))])));
        Assert.False(KernelFusion.CanJoin(new("linked", KernelDomain.Range, [new Load(linked), new Store(Backend.At("v"), linked)])));
        Assert.False(KernelFusion.CanJoin(new("recorded", KernelDomain.Range, [new Load(own), new Store(new(new("row", IrType.Real), AccessPath.Position), own)])));
        Assert.False(KernelFusion.CanJoin(new("added", KernelDomain.Range, [new Load(own), new Accumulate(Backend.At("v"), own)])));
    }

    private static ArraySymbol Renamed => Counts with { Name = "counts.2" };

    /// <summary>v = exp(v); a neuron that is free spikes above 1 and is not free any more.</summary>
    private static Kernel Update(IrBuilder ir)
    {
        var (v, free) = (ir.Local(Backend.At("v")), ir.Local(new(Free)));
        var next = ir.Call("exp", v);
        var spikes = ir.And(free, ir.Less(ir.Real(1), next));
        return new("update", KernelDomain.Range,
            [new Load(v), new Load(free), new StoreBits(new("spikes", IrType.Boolean), spikes), new Store(Backend.At("v"), next), new Store(new(Free), ir.And(free, ir.Not(ir.Less(ir.Real(1), next))))]);
    }

    /// <summary>v += 0.5 for each arrival at a neuron that is free.</summary>
    private static Kernel Arrivals(IrBuilder ir)
    {
        var (v, free, count) = (ir.Local(Backend.At("v")), ir.Local(new(Free)), ir.Local(new(Counts)));
        return new("arrivals", KernelDomain.Range,
            [new Load(free), new Load(v), new Load(count), new Store(Backend.At("v"), ir.Select(free, ir.Add(v, ir.Multiply(ir.ToReal(count), ir.Real(0.5))), v))]);
    }

    private static KernelMemory Filled(Kernel kernel, Precision precision)
    {
        KernelMemory memory = new(kernel, precision, 512);
        foreach (var array in kernel.Arrays)
        {
            if (array.Name == "v") { memory.SetReal("v", i => Backend.Noise(i, 0)); }
            if (array.Name == "free") { memory.SetInteger("free", i => (i * 37) & 255); }
            if (array.Name.StartsWith("counts", StringComparison.Ordinal)) { memory.SetInteger(array.Name, i => i % 5); }
        }

        return memory;
    }
}
