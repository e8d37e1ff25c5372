using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Cajal.Store;

/// <summary>Consecutive rows of a recording, as they lie in the table <c>chunks</c>.</summary>
/// <param name="FirstRow">Number of the first row.</param>
/// <param name="Rows">Number of rows.</param>
/// <param name="StepSeconds">Duration of a step while they were recorded [s]; 0 where steps have no one duration.</param>
internal readonly record struct Chunk(long Recording, long FirstRow, long Rows, double StepSeconds, ArraySegment<byte> Data)
{
    private const int HeadBytes = 32;

    /// <summary>SHA-256 of (recording, first_row, rows: int64; dt_s: float64; data), little-endian.</summary>
    public byte[] Checksum()
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        BinaryPrimitives.WriteInt64LittleEndian(head, Recording);
        BinaryPrimitives.WriteInt64LittleEndian(head[8..], FirstRow);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], Rows);
        BinaryPrimitives.WriteDoubleLittleEndian(head[24..], StepSeconds);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(head);
        hash.AppendData(Data);
        return hash.GetHashAndReset();
    }

    /// <summary>Writes the chunk.</summary>
    public void Write(Database database) => database.Execute(
        "INSERT INTO chunks (recording, first_row, rows, dt_s, sha256, data) VALUES ($0, $1, $2, $3, $4, $5)",
        Recording, FirstRow, Rows, StepSeconds, Checksum(), Data);

    /// <summary>The chunks of a recording in order, one at a time.</summary>
    /// <param name="name">Name of the recording, for messages.</param>
    /// <exception cref="ModelException">One is damaged or missing.</exception>
    public static IEnumerable<Chunk> Read(Database database, long recording, string name)
    {
        var next = 0L;
        while (database.Query(
            "SELECT first_row, rows, dt_s, sha256, data FROM chunks WHERE recording = $0 AND first_row >= $1 ORDER BY first_row LIMIT 1",
            r => (Chunk: new Chunk(recording, r.GetInt64(0), r.GetInt64(1), r.GetDouble(2), (byte[])r[4]), Checksum: (byte[])r[3]),
            recording, next) is [var (chunk, checksum)])
        {
            if (chunk.FirstRow != next || !chunk.Checksum().AsSpan().SequenceEqual(checksum))
            {
                throw database.Damaged($"rows {next} to {chunk.FirstRow + chunk.Rows} of '{name}' are not what was written");
            }

            yield return chunk;
            next += chunk.Rows;
        }
    }
}
