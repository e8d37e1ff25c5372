using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Random;

namespace Cajal;

/// <summary>Makes kernels of statements that run for listed elements.</summary>
internal static class ListedCode
{
    /// <summary>A kernel of a group's code.</summary>
    /// <param name="ignoresMask">Whether flagged variables of refractory neurons are written too.</param>
    public static KernelBinding Compile(
        string name, ImmutableArray<Assignment> code, NameTable names, RunContext context, RandomStream random, bool ignoresMask) =>
        Compile(code, domain => new(name, domain, new IrBuilder(context.Precision), names), context.Compiler, random, ignoresMask).Binding;

    /// <summary>A kernel that treats elements side by side, or one after the other where, through links, one may see or change what belongs to another.</summary>
    /// <param name="begin">Begins the kernel.</param>
    /// <param name="ignoresMask">Whether flagged variables of refractory neurons are written too.</param>
    public static (KernelBinding Binding, IEnumerable<object> ReadVia) Compile(
        ImmutableArray<Assignment> code, Func<KernelDomain, KernelWriter> begin, KernelCompiler compiler, RandomStream random, bool ignoresMask)
    {
        var sideBySide = Write(KernelDomain.List);
        return sideBySide.Binding.WritesAcross || sideBySide.Binding.ReadsAcross.Any(sideBySide.Binding.Written.Contains) ? Write(KernelDomain.Sequence) : sideBySide;

        (KernelBinding Binding, IEnumerable<object> ReadVia) Write(KernelDomain domain)
        {
            var writer = begin(domain);
            foreach (var statement in code) { writer.Execute(statement, accumulates: false, ignoresMask); }
            return (writer.Finish(compiler, random), writer.ReadVia);
        }
    }
}
