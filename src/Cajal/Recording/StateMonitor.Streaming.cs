namespace Cajal;

/// <content>Samples that go to a sink.</content>
public sealed partial class StateMonitor : IStreamable
{
    /// <summary>Room for samples on their way to a sink.</summary>
    private const long SliceBytes = 8 << 20;
    private RecordOperation? _operation;
    private TraceStream? _stream;

    /// <summary>Whether samples stay in memory.</summary>
    private bool Keeps => _stream?.Keeps != false;

    RecordFormat IStreamable.Format
    {
        get
        {
            var count = _wanted?.Length ?? _source.RecordedCount;
            var type = RequireNetwork("it records to a file").Precision == Precision.Double ? "f8" : "f4";
            return new("trace", _part?.ToString() ?? _owner.Name, [.. _wanted ?? Enumerable.Range(0, count)],
                [RecordFormat.Time, .. _variables.Select(v => new RecordColumn(v, type, count, _source.RecordedDimension(v).ToString()))]);
        }
    }

    void IStreamable.StreamTo(IRecordSink sink, bool keeps)
    {
        if (_traces?.Samples > 0) { throw MonitorErrors.Begun(Name); }
        _stream = new(sink, keeps, () => ((IStreamable)this).Format);
    }

    /// <summary>Hands new samples on.</summary>
    private void HandOn(long nextStep)
    {
        if (_stream is null || _traces is null) { return; }
        _stream.HandOn(_traces);
        if (!Keeps) { _operation?.Realign(nextStep); }
    }
}
