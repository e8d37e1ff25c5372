using Cajal.Compilation;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Something whose variables can be recorded.</summary>
internal interface IRecordable
{
    /// <summary>Number of elements.</summary>
    int RecordedCount { get; }

    /// <summary>Dimension of a variable or subexpression.</summary>
    /// <exception cref="ModelException">There is none of that name.</exception>
    Dimension RecordedDimension(string variable);

    /// <summary>A kernel that runs over listed elements, one after the other, and knows their variables.</summary>
    /// <returns>The kernel; where an element lies in memory; how elements are shared among workers, null when one worker has to do all.</returns>
    (KernelWriter Writer, Func<int, int> PositionOf, Tiles? Tiles) BeginRecording(string name, RunPlan plan);
}
