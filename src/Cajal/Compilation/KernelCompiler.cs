using System.Collections.Immutable;
using System.Diagnostics;
using Cajal.Backends;
using Cajal.Ir;

namespace Cajal.Compilation;

/// <summary>Compiles kernels and remembers them by their text and the program's functions that they call, so that a later run with the same model compiles nothing.</summary>
internal sealed class KernelCompiler(IBackend backend, Precision precision)
{
    private readonly Dictionary<string, (ImmutableArray<HostFunction> Functions, ICompiledKernel Kernel)> _compiled = [];

    public IBackend Backend { get; } = backend;

    public Precision Precision { get; } = precision;

    /// <summary>Time spent compiling so far.</summary>
    public TimeSpan Elapsed { get; private set; }

    /// <summary>Called with each kernel's text as it is compiled; null when nobody listens.</summary>
    public Action<Kernel, string>? Trace { get; set; }

    public ICompiledKernel Compile(Kernel kernel)
    {
        var started = Stopwatch.GetTimestamp();
        var text = IrPrinter.Print(kernel);
        Trace?.Invoke(kernel, text);
        if (!_compiled.TryGetValue(text, out var compiled) || !compiled.Functions.SequenceEqual(kernel.Functions))
        {
            _compiled[text] = compiled = (kernel.Functions, Backend.Compile(kernel, Precision));
        }

        Elapsed += Stopwatch.GetElapsedTime(started);
        return compiled.Kernel;
    }
}
