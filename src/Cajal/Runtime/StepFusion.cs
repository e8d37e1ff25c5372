using Cajal.Runtime.Synapses.Rows;

namespace Cajal.Runtime;

/// <summary>
/// Joins operations of a step that run code over the same elements, so that memory is passed over once: what comes later joins what comes earlier, as long as
/// nothing between them can tell the difference.
/// </summary>
internal static class StepFusion
{
    /// <summary>The operations, joined where they can be.</summary>
    /// <param name="ordered">The operations in the order in which a step does them.</param>
    public static StepOperation[] Of(IEnumerable<StepOperation> ordered)
    {
        List<StepOperation> operations = [.. ordered];
        for (var first = 0; first < operations.Count; first++)
        {
            for (var k = first + 1; k < operations.Count && operations[first] is RangeOperation earlier; k++)
            {
                var later = operations[k];
                if (operations[(first + 1)..k].Exists(between => Interfere(between, later)) || Joined(earlier, later) is not { } joined) { continue; }
                operations[first] = joined;
                if (later is CountPathway arriving) { arriving.ArrivesEarlier = true; } else { operations.RemoveAt(k--); }
            }
        }

        return [.. operations];
    }

    private static RangeOperation? Joined(RangeOperation earlier, StepOperation later) => later switch
    {
        RangeOperation range => earlier.Then(range),
        CountPathway pathway => earlier.Then(pathway),
        _ => null,
    };

    private static bool Interfere(StepOperation a, StepOperation b) =>
        a.WritesAnything || a.Writes.Any(b.Uses.Contains) || b.Writes.Any(a.Uses.Contains);
}
