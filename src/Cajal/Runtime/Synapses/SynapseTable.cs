using System.Runtime.InteropServices;
using Cajal.Runtime.Pairs;
using Cajal.Runtime.Random;

namespace Cajal.Runtime.Synapses;

/// <summary>
/// The synapses of a projection in order of creation: which source element drives which target element. They are held as the sets that calls of
/// Connect made; lists of all of them are made when somebody asks for them.
/// </summary>
/// <param name="threads">How many threads may work at the lists.</param>
internal sealed class SynapseTable(Func<int> threads)
{
    private readonly List<PairSet> _sets = [];
    private PairList? _listed;

    /// <summary>The sets of pairs, in order of creation.</summary>
    public IReadOnlyList<PairSet> Sets => _sets;

    /// <summary>Number of synapses.</summary>
    public int Count { get; private set; }

    /// <summary>Source element of each synapse, counted within the whole source group.</summary>
    public NativeList<int> Sources => Listed.Sources;

    /// <summary>Target element of each synapse, counted within the whole target group.</summary>
    public NativeList<int> Targets => Listed.Targets;

    private PairList Listed => _listed ??= List();

    /// <summary>Adds the synapses of a set behind those that are there.</summary>
    public void Add(PairSet set)
    {
        if (set.Count == 0) { return; }
        Count = checked((int)(Count + set.Count));
        _listed = null;

        // Many small lists become one.
        if (set is PairList list && _sets is [.., PairList last])
        {
            last.AddRange(list.Sources.AsSpan(), list.Targets.AsSpan());
        }
        else
        {
            _sets.Add(set);
        }
    }

    /// <summary>Keeps the synapses in a snapshot: the pairs that are listed, and of rules what gives them.</summary>
    public void Save(Snapshot snapshot, string key)
    {
        snapshot.Put(key, _sets.Select(set => set is PairRows).ToArray());
        foreach (var (k, set) in _sets.Index())
        {
            if (set is PairRows { Rule: var rule, Grid: var grid })
            {
                snapshot.Put($"{key}.{k}.rule", (rule.Name, rule.Number, rule.Multapses, rule.Random.Key));
                grid.Save(snapshot, $"{key}.{k}.grid");
            }
            else
            {
                var list = (PairList)set;
                snapshot.Put($"{key}.{k}.list", (list.Sources.AsSpan().ToArray(), list.Targets.AsSpan().ToArray()));
            }
        }
    }

    /// <summary>Replaces the synapses by those that a snapshot keeps.</summary>
    public void Restore(Snapshot snapshot, string key)
    {
        _sets.Clear();
        (Count, _listed) = (0, null);
        foreach (var (k, isRule) in snapshot.Get<bool[]>(key).Index())
        {
            if (isRule)
            {
                var (name, number, multapses, randomKey) = snapshot.Get<(string, double, bool, (uint, uint))>($"{key}.{k}.rule");
                Add(new PairRule(name, number, multapses, RandomStream.OfKey(randomKey)).Of(PairGrid.Saved(snapshot, $"{key}.{k}.grid"), threads()));
            }
            else
            {
                var (sources, targets) = snapshot.Get<(int[], int[])>($"{key}.{k}.list");
                PairList list = new();
                list.AddRange(sources, targets);
                Add(list);
            }
        }
    }

    /// <summary>Number of synapses of each of the elements of the source group.</summary>
    /// <param name="count">Number of elements of the group.</param>
    public int[] CountsOfSources(int count)
    {
        var counts = new int[count];
        foreach (var set in _sets) { set.CountSources(counts); }
        return counts;
    }

    /// <summary>Number of synapses of each of the elements of the target group.</summary>
    /// <param name="count">Number of elements of the group.</param>
    public int[] CountsOfTargets(int count)
    {
        var counts = new int[count];
        foreach (var set in _sets) { set.CountTargets(counts); }
        return counts;
    }

    /// <summary>For each synapse, how many synapses of the same source and target were made before it.</summary>
    public int[] Repetitions()
    {
        var repetitions = new int[Count];
        var (sources, targets) = (Sources, Targets);
        Dictionary<(int, int), int> made = [];
        for (var k = 0; k < repetitions.Length; k++)
        {
            ref var before = ref CollectionsMarshal.GetValueRefOrAddDefault(made, (sources[k], targets[k]), out _);
            repetitions[k] = before++;
        }

        return repetitions;
    }

    private unsafe PairList List()
    {
        if (_sets is [PairList only]) { return only; }
        PairList all = new();
        all.Sources.Resize(Count);
        all.Targets.Resize(Count);
        var first = 0L;
        foreach (var set in _sets)
        {
            set.CopyTo((int*)all.Sources.Address + first, (int*)all.Targets.Address + first, threads());
            first += set.Count;
        }

        return all;
    }
}
