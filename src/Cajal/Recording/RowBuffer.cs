using System.Runtime.InteropServices;

namespace Cajal;

/// <summary>Rows on their way to a sink, handed over many at a time..</summary>
internal sealed class RowBuffer(IRecordSink sink, int rowBytes)
{
    private const int Enough = 1 << 16;
    private readonly byte[] _bytes = new byte[Math.Max(Enough, rowBytes)];
    private int _filled;

    /// <summary>From here on, steps have this duration.</summary>
    public void Begin(double stepSeconds) => sink.BeginRows(stepSeconds);

    /// <summary>The next part of a row.</summary>
    public void Write<T>(T value)
        where T : unmanaged
        => Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)));

    /// <summary>The next part of a row.</summary>
    public void Write(ReadOnlySpan<byte> part)
    {
        part.CopyTo(_bytes.AsSpan(_filled));
        _filled += part.Length;
    }

    /// <summary>Ends a row.</summary>
    public void EndRow()
    {
        if (_filled + rowBytes > _bytes.Length) { Flush(); }
    }

    /// <summary>Hands over all rows.</summary>
    public void Flush()
    {
        if (_filled == 0) { return; }
        sink.Append(_bytes.AsSpan(0, _filled));
        _filled = 0;
    }
}
