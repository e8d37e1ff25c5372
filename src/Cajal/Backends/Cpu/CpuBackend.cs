using System.Globalization;
using System.Runtime.Intrinsics;
using Cajal.Ir;

namespace Cajal.Backends.Cpu;

/// <summary>Compiles kernels to machine code over the widest vectors that this processor has; a narrower width gives the same bits.</summary>
internal sealed class CpuBackend : IBackend
{
    private readonly int vectorBits;

    /// <summary>A backend of vectors of 512 or 256 bits, or of single lanes (0); by default the widest that the processor has.</summary>
    public CpuBackend(int? vectorBits = null)
    {
        this.vectorBits = vectorBits ?? WidestVectorBits;
        if (this.vectorBits is not (0 or 256 or 512))
        {
            throw new ModelException($"Vectors of {vectorBits?.ToString(CultureInfo.InvariantCulture)} bits: expected 512, 256, or 0 for single lanes.");
        }

        if (this.vectorBits > WidestVectorBits)
        {
            throw new ModelException($"Vectors of {this.vectorBits} bits: this processor has {WidestVectorBits}. Leave the width out to take the widest.");
        }
    }

    /// <summary>Bits of the widest vectors that this processor has: 512, 256, or 0.</summary>
    public static int WidestVectorBits => Vector512.IsHardwareAccelerated ? 512 : Vector256.IsHardwareAccelerated ? 256 : 0;

    public string Name => "cpu";

    public ICompiledKernel Compile(Kernel kernel, Precision precision)
    {
        // A function with a state is called for one element after the other, as an interpreter would.
        var isSingle = vectorBits == 0 || kernel.Domain == KernelDomain.Sequence || kernel.Functions.Any(function => !function.IsStateless);
        LaneSet lanes = isSingle ? ScalarLanes.Of(precision) : VectorLanes.Of(vectorBits, precision);
        return new CompiledKernel(KernelEmitter.Emit(kernel, lanes).Compile());
    }
}
