using Cajal.Ir;

namespace Cajal.Backends.Reference;

/// <summary>Runs kernels by walking their nodes, element after element: slow, and simple enough to be the oracle for every other backend.</summary>
internal sealed class ReferenceBackend : IBackend
{
    public string Name => "reference";

    public ICompiledKernel Compile(Kernel kernel, Precision precision) =>
        precision == Precision.Double ? new Interpreter<double, long>(kernel) : new Interpreter<float, int>(kernel);
}
