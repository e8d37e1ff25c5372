namespace Cajal.Runtime.Synapses.Slots;

/// <summary>Where each synapse is stored: every worker's synapses in one slice, in the order in which the spikes of one pathway reach them.</summary>
internal sealed class SynapseLayout
{
    private const int Lanes = 16;
    private readonly int[] _sliceStart;

    /// <param name="table">The synapses in order of creation.</param>
    /// <param name="order">The order in which they are to lie.</param>
    /// <param name="source">Where the sources lie.</param>
    /// <param name="target">Where the targets lie.</param>
    /// <param name="padsRows">Whether every row, the synapses of one emitter in a slice, has whole vectors to itself.</param>
    public SynapseLayout(SynapseTable table, ArrivalOrder order, EndPlaces source, EndPlaces target, bool padsRows = false)
    {
        (Order, Count, PadsRows) = (order, table.Count, padsRows);

        // Slices start at whole blocks; slots in the gaps belong to no synapse.
        (_sliceStart, SlotOf) = (new int[Workers + 1], new int[Count]);
        for (var worker = 0; worker < Workers; worker++)
        {
            var slot = _sliceStart[worker];
            for (var emitter = 0; emitter < order.Emitters; emitter++)
            {
                if (padsRows) { slot = Padded(slot); }
                for (var k = order.RowStart(worker, emitter); k < order.RowStart(worker, emitter + 1); k++) { SlotOf[order.Synapses[k]] = slot++; }
            }

            _sliceStart[worker + 1] = StateArray.WholeBlocks(slot);
        }

        SlotCount = _sliceStart[Workers];
        CreationOf = new int[SlotCount];
        for (var k = 0; k < Count; k++) { CreationOf[SlotOf[k]] = k; }

        (SourcePlaces, TargetPlaces) = (source, target);
        (Source, Target) = (IndexArray(table.Sources, source), IndexArray(table.Targets, target));
    }

    public int Workers => Order.Workers;

    /// <summary>Whether every row has whole vectors to itself.</summary>
    public bool PadsRows { get; }

    /// <summary>The order in which the synapses lie.</summary>
    public ArrivalOrder Order { get; }

    /// <summary>Number of synapses.</summary>
    public int Count { get; }

    /// <summary>Number of slots: synapses and the gaps between slices.</summary>
    public int SlotCount { get; }

    /// <summary>Slot of each synapse, by its number of creation.</summary>
    public int[] SlotOf { get; }

    /// <summary>Number of creation of the synapse in each slot.</summary>
    public int[] CreationOf { get; }

    /// <summary>Where the sources lay when this was made.</summary>
    public EndPlaces SourcePlaces { get; }

    /// <summary>Where the targets lay when this was made.</summary>
    public EndPlaces TargetPlaces { get; }

    /// <summary>Where the source element of each slot lies (int32), the spare element for slots without a synapse.</summary>
    public NativeBuffer Source { get; }

    /// <summary>Where the target element of each slot lies (int32), the spare element for slots without a synapse.</summary>
    public NativeBuffer Target { get; }

    /// <summary>Each worker's synapses: where they lie, and their numbers of creation for their random numbers.</summary>
    public IReadOnlyList<ElementSlice> Slices =>
    [
        .. Enumerable.Range(0, Workers).Select(worker =>
        {
            int[] slots = [.. SlotOf.Where(slot => slot >= SliceStart(worker) && slot < SliceStart(worker + 1)).Order()];
            return new ElementSlice(slots, [.. slots.Select(slot => CreationOf[slot])]);
        }),
    ];

    /// <summary>Rounds up to whole vectors, of the widest kind.</summary>
    public static int Padded(int slots) => (slots + Lanes - 1) / Lanes * Lanes;

    /// <summary>The slots of the synapses of one emitter in a worker's slice, where rows are padded.</summary>
    public SynapseRun Row(int worker, int emitter)
    {
        var (start, end) = (Order.RowStart(worker, emitter), Order.RowStart(worker, emitter + 1));
        return end == start ? default : new(SlotOf[Order.Synapses[start]], end - start);
    }

    /// <summary>Where the source element of a slot lies.</summary>
    public unsafe int SourceAt(int slot) => ((int*)Source.Address)[slot];

    /// <summary>First slot of a worker's slice.</summary>
    public int SliceStart(int worker) => _sliceStart[worker];

    private NativeBuffer IndexArray(NativeList<int> elements, EndPlaces places)
    {
        NativeBuffer buffer = new(((long)StateArray.Spare(SlotCount) + StateArray.Block) * sizeof(int));
        var slots = buffer.Span<int>(0, StateArray.Spare(SlotCount) + StateArray.Block);
        slots.Fill(places.Spare);
        for (var k = 0; k < Count; k++) { slots[SlotOf[k]] = places[elements[k]]; }
        return buffer;
    }
}
