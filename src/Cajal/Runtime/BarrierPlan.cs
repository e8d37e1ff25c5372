namespace Cajal.Runtime;

/// <summary>Decides before which operations the workers must meet.</summary>
internal static class BarrierPlan
{
    /// <summary>Workers meet after so many steps in any case: spikes are kept until then.</summary>
    private const int MostSteps = 64;

    /// <summary>
    /// For each operation of the step, whether all workers must have finished what came before.
    /// They must when it reads across slices what was written since they last met, or writes what was read across since then.
    /// Spike streams keep the steps from one meeting to the next but one, so a reader of some steps and the writer of the next do not meet for them.
    /// </summary>
    /// <param name="ignoresSpikes">Whether to leave out the meetings for the sake of spike streams.</param>
    public static bool[] Of(IReadOnlyList<StepOperation> operations, bool ignoresSpikes = false)
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
                    || operation.ReadsAcross.Any(read => written.Contains(read) && !(ignoresSpikes && read is SpikeStream))
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

    /// <summary>
    /// Steps after which workers have to meet: more than one where all that one worker needs of another are spikes that take as long to arrive.
    /// </summary>
    public static int StepsBetweenMeetings(IReadOnlyList<StepOperation> operations) =>
        Of(operations, ignoresSpikes: true).Contains(true) || operations.Select(o => o.Clock).Distinct().Count() > 1
            ? 1
            : operations.Where(TakesAll).Select(o => o.StepsBetweenTakes).Append(MostSteps).Min();

    /// <summary>Whether an operation takes spikes of other workers.</summary>
    public static bool TakesAll(StepOperation operation) => operation.ReadsAcross.Any(read => read is SpikeStream);
}
