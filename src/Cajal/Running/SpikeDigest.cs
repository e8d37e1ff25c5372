using System.Buffers.Binary;
using System.Diagnostics;
using System.Security.Cryptography;

namespace Cajal;

/// <summary>
/// Fingerprint of a run: SHA-256 over all its spikes as (step int64, global neuron index int32), little-endian, sorted by step, then index.
/// Two runs with the same digest have the same spikes.
/// </summary>
public sealed class SpikeDigest : IDisposable
{
    private const int BytesPerSpike = 12;
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly Sha256? _resumable;
    private readonly byte[] _pending = new byte[1024 * BytesPerSpike];
    private int _count;
    private (long Step, int Index) _last = (long.MinValue, 0);

    /// <summary>The digest of no spikes.</summary>
    public SpikeDigest()
    {
    }

    /// <param name="isResumable">Whether the digest can be saved and gone on with by another process, which makes it slower.</param>
    internal SpikeDigest(bool isResumable) => _resumable = isResumable ? new() : null;

    /// <summary>Adds spikes of one step; may be called more than once a step, as long as indices go on ascending. Allocates nothing.</summary>
    /// <param name="step">Number of the step, not less than that of the call before.</param>
    /// <param name="ascendingGlobalIndices">Neurons that spiked, counted through all groups; shape [spikes].</param>
    public void Append(long step, ReadOnlySpan<int> ascendingGlobalIndices)
    {
        foreach (var index in ascendingGlobalIndices)
        {
            if ((step, index).CompareTo(_last) <= 0)
            {
                throw new UnreachableException($"spike digest: neuron {index} in step {step} does not come after neuron {_last.Index} in step {_last.Step}");
            }

            _last = (step, index);
            Append(step, index);
        }
    }

    /// <summary>Adds a spike. Where groups run by several clocks, spikes come in order of time, and each has the step of its group's clock.</summary>
    internal void Append(long step, int globalIndex)
    {
        if (_count == _pending.Length) { Flush(); }
        BinaryPrimitives.WriteInt64LittleEndian(_pending.AsSpan(_count), step);
        BinaryPrimitives.WriteInt32LittleEndian(_pending.AsSpan(_count + 8), globalIndex);
        _count += BytesPerSpike;
    }

    /// <summary>The digest of all spikes so far: 64 hexadecimal digits. More spikes may follow.</summary>
    public string ToHex()
    {
        Flush();
        return Convert.ToHexStringLower(_resumable?.Current() ?? _hash.GetCurrentHash());
    }

    /// <summary>Where a resumable digest is: the hash, the last spike.</summary>
    internal (long Bytes, byte[] Hash, long LastStep, int LastIndex) Save()
    {
        Flush();
        var (bytes, hash) = _resumable!.Save();
        return (bytes, hash, _last.Step, _last.Index);
    }

    /// <summary>Goes on from where another digest was.</summary>
    internal void Restore((long Bytes, byte[] Hash, long LastStep, int LastIndex) saved)
    {
        _resumable!.Restore((saved.Bytes, saved.Hash));
        _last = (saved.LastStep, saved.LastIndex);
    }

    /// <inheritdoc/>
    public void Dispose() => _hash.Dispose();

    private void Flush()
    {
        if (_resumable is not null) { _resumable.Append(_pending.AsSpan(0, _count)); }
        else { _hash.AppendData(_pending.AsSpan(0, _count)); }

        _count = 0;
    }
}
