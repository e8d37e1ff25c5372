using Cajal.Compilation;

namespace Cajal;

/// <summary>A function object that kernels can call.</summary>
internal interface ILowered
{
    /// <summary>Makes the function known to a kernel's names.</summary>
    /// <param name="name">Name in the model.</param>
    void DefineIn(NameTable names, string name, RunContext context);
}
