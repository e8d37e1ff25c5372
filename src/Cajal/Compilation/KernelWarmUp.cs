using Cajal.Backends.Cpu;
using Cajal.Ir;

namespace Cajal.Compilation;

/// <summary>
/// Compiles a kernel that nobody needs while the user's program still puts its model together: the first kernel of a process costs some
/// 100 ms for the compiler's own start, which so falls to a processor that has nothing else to do.
/// </summary>
internal static class KernelWarmUp
{
    private static int _begun;

    /// <summary>Begins, once a process, on a thread of its own.</summary>
    public static void Begin()
    {
        if (Environment.ProcessorCount == 1 || Interlocked.Exchange(ref _begun, 1) == 1) { return; }
        new Thread(Compile) { IsBackground = true, Name = "Cajal warm-up" }.Start();
    }

    private static void Compile()
    {
        IrBuilder ir = new(Precision.Double);
        ArraySymbol v = new("v", IrType.Real), spikes = new("spikes", IrType.Boolean), target = new("target", IrType.Integer, IsIndex: true);
        var x = ir.Local(new(v));
        var y = ir.Add(ir.Call("exp", [x]), ir.Multiply(ir.Call(IrBuilder.ExprelNearZero, [ir.Divide(x, ir.Time)]), ir.Select(ir.Less(x, ir.Real(0)), x, ir.Time)));
        CpuBackend backend = new();
        backend.Compile(new("warm-up", KernelDomain.Range, [new Load(x), new Store(new(v), y), new StoreBits(spikes, ir.Less(y, x))]), Precision.Double);
        backend.Compile(new("warm-up", KernelDomain.List, [new Load(x), new Accumulate(new(v, AccessPath.Via, target), y)]), Precision.Double);
    }
}
