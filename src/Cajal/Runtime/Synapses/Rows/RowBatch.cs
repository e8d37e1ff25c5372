namespace Cajal.Runtime.Synapses.Rows;

/// <summary>The synapses of some consecutive emitters, emitter by emitter, while rows are built.</summary>
internal sealed class RowBatch
{
    /// <summary>Synapses of a batch, unless a single emitter has more: what is computed for them stays in the second-level cache.</summary>
    private const int Size = 1 << 13;

    private int[] _targets = [], _numbers = [], _emitters = [];

    /// <summary>Number of synapses.</summary>
    public int Count { get; private set; }

    /// <summary>Target of each.</summary>
    public ReadOnlySpan<int> Targets => _targets.AsSpan(0, Count);

    /// <summary>Emitter of each.</summary>
    public ReadOnlySpan<int> Emitters => _emitters.AsSpan(0, Count);

    /// <summary>Number of creation of each.</summary>
    public ReadOnlySpan<int> Numbers => _numbers.AsSpan(0, Count);

    /// <summary>Cuts emitters into batches: the first one of each, and one past the last.</summary>
    public static int[] Cut(SynapseRows rows)
    {
        List<int> firsts = [0];
        var count = 0L;
        for (var emitter = 0; emitter < rows.Emitters; emitter++)
        {
            if (count > 0 && count + rows.CountOf(emitter) > Size)
            {
                firsts.Add(emitter);
                count = 0;
            }

            count += rows.CountOf(emitter);
        }

        return [.. firsts, rows.Emitters];
    }

    /// <summary>Takes the synapses of some emitters.</summary>
    public void Fill(SynapseRows rows, int first, int end)
    {
        Count = 0;
        for (var emitter = first; emitter < end; emitter++) { Count += rows.CountOf(emitter); }
        if (_targets.Length < Count) { (_targets, _numbers, _emitters) = (new int[Count], new int[Count], new int[Count]); }
        for (int emitter = first, at = 0; emitter < end; emitter++)
        {
            var count = rows.CountOf(emitter);
            rows.Fill(emitter, _targets.AsSpan(at, count), _numbers.AsSpan(at, count));
            _emitters.AsSpan(at, count).Fill(emitter);
            at += count;
        }
    }
}

/// <summary>Finds a value for each synapse of a batch; used by one thread.</summary>
/// <param name="values">Receives the values; as long as the batch.</param>
internal delegate void FillValues(RowBatch batch, Span<double> values);
