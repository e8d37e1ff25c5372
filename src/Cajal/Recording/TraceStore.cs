using Cajal.Runtime;

namespace Cajal;

/// <summary>Samples of several variables of several elements: one row of elements a sample and variable, in blocks of memory that never move.</summary>
internal sealed unsafe class TraceStore(int variables, int elements, Precision precision)
{
    private readonly List<(NativeBuffer Memory, long Capacity)> _blocks = [];
    private readonly List<double> _times = [];

    /// <summary>Time of each sample [s].</summary>
    public IReadOnlyList<double> Times => _times;

    public int Samples => _times.Count;

    private int LaneBytes => precision == Precision.Double ? sizeof(double) : sizeof(float);

    /// <summary>Bytes of a sample.</summary>
    public long SampleBytes => (long)variables * elements * LaneBytes;

    /// <summary>How many samples take so many bytes; one at least.</summary>
    public int SamplesIn(long bytes) => (int)Math.Clamp(bytes / Math.Max(SampleBytes, 1), 1, int.MaxValue);

    /// <summary>All variables of a sample, one after the other.</summary>
    public ReadOnlySpan<byte> BytesOf(int sample) => new((void*)AddressOf(0, sample), checked((int)SampleBytes));

    /// <summary>Makes room for more samples, so that taking them allocates nothing.</summary>
    public void Reserve(long samples)
    {
        var room = _blocks.Sum(b => b.Capacity) - Samples;
        if (room >= samples || samples == 0) { return; }

        // Blocks that a run did not fill are cut to what it used, so that blocks follow one another without gaps.
        if (_blocks.Count > 0) { _blocks[^1] = (_blocks[^1].Memory, _blocks[^1].Capacity - room); }
        _blocks.Add((new NativeBuffer(samples * SampleBytes), samples));
        _times.EnsureCapacity(checked((int)(Samples + samples)));
    }

    /// <summary>Forgets the samples and keeps the memory of the last block.</summary>
    public void Clear()
    {
        _times.Clear();
        if (_blocks.Count > 1) { _blocks.RemoveRange(0, _blocks.Count - 1); }
        if (_blocks.Count == 1) { _blocks[0] = (_blocks[0].Memory, _blocks[0].Memory.Bytes / Math.Max(SampleBytes, 1)); }
    }

    /// <summary>Counts a sample in.</summary>
    /// <param name="time">Its time [s].</param>
    public void Add(double time) => _times.Add(time);

    /// <summary>Where a sample of a variable begins.</summary>
    public nint AddressOf(int variable, long sample)
    {
        foreach (var (memory, capacity) in _blocks)
        {
            if (sample < capacity) { return (nint)(memory.Address + (sample * SampleBytes) + ((long)variable * elements * LaneBytes)); }
            sample -= capacity;
        }

        throw new ModelException("There is no such sample.");
    }

    /// <summary>A sample of a variable.</summary>
    public ReadOnlySpan<T> Row<T>(int variable, int sample)
        where T : unmanaged
        => new((void*)AddressOf(variable, sample), elements);

    /// <summary>The values of a variable in the sample that is counted in next, for which there is room.</summary>
    public Span<T> Next<T>(int variable)
        where T : unmanaged
        => new((void*)AddressOf(variable, Samples), elements);

    /// <summary>One element of a variable over all samples.</summary>
    public void Copy(int variable, int element, Span<double> trace)
    {
        for (var k = 0; k < trace.Length; k++)
        {
            var address = AddressOf(variable, k);
            trace[k] = precision == Precision.Double ? ((double*)address)[element] : ((float*)address)[element];
        }
    }

    /// <summary>A copy of all samples, one after the other.</summary>
    public NativeBuffer Copy()
    {
        NativeBuffer copy = new(Samples * SampleBytes);
        for (var k = 0; k < Samples; k++) { Buffer.MemoryCopy((void*)AddressOf(0, k), (void*)(copy.Address + (nint)(k * SampleBytes)), SampleBytes, SampleBytes); }
        return copy;
    }

    /// <summary>Adds samples as <see cref="Copy()"/> gives them.</summary>
    /// <param name="times">Their times [s].</param>
    public void Add(ReadOnlySpan<double> times, NativeBuffer samples)
    {
        if (samples.Bytes != times.Length * SampleBytes) { throw new ModelException("The stored state holds samples of other variables or elements than the monitor records."); }
        Reserve(times.Length);
        for (var k = 0; k < times.Length; k++)
        {
            Buffer.MemoryCopy((void*)(samples.Address + (nint)(k * SampleBytes)), (void*)AddressOf(0, Samples), SampleBytes, SampleBytes);
            Add(times[k]);
        }
    }
}
