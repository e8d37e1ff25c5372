namespace Cajal.Runtime.Synapses.Slots;

/// <summary>
/// The synapses in the order in which a pathway's spikes reach them: by the worker that owns them, then by the element that
/// emits the spikes, then by delay, then by creation.
/// </summary>
internal sealed class ArrivalOrder
{
    private readonly int[] _rowEnds;

    /// <param name="owners">Worker that owns each synapse.</param>
    /// <param name="emitters">Element whose spikes reach each synapse.</param>
    /// <param name="emitterCount">Number of elements that emit.</param>
    /// <param name="delays">Steps from a spike to its arrival.</param>
    public ArrivalOrder(byte[] owners, int workers, NativeList<int> emitters, int emitterCount, DelaySteps delays)
    {
        (Owners, Workers, Emitters, Delays) = (owners, workers, emitterCount, delays);
        Synapses = SortedByOwnerAndEmitter(emitters, out _rowEnds);
        if (delays.Own is null) { return; }
        for (var row = 0; row < workers * emitterCount; row++) { SortByDelay(Synapses.AsSpan(RowStart(row).._rowEnds[row]), delays.Own); }
    }

    /// <summary>Worker that owns each synapse, by its number of creation.</summary>
    public byte[] Owners { get; }

    public int Workers { get; }

    /// <summary>Number of elements that emit.</summary>
    public int Emitters { get; }

    public DelaySteps Delays { get; }

    /// <summary>The synapses in this order, by their numbers of creation.</summary>
    public int[] Synapses { get; }

    /// <summary>Position of the first synapse that a spike of an element reaches within a worker's slice.</summary>
    public int RowStart(int worker, int emitter) => RowStart((worker * Emitters) + emitter);

    /// <summary>One past the position of the last synapse of a worker's slice.</summary>
    public int SliceEnd(int worker) => RowStart((worker + 1) * Emitters);

    /// <summary>A counting sort that keeps the order of creation within each (owner, emitter).</summary>
    private int[] SortedByOwnerAndEmitter(NativeList<int> emitters, out int[] rowEnds)
    {
        rowEnds = new int[(Workers * Emitters) + 1];
        for (var k = 0; k < Owners.Length; k++) { rowEnds[(Owners[k] * Emitters) + emitters[k] + 1]++; }
        for (var r = 0; r < rowEnds.Length - 1; r++) { rowEnds[r + 1] += rowEnds[r]; }
        var order = new int[Owners.Length];
        for (var k = 0; k < Owners.Length; k++) { order[rowEnds[(Owners[k] * Emitters) + emitters[k]]++] = k; }
        return order;
    }

    private static void SortByDelay(Span<int> members, int[] delays)
    {
        foreach (var member in members)
        {
            if (delays[member] != delays[members[0]])
            {
                members.Sort((a, b) => delays[a] != delays[b] ? delays[a].CompareTo(delays[b]) : a.CompareTo(b));
                return;
            }
        }
    }

    // After the sort, the entry of a row is the end of that row, which is the start of the next.
    private int RowStart(int row) => row == 0 ? 0 : _rowEnds[row - 1];
}
