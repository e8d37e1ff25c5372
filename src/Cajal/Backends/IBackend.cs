using Cajal.Ir;

namespace Cajal.Backends;

/// <summary>Turns kernels into something that runs.</summary>
internal interface IBackend
{
    /// <summary>Name as in <c>--backend</c>.</summary>
    string Name { get; }

    /// <summary>Compiles one kernel for real numbers of the given precision.</summary>
    ICompiledKernel Compile(Kernel kernel, Precision precision);
}

/// <summary>A kernel ready to run.</summary>
internal interface ICompiledKernel
{
    /// <summary>
    /// Runs the kernel. <paramref name="arguments"/> points to native-sized words:
    /// <list type="bullet">
    /// <item>[0] Range: the first element. List and Sequence: address of the int32 list of elements.</item>
    /// <item>[1] Range: one past the last element (both multiples of 64). List and Sequence: how many are listed.
    /// The list has room for 16 more entries, which the caller sets to an element whose state nobody reads; arrays that are read or
    /// written by position have room for 16 more too. Sums and scattered writes take place for the listed elements only.</item>
    /// <item>[2] the step (int64); [3] the time [s] (bits of a double);</item>
    /// <item>[4..] addresses of element 0 of the arrays of <see cref="Kernel.Arrays"/>, in that order, each 64-byte aligned.</item>
    /// </list>
    /// </summary>
    void Run(nint arguments);
}
