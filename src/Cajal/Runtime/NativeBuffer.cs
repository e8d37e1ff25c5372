using System.Runtime.InteropServices;

namespace Cajal.Runtime;

/// <summary>Memory outside the managed heap, aligned to a cache line; its address never changes.</summary>
internal sealed unsafe class NativeBuffer : IDisposable
{
    private const int Alignment = 64;
    private nint _address;

    /// <param name="bytes">How many bytes.</param>
    /// <param name="isZeroed">Whether the memory is zeroed; otherwise those who first write to it share the cost of getting it.</param>
    /// <exception cref="ModelException">The memory is not to be had.</exception>
    public NativeBuffer(long bytes, bool isZeroed = true)
    {
        Bytes = bytes;
        try
        {
            _address = (nint)NativeMemory.AlignedAlloc((nuint)Math.Max(bytes, Alignment), Alignment);
        }
        catch (OutOfMemoryException e)
        {
            throw new ModelException($"The model needs another {bytes / 1e6:F0} MB of memory, which this machine does not give.", e);
        }

        if (isZeroed) { NativeMemory.Clear((void*)_address, (nuint)Math.Max(bytes, Alignment)); }
        GC.AddMemoryPressure(Math.Max(bytes, 1));
    }

    ~NativeBuffer() => Free();

    /// <summary>Address of the first byte.</summary>
    public nint Address => _address != 0 ? _address : throw new ObjectDisposedException(nameof(NativeBuffer));

    /// <summary>Size as asked for.</summary>
    public long Bytes { get; }

    /// <summary>A piece of the buffer as a span.</summary>
    /// <param name="start">First element.</param>
    /// <param name="count">Number of elements.</param>
    public Span<T> Span<T>(long start, int count)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((start + count) * sizeof(T), Bytes);
        return new((T*)Address + start, count);
    }

    /// <summary>A copy of another buffer's first bytes, as many as both hold.</summary>
    public void CopyFrom(NativeBuffer other) =>
        NativeMemory.Copy((void*)other.Address, (void*)Address, (nuint)Math.Min(Bytes, other.Bytes));

    /// <summary>A buffer of its own with the same bytes.</summary>
    public NativeBuffer Clone()
    {
        NativeBuffer copy = new(Bytes);
        copy.CopyFrom(this);
        return copy;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        Free();
        GC.SuppressFinalize(this);
    }

    private void Free()
    {
        if (_address == 0) { return; }
        NativeMemory.AlignedFree((void*)_address);
        GC.RemoveMemoryPressure(Math.Max(Bytes, 1));
        _address = 0;
    }
}
