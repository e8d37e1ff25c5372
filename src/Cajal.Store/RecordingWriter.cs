using System.Buffers;

namespace Cajal.Store;

/// <summary>Gathers the rows of a recording into chunks and gives these to the queue.</summary>
/// <param name="rows">Number of rows that are in the file already.</param>
internal sealed class RecordingWriter(WriteQueue queue, long id, string name, Func<RecordFormat> format, long rows) : IRecordSink
{
    private const int ChunkBytes = 1 << 20;
    private byte[]? _buffer;
    private int _filled, _rowBytes, _chunkRows;
    private double _stepSeconds;

    /// <summary>Name of the recording.</summary>
    public string Name => name;

    /// <summary>Number of rows so far, those that wait in a chunk among them.</summary>
    public long Rows { get; private set; } = rows;

    /// <summary>Number of the recording in the file.</summary>
    public long Id => id;

    /// <summary>What the rows are; known once the network is complete.</summary>
    public RecordFormat Format => format();

    /// <summary>Describes the recording in the file, unless it is there.</summary>
    public void Define()
    {
        if (_rowBytes > 0) { return; }
        var known = Format;
        _rowBytes = known.RowBytes;
        _chunkRows = Math.Max(ChunkBytes / _rowBytes, 1);
        queue.Add(0, database => RecordingTable.Define(database, id, name, known));
    }

    /// <inheritdoc/>
    public void BeginRows(double stepSeconds)
    {
        if (stepSeconds != _stepSeconds) { Flush(); }
        _stepSeconds = stepSeconds;
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> rows)
    {
        while (!rows.IsEmpty)
        {
            _buffer ??= ArrayPool<byte>.Shared.Rent(_chunkRows * _rowBytes);
            var part = rows[..Math.Min(rows.Length, (_chunkRows * _rowBytes) - _filled)];
            part.CopyTo(_buffer.AsSpan(_filled));
            _filled += part.Length;
            Rows += part.Length / _rowBytes;
            rows = rows[part.Length..];
            if (_filled == _chunkRows * _rowBytes) { Flush(); }
        }
    }

    /// <summary>Gives the rows of an incomplete chunk to the queue.</summary>
    public void Flush()
    {
        if (_buffer is not { } buffer) { return; }
        var rows = _filled / _rowBytes;
        Chunk chunk = new(id, Rows - rows, rows, _stepSeconds, new(buffer, 0, _filled));
        (_buffer, _filled) = (null, 0);
        queue.Add(chunk.Data.Count, database =>
        {
            chunk.Write(database);
            ArrayPool<byte>.Shared.Return(buffer);
        });
    }
}
