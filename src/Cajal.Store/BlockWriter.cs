using System.Buffers;
using System.Security.Cryptography;

namespace Cajal.Store;

/// <summary>Cuts the state of a checkpoint into blocks and gives these to the queue.</summary>
internal sealed class BlockWriter(WriteQueue queue, long checkpoint) : Stream
{
    private const int BlockBytes = 4 << 20;
    private byte[] _block = ArrayPool<byte>.Shared.Rent(BlockBytes);
    private int _filled;

    /// <summary>The hashes of the blocks, one after the other; complete once the queue has written them.</summary>
    public MemoryStream Hashes { get; } = new();

    /// <summary>Number of blocks so far.</summary>
    public long Blocks { get; private set; }

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => Position;

    public override long Position { get; set; }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Position += buffer.Length;
        while (!buffer.IsEmpty)
        {
            var part = buffer[..Math.Min(buffer.Length, BlockBytes - _filled)];
            part.CopyTo(_block.AsSpan(_filled));
            _filled += part.Length;
            buffer = buffer[part.Length..];
            if (_filled == BlockBytes) { End(); }
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <summary>Gives the last block to the queue.</summary>
    public void End()
    {
        if (_filled == 0) { return; }
        var (number, block, length) = (Blocks++, _block, _filled);
        (_block, _filled) = (ArrayPool<byte>.Shared.Rent(BlockBytes), 0);
        queue.Add(length, database =>
        {
            var hash = SHA256.HashData(block.AsSpan(0, length));
            Hashes.Write(hash);
            database.Execute("INSERT INTO blocks VALUES ($0, $1, $2, $3)", checkpoint, number, hash, new ArraySegment<byte>(block, 0, length));
            ArrayPool<byte>.Shared.Return(block);
        });
    }

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
