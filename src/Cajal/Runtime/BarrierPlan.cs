namespace Cajal.Runtime;

/// <summary>Decides before which operations the workers must meet.</summary>
internal static class BarrierPlan
{
    /// <summary>
    /// For each operation of the step, whether all workers must have finished what came before.
    /// They must when it reads across slices what was written since they last met, or writes what was read across since then.
    /// Spike streams keep two steps, so a reader of one step and the writer of the next do not meet for them.
    /// </summary>
    public static bool[] Of(IReadOnlyList<StepOperation> operations)
    {
        var barriers = new bool[operations.Count];
        HashSet<object> written = [], readAcross = [];

        // The second round sees what the end of one step leaves open for the start of the next.
        for (var round = 0; round < 2; round++)
        {
            for (var k = 0; k < operations.Count; k++)
            {
                var operation = operations[k];
                var followsLoner = operations[(k + operations.Count - 1) % operations.Count].RunsAlone;
                var meets = operation.RunsAlone || followsLoner
                    || operation.ReadsAcross.Any(written.Contains)
                    || operation.Writes.Any(x => x is not SpikeStream && readAcross.Contains(x));
                if (meets)
                {
                    barriers[k] = true;
                    written.Clear();
                    readAcross.Clear();
                }

                written.UnionWith(operation.Writes);
                readAcross.UnionWith(operation.ReadsAcross);
            }
        }

        return barriers;
    }
}
