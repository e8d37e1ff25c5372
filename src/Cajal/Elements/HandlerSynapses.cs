namespace Cajal.Elements;

/// <summary>The synapses of an array of handlers, in order of creation.</summary>
internal sealed class HandlerSynapses
{
    private int[] _owners = [];
    private int[][]? _rows;

    public int Count { get; private set; }

    /// <summary>Weight of each synapse.</summary>
    public FieldColumn Weights { get; private init; } = new(0, 1);

    /// <summary>Delay of each synapse [s].</summary>
    public FieldColumn Delays { get; private init; } = new(0, 0);

    /// <summary>The handler element of a synapse.</summary>
    public int OwnerOf(int synapse) => _owners[synapse];

    /// <summary>Number of synapses of a handler element.</summary>
    public int CountOf(int element) => Row(element).Length;

    /// <summary>A synapse of a handler element, by its number within it.</summary>
    public int SynapseOf(int element, int number) => Row(element)[number];

    /// <summary>The number of a synapse within its handler element.</summary>
    public int NumberOf(int synapse) => Array.BinarySearch(Row(OwnerOf(synapse)), synapse);

    /// <summary>Adds synapses.</summary>
    /// <param name="owners">The handler element of each. The first list is kept, not copied.</param>
    /// <param name="weights">The weight of each, or one for all.</param>
    /// <param name="delays">The delay of each [s], or one for all.</param>
    /// <returns>The first of them.</returns>
    public int Add(int[] owners, ReadOnlySpan<double> weights, ReadOnlySpan<double> delays)
    {
        var first = Count;
        if (first == 0) { _owners = owners; }
        else
        {
            if (first + owners.Length > _owners.Length) { Array.Resize(ref _owners, Math.Max(first + owners.Length, 2 * first)); }
            owners.CopyTo(_owners.AsSpan(first));
        }

        Weights.Add(owners.Length, weights);
        Delays.Add(owners.Length, delays);
        (Count, _rows) = (first + owners.Length, null);
        return first;
    }

    public HandlerSynapses Clone() => new() { _owners = [.. _owners], Count = Count, Weights = Weights.Clone(), Delays = Delays.Clone() };

    private int[] Row(int element)
    {
        _rows ??= Rows();
        return element < _rows.Length ? _rows[element] : [];
    }

    private int[][] Rows()
    {
        var owners = _owners.AsSpan(0, Count);
        var counts = new int[owners.IsEmpty ? 0 : Max(owners) + 1];
        foreach (var owner in owners) { counts[owner]++; }
        var rows = Array.ConvertAll(counts, count => new int[count]);
        Array.Clear(counts);
        for (var k = 0; k < owners.Length; k++) { rows[owners[k]][counts[owners[k]]++] = k; }
        return rows;
    }

    private static int Max(ReadOnlySpan<int> values)
    {
        var most = 0;
        foreach (var value in values) { most = Math.Max(most, value); }
        return most;
    }
}
