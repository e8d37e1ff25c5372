using Cajal.Compilation;

namespace Cajal;

/// <summary>What the code of every object of a network is compiled for.</summary>
/// <param name="StepSeconds">Duration of a step [s].</param>
/// <param name="Step">The step that comes next.</param>
/// <param name="Trace">Told the title and text of each stage; null when nobody listens.</param>
internal sealed record RunContext(
    KernelCompiler Compiler, double StepSeconds, long Step, Constants Constants, Action<string, string>? Trace)
{
    public Precision Precision => Compiler.Precision;
}
