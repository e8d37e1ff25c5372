using Cajal.Runtime.Synapses;
using Cajal.Runtime.Synapses.Rows;

namespace Cajal.Runtime.Pairs;

/// <summary>
/// Pairs that a grid leaves out: the synapses that other projections have when it is made, whatever they get later. Those that a rule gives are made again
/// row by row and not held. Any thread may ask at any time.
/// </summary>
internal sealed class ExcludedPairs
{
    private readonly SynapseTable _table;
    private readonly TableRows _rows;

    /// <param name="sets">The pairs, as numbered in the whole groups.</param>
    /// <param name="sources">Number of elements of the whole source group.</param>
    /// <param name="targets">Number of elements of the whole target group.</param>
    public ExcludedPairs(IEnumerable<PairSet> sets, int sources, int targets)
        : this(TableOf(sets), sources, targets)
    {
    }

    private ExcludedPairs(SynapseTable table, int sources, int targets) =>
        (_table, _rows, Sources, Targets) = (table, new(table, sources), sources, targets);

    private int Sources { get; }

    private int Targets { get; }

    /// <summary>What a source cannot have, as positions in a set of targets: ascending, none twice.</summary>
    /// <param name="source">The source, as numbered in its whole group.</param>
    /// <param name="barred">Position of one more target; no position of the set for none.</param>
    public Span<int> PositionsOf(int source, ElementSet targets, int barred)
    {
        var count = _rows.CountOf(source);
        var (room, numbers) = (new int[count + 1], new int[count]);
        _rows.Fill(source, room.AsSpan(0, count), numbers);
        var (kept, isAscending) = (0, true);
        foreach (var target in room.AsSpan(0, count))
        {
            var position = targets.PositionOf(target);
            if (position < 0) { continue; }
            isAscending &= kept == 0 || room[kept - 1] < position;
            room[kept++] = position;
        }

        // Most rules give their targets in order.
        var found = room.AsSpan(0, isAscending ? kept : Order(room.AsSpan(0, kept)));
        if (barred == targets.Count || ~found.BinarySearch(barred) is not (>= 0 and var place)) { return found; }
        found[place..].CopyTo(room.AsSpan(place + 1));
        room[place] = barred;
        return room.AsSpan(0, found.Length + 1);
    }

    /// <summary>The pairs with their ends exchanged; they are held, 12 bytes a pair.</summary>
    public unsafe ExcludedPairs Transposed()
    {
        SynapseTable turned = new(() => 1);
        foreach (var set in _table.Sets)
        {
            PairList list = new();
            list.Sources.Resize(set.Count);
            list.Targets.Resize(set.Count);
            set.CopyTo((int*)list.Targets.Address, (int*)list.Sources.Address, threads: 1);
            turned.Add(list);
        }

        return new(turned, Targets, Sources);
    }

    /// <summary>Keeps the pairs in a snapshot.</summary>
    public void Save(Snapshot snapshot, string key)
    {
        snapshot.Put(key, (Sources, Targets));
        _table.Save(snapshot, $"{key}.pairs");
    }

    /// <summary>The pairs that a snapshot keeps; null when it keeps none.</summary>
    public static ExcludedPairs? TrySaved(Snapshot snapshot, string key)
    {
        if (!snapshot.Holds(key)) { return null; }
        var (sources, targets) = snapshot.Get<(int, int)>(key);
        var table = TableOf([]);
        table.Restore(snapshot, $"{key}.pairs");
        return new(table, sources, targets);
    }

    private static SynapseTable TableOf(IEnumerable<PairSet> sets)
    {
        SynapseTable table = new(() => 1);

        // Rules never change, but a list grows with the next call of Connect.
        foreach (var set in sets) { table.Add(set is PairList list ? list.Copy() : set); }
        return table;
    }

    /// <summary>Sorts positions and drops those that occur before.</summary>
    /// <returns>How many are left.</returns>
    private static int Order(Span<int> positions)
    {
        positions.Sort();
        var kept = 1;
        for (var k = 1; k < positions.Length; k++)
        {
            if (positions[k] != positions[kept - 1]) { positions[kept++] = positions[k]; }
        }

        return kept;
    }
}
