using System.Buffers.Binary;
using Cajal.Runtime;

namespace Cajal.Store;

/// <summary>The spikes of a group as rows of step and index, of which the digest of a run is taken.</summary>
internal sealed class SpikeRows(SpikeSource group, IRecordSink sink)
{
    private const int RowBytes = sizeof(long) + sizeof(int), MostRows = 4096;
    private readonly byte[] _rows = new byte[MostRows * RowBytes];

    public void Append(ReadOnlySpan<Spike> spikes)
    {
        if (spikes.IsEmpty) { return; }
        sink.BeginRows(group.Dt.Si);
        for (; !spikes.IsEmpty; spikes = spikes[Math.Min(MostRows, spikes.Length)..])
        {
            var rows = _rows.AsSpan(0, RowBytes * Math.Min(MostRows, spikes.Length));
            for (var k = 0; k < rows.Length / RowBytes; k++)
            {
                BinaryPrimitives.WriteInt64LittleEndian(rows[(k * RowBytes)..], spikes[k].Step);
                BinaryPrimitives.WriteInt32LittleEndian(rows[((k * RowBytes) + sizeof(long))..], spikes[k].Index);
            }

            sink.Append(rows);
        }
    }
}
