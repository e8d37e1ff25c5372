namespace Cajal.Backends.Cpu;

/// <summary>The shape of a kernel's machine code; the argument is the address of the argument block.</summary>
internal delegate void KernelCode(long arguments);

/// <summary>A kernel as machine code.</summary>
internal sealed class CompiledKernel : ICompiledKernel
{
    private readonly KernelCode code;

    public CompiledKernel(KernelCode code)
    {
        this.code = code;
        Translate();
    }

    public void Run(nint arguments) => code(arguments);

    /// <summary>Runs over nothing, so that the translation to machine code happens now and not in the first time step.</summary>
    private unsafe void Translate()
    {
        var nothing = stackalloc long[2];
        code((long)nothing);
    }
}
