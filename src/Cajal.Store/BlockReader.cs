using System.Security.Cryptography;

namespace Cajal.Store;

/// <summary>Joins the blocks of a checkpoint; a damaged one is refused before any of it is used.</summary>
/// <param name="hashes">Where the hashes of the blocks go; null for nowhere.</param>
internal sealed class BlockReader(Database database, long checkpoint, long blocks, Stream? hashes = null) : Stream
{
    private byte[] _block = [];
    private int _taken;
    private long _next;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(Span<byte> buffer)
    {
        if (_taken == _block.Length)
        {
            if (_next == blocks) { return 0; }
            (_block, _taken) = (Next(), 0);
        }

        var part = _block.AsSpan(_taken, Math.Min(buffer.Length, _block.Length - _taken));
        part.CopyTo(buffer);
        _taken += part.Length;
        return part.Length;
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <exception cref="ModelException">The block is damaged or missing.</exception>
    private byte[] Next()
    {
        var found = database.Query("SELECT sha256, data FROM blocks WHERE checkpoint = $0 AND number = $1", r => (Hash: (byte[])r[0], Data: (byte[])r[1]), checkpoint, _next);
        if (found is not [var (hash, data)] || !SHA256.HashData(data).AsSpan().SequenceEqual(hash)) { throw database.Damaged($"block {_next} of checkpoint {checkpoint} is not what was written"); }
        _next++;
        hashes?.Write(hash);
        return data;
    }
}
