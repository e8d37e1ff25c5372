using System.Runtime.InteropServices;

namespace Cajal.Runtime.Synapses;

/// <summary>Consecutive synapses of one source that a spike reaches in the same step.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct SynapseRun(int First, int Count);

/// <summary>A run with the delay after which a spike reaches it.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly record struct DelayedRun(int DelaySteps, SynapseRun Run);

/// <summary>
/// Where each synapse is stored: by owner of its target, then source, then delay, then creation. A spike finds its synapses
/// as a few runs of neighbours; a worker finds all synapses onto its own targets in one slice.
/// </summary>
internal sealed class SynapseLayout
{
    private readonly int[] _sliceStart;
    private readonly int[][] _rowStart;
    private readonly DelayedRun[][] _runs;
    private readonly int[] _incomingStart;
    private readonly int[] _incoming;

    /// <param name="table">The synapses in order of creation.</param>
    /// <param name="sourceCount">Elements of the source group.</param>
    /// <param name="targets">How the target group is shared among the workers; one worker when the code must run alone.</param>
    /// <param name="delaySteps">Delay of a synapse, by its number of creation.</param>
    public SynapseLayout(SynapseTable table, int sourceCount, Tiles targets, Func<int, int> delaySteps)
    {
        Workers = targets.Workers;
        Count = table.Count;
        _sliceStart = new int[Workers + 1];
        (_rowStart, _runs) = (new int[Workers][], new DelayedRun[Workers][]);

        var owners = Owners(table, targets);
        var order = SortedByOwnerAndSource(table, sourceCount, owners, out var rowEnds);
        SlotOf = new int[Count];
        PlaceSlices(rowEnds, sourceCount);

        // Slices start at whole blocks; slots in the gaps belong to no synapse.
        SlotCount = _sliceStart[Workers];
        CreationOf = new int[SlotCount];
        var delays = new int[Count];
        for (var k = 0; k < Count; k++) { delays[k] = delaySteps(k); }
        MaxDelaySteps = Count == 0 ? 0 : delays.Max();
        PlaceRows(order, rowEnds, sourceCount, delays);

        (Source, Target) = (IndexArray(table.Sources, StateArray.Spare(sourceCount)), IndexArray(table.Targets, StateArray.Spare(targets.Count)));
        (_incomingStart, _incoming) = GroupByTarget(table, targets.Count);
    }

    public int Workers { get; }

    /// <summary>Number of synapses.</summary>
    public int Count { get; }

    /// <summary>Number of slots: synapses and the gaps between slices.</summary>
    public int SlotCount { get; }

    /// <summary>Longest delay.</summary>
    public int MaxDelaySteps { get; }

    /// <summary>Synapses that a spike reaches together, on average.</summary>
    public double MeanRunLength => Count / (double)Math.Max(_runs.Sum(r => r.Length), 1);

    /// <summary>Slot of each synapse, by its number of creation.</summary>
    public int[] SlotOf { get; }

    /// <summary>Number of creation of the synapse in each slot.</summary>
    public int[] CreationOf { get; }

    /// <summary>Source element of each slot (int32), the spare element for slots without a synapse.</summary>
    public NativeBuffer Source { get; }

    /// <summary>Target element of each slot (int32), the spare element for slots without a synapse.</summary>
    public NativeBuffer Target { get; }

    /// <summary>First slot of a worker's slice.</summary>
    public int SliceStart(int worker) => _sliceStart[worker];

    /// <summary>What a spike of a source reaches within a worker's slice, by delay.</summary>
    public ReadOnlySpan<DelayedRun> RunsOf(int worker, int source)
    {
        var starts = _rowStart[worker];
        return _runs[worker].AsSpan(starts[source]..starts[source + 1]);
    }

    /// <summary>Slots of the synapses onto a target, in order of creation.</summary>
    public ReadOnlySpan<int> IncomingOf(int target) => _incoming.AsSpan(_incomingStart[target].._incomingStart[target + 1]);

    private static byte[] Owners(SynapseTable table, Tiles targets)
    {
        var ownerOfTarget = new byte[targets.Count];
        for (var t = 0; t < targets.Count; t++) { ownerOfTarget[t] = checked((byte)targets.OwnerOf(t)); }
        var owners = new byte[table.Count];
        for (var k = 0; k < owners.Length; k++) { owners[k] = ownerOfTarget[table.Targets[k]]; }
        return owners;
    }

    /// <summary>A counting sort that keeps the order of creation within each (owner, source).</summary>
    private int[] SortedByOwnerAndSource(SynapseTable table, int sourceCount, byte[] owners, out int[] rowEnds)
    {
        rowEnds = new int[(Workers * sourceCount) + 1];
        for (var k = 0; k < owners.Length; k++) { rowEnds[(owners[k] * sourceCount) + table.Sources[k] + 1]++; }
        for (var r = 0; r < rowEnds.Length - 1; r++) { rowEnds[r + 1] += rowEnds[r]; }
        var order = new int[owners.Length];
        for (var k = 0; k < owners.Length; k++) { order[rowEnds[(owners[k] * sourceCount) + table.Sources[k]]++] = k; }
        return order;
    }

    private void PlaceSlices(int[] rowEnds, int sourceCount)
    {
        for (var worker = 0; worker < Workers; worker++)
        {
            var first = RowStart(rowEnds, worker * sourceCount);
            var last = RowStart(rowEnds, (worker + 1) * sourceCount);
            _sliceStart[worker + 1] = _sliceStart[worker] + StateArray.WholeBlocks(last - first);
        }
    }

    private void PlaceRows(int[] order, int[] rowEnds, int sourceCount, int[] delays)
    {
        List<DelayedRun> runs = [];
        for (var worker = 0; worker < Workers; worker++)
        {
            runs.Clear();
            var starts = new int[sourceCount + 1];
            var slot = _sliceStart[worker];
            for (var source = 0; source < sourceCount; source++)
            {
                var row = (worker * sourceCount) + source;
                var members = order.AsSpan(RowStart(rowEnds, row)..rowEnds[row]);
                SortByDelay(members, delays);
                foreach (var synapse in members)
                {
                    var delay = delays[synapse];
                    if (runs.Count > starts[source] && runs[^1].DelaySteps == delay)
                    {
                        runs[^1] = new(delay, new(runs[^1].Run.First, runs[^1].Run.Count + 1));
                    }
                    else
                    {
                        runs.Add(new(delay, new(slot, 1)));
                    }

                    (SlotOf[synapse], CreationOf[slot]) = (slot, synapse);
                    slot++;
                }

                starts[source + 1] = runs.Count;
            }

            (_rowStart[worker], _runs[worker]) = (starts, [.. runs]);
        }
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
    private static int RowStart(int[] rowEnds, int row) => row == 0 ? 0 : rowEnds[row - 1];

    private NativeBuffer IndexArray(NativeList<int> values, int spare)
    {
        NativeBuffer buffer = new(((long)StateArray.Spare(SlotCount) + StateArray.Block) * sizeof(int));
        var slots = buffer.Span<int>(0, StateArray.Spare(SlotCount) + StateArray.Block);
        slots.Fill(spare);
        for (var k = 0; k < Count; k++) { slots[SlotOf[k]] = values[k]; }
        return buffer;
    }

    private (int[] Start, int[] Slots) GroupByTarget(SynapseTable table, int targetCount)
    {
        var start = new int[targetCount + 2];
        for (var k = 0; k < Count; k++) { start[table.Targets[k] + 2]++; }
        for (var t = 1; t < start.Length; t++) { start[t] += start[t - 1]; }
        var slots = new int[Count];
        for (var k = 0; k < Count; k++) { slots[start[table.Targets[k] + 1]++] = SlotOf[k]; }
        return (start, slots);
    }
}
