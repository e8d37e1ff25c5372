using Cajal.Runtime;

namespace Cajal.Store;

/// <summary>The spikes of a group as rows of step and index, which the digest of a run is taken of.</summary>
internal sealed class SpikeRows(SpikeSource group, IRecordSink sink, int rowBytes)
{
    private readonly RowBuffer _rows = new(sink, rowBytes);

    public void Append(ReadOnlySpan<Spike> spikes)
    {
        if (spikes.IsEmpty) { return; }
        _rows.Begin(group.Dt.Si);
        foreach (var (step, index) in spikes)
        {
            _rows.Write(step);
            _rows.Write(index);
            _rows.EndRow();
        }

        _rows.Flush();
    }
}
