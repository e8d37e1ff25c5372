using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Cajal.Runtime;

namespace Cajal.Store;

/// <summary>The whole state of a run at one moment, as it lies in the tables <c>checkpoints</c> and <c>blocks</c>.</summary>
/// <param name="Id">Number, ascending.</param>
/// <param name="Time">Model time [s].</param>
/// <param name="Rows">How many rows each recording had: <c>name TAB rows</c>, a line each.</param>
/// <param name="Bytes">Size of the state.</param>
/// <param name="Blocks">Number of blocks that it is cut into.</param>
internal sealed record Checkpoint(long Id, double Time, string Rows, long Bytes, long Blocks)
{
    private const string Whole = "SELECT id, time_s, rows, bytes, blocks, sha256 FROM checkpoints ORDER BY id";
    private byte[] _checksum = [];

    /// <summary>The checkpoints of a file, the oldest first.</summary>
    public static List<Checkpoint> Read(Database database) => database.Query(
        Whole, r => new Checkpoint(r.GetInt64(0), r.GetDouble(1), r.GetString(2), r.GetInt64(3), r.GetInt64(4)) { _checksum = (byte[])r[5] });

    /// <summary>What <see cref="Rows"/> says, as text.</summary>
    public static string RowsText(IEnumerable<RecordingWriter> recordings) =>
        string.Concat(recordings.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Name}\t{r.Rows}\n")));

    /// <summary>How many rows a recording had; 0 where it was not there.</summary>
    public long RowsOf(string recording) => Rows.Split('\n').Select(line => line.Split('\t')).FirstOrDefault(line => line[0] == recording) is [_, var rows]
        ? long.Parse(rows, CultureInfo.InvariantCulture)
        : 0;

    /// <summary>Writes it, its blocks being there; older ones make room.</summary>
    /// <param name="hashes">The hashes of its blocks, one after the other.</param>
    /// <param name="keep">How many checkpoints stay.</param>
    public void Write(Database database, byte[] hashes, int keep)
    {
        database.Execute("INSERT INTO checkpoints VALUES ($0, $1, $2, $3, $4, $5)", Id, Time, Rows, Bytes, Blocks, Checksum(database, hashes));
        database.Execute("DELETE FROM checkpoints WHERE id NOT IN (SELECT id FROM checkpoints ORDER BY id DESC LIMIT $0)", keep);
        database.Execute("DELETE FROM blocks WHERE checkpoint NOT IN (SELECT id FROM checkpoints)");
    }

    /// <summary>Reads the state.</summary>
    /// <exception cref="ModelException">The file is damaged.</exception>
    public Snapshot Load(Database database)
    {
        using MemoryStream hashes = new();
        using (BlockReader all = new(database, Id, Blocks, hashes)) { all.CopyTo(Stream.Null); }
        if (!Checksum(database, hashes.ToArray()).AsSpan().SequenceEqual(_checksum)) { throw database.Damaged($"the checkpoint at {Time.ToString(CultureInfo.InvariantCulture)} s is not what was written"); }
        using BlockReader stream = new(database, Id, Blocks);
        return Snapshot.ReadFrom(stream);
    }

    /// <summary>SHA-256 of everything that going on depends on: the numbers of the checkpoint, the hashes of its blocks, what the recordings are.</summary>
    private byte[] Checksum(Database database, byte[] hashes)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> head = stackalloc byte[4 * sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(head, Id);
        BinaryPrimitives.WriteDoubleLittleEndian(head[8..], Time);
        BinaryPrimitives.WriteInt64LittleEndian(head[16..], Bytes);
        BinaryPrimitives.WriteInt64LittleEndian(head[24..], Blocks);
        hash.AppendData(head);
        hash.AppendData(hashes);
        hash.AppendData(Encoding.UTF8.GetBytes(Rows));
        foreach (var (id, name, format) in RecordingTable.Read(database))
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{id} {name}: {format.Describe()}\n")));
        }

        return hash.GetHashAndReset();
    }
}
