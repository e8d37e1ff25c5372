using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Random;

namespace Cajal;

/// <summary>Makes kernels of statements that run for listed neurons.</summary>
internal static class ListedCode
{
    /// <summary>A kernel that treats neurons side by side, or one after the other where, through links, one may see or change what belongs to another.</summary>
    /// <param name="ignoresMask">Whether flagged variables of refractory neurons are written too.</param>
    public static KernelBinding Compile(
        string name, ImmutableArray<Assignment> code, NameTable names, RunContext context, RandomStream random, bool ignoresMask)
    {
        var sideBySide = Write(KernelDomain.List);
        return sideBySide.WritesAcross || sideBySide.ReadsAcross.Any(sideBySide.Written.Contains) ? Write(KernelDomain.Sequence) : sideBySide;

        KernelBinding Write(KernelDomain domain)
        {
            KernelWriter writer = new(name, domain, new IrBuilder(context.Precision), names);
            foreach (var statement in code) { writer.Execute(statement, accumulates: false, ignoresMask); }
            return writer.Finish(context.Compiler, random);
        }
    }
}
