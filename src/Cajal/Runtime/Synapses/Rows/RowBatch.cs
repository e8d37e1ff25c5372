namespace Cajal.Runtime.Synapses.Rows;

/// <summary>Synapses that are looked at together: as a rule those of some consecutive emitters, emitter by emitter, while rows are built.</summary>
internal sealed class RowBatch
{
    /// <summary>Synapses of a batch, unless a single emitter has more: what is computed for them stays in the second-level cache.</summary>
    public const int Size = 1 << 13;

    private readonly NativeList<int> _targets = new(), _numbers = new(), _emitters = new();

    /// <summary>Number of synapses.</summary>
    public int Count => (int)_targets.Count;

    /// <summary>Target of each.</summary>
    public Span<int> Targets => _targets.AsSpan();

    /// <summary>Emitter of each.</summary>
    public Span<int> Emitters => _emitters.AsSpan();

    /// <summary>Number of creation of each.</summary>
    public Span<int> Numbers => _numbers.AsSpan();

    /// <summary>The same up to whole blocks.</summary>
    public Span<int> PaddedNumbers => _numbers.AsSpan(0, StateArray.WholeBlocks(Count));

    /// <summary>Address of the targets; whole blocks may be read.</summary>
    public nint TargetsAddress => _targets.Address;

    /// <summary>Address of the emitters; whole blocks may be read.</summary>
    public nint EmittersAddress => _emitters.Address;

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
        var total = 0;
        for (var emitter = first; emitter < end; emitter++) { total += rows.CountOf(emitter); }
        Resize(total);
        for (int emitter = first, at = 0; emitter < end; emitter++)
        {
            var count = rows.CountOf(emitter);
            rows.Fill(emitter, Targets.Slice(at, count), Numbers.Slice(at, count));
            Emitters.Slice(at, count).Fill(emitter);
            at += count;
        }
    }

    /// <summary>Takes consecutive synapses whose ends are held in lists.</summary>
    public void Fill(SynapseTable table, int first, int count)
    {
        Resize(count);
        table.Sources.AsSpan(first, count).CopyTo(Emitters);
        table.Targets.AsSpan(first, count).CopyTo(Targets);
        for (var k = 0; k < count; k++) { Numbers[k] = first + k; }
    }

    /// <summary>Takes some synapses of another batch.</summary>
    public void Fill(RowBatch other, int first, int end)
    {
        Resize(end - first);
        other.Emitters[first..end].CopyTo(Emitters);
        other.Targets[first..end].CopyTo(Targets);
        other.Numbers[first..end].CopyTo(Numbers);
    }

    private void Resize(int count)
    {
        foreach (var list in (ReadOnlySpan<NativeList<int>>)[_targets, _numbers, _emitters])
        {
            // Vectors read whole blocks: what stands behind the last synapse is an element, too.
            list.Clear();
            list.Resize(count + StateArray.Block);
            list.AsSpan(count, StateArray.Block).Clear();
            list.Resize(count);
        }
    }
}

/// <summary>Finds a value for each synapse of a batch; used by one thread.</summary>
/// <param name="values">Receives the values; as long as the batch.</param>
internal delegate void FillValues(RowBatch batch, Span<double> values);

/// <summary>Finds a number of steps for each synapse of a batch; used by one thread.</summary>
/// <param name="steps">Receives the steps; as long as the batch.</param>
internal delegate void FillSteps(RowBatch batch, Span<int> steps);
