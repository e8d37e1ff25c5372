namespace Cajal;

/// <content>Samples that go to a sink.</content>
public sealed partial class StateMonitor : IStreamable
{
    /// <summary>Room for samples on their way to a sink.</summary>
    private const long SliceBytes = 8 << 20;
    private RecordOperation? _operation;
    private RowBuffer? _rows;
    private IRecordSink? _sink;
    private int _streamed;

    /// <summary>Whether samples stay in memory.</summary>
    private bool _keeps = true;

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
        (_sink, _keeps) = (sink, keeps);
    }

    private void BeginStream()
    {
        if (_sink is null) { return; }
        _rows ??= new(_sink, ((IStreamable)this).Format.RowBytes);
        _rows.Begin(Clock.IsRegular ? Dt.Si : 0);
    }

    /// <summary>Hands new samples on.</summary>
    private void HandOn(long nextStep)
    {
        if (_rows is not { } rows || _traces is not { } traces) { return; }
        for (; _streamed < traces.Samples; _streamed++)
        {
            rows.Write(traces.Times[_streamed]);
            rows.Write(traces.BytesOf(_streamed));
            rows.EndRow();
        }

        rows.Flush();
        if (_keeps) { return; }
        _streamed = 0;
        traces.Clear();
        _operation?.Realign(nextStep);
    }
}
