using Cajal.Compilation;

namespace Cajal;

/// <summary>What the code of an object is compiled for.</summary>
/// <param name="Clock">The clock that the code runs by.</param>
/// <param name="Trace">Told the title and text of each stage; null when nobody listens.</param>
internal sealed record RunContext(KernelCompiler Compiler, Clock Clock, Constants Constants, Action<string, string>? Trace)
{
    public Precision Precision => Compiler.Precision;

    /// <summary>Duration of a step [s].</summary>
    public double StepSeconds => Clock.Dt.Si;

    /// <summary>The step that comes next.</summary>
    public long Step => Clock.Steps.NextStep;

    /// <summary>How many threads run the code.</summary>
    public int Threads { get; init; } = 1;
}
