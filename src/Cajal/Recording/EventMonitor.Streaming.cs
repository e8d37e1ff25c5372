namespace Cajal;

/// <content>Events that go to a sink.</content>
public partial class EventMonitor : IStreamable
{
    private RowBuffer? _rows;
    private int _streamed;

    /// <summary>Whether times and values are kept in memory.</summary>
    private bool _keeps = true;

    bool IStreamable.IsRecordable => _records;

    RecordFormat IStreamable.Format => new(
        _eventName == SpikeSource.SpikeEvent ? "spikes" : "events", Source.ToString(), [],
        [RecordFormat.Step, RecordFormat.Index, .. _variables.Select(v => new RecordColumn(v, "f8", 1, Recordable.RecordedDimension(v).ToString()))]);

    void IStreamable.StreamTo(IRecordSink sink, bool keeps)
    {
        if (!_records) { throw new ModelException($"'{Name}' only counts: leave out record: false to record times too."); }
        if (Count > 0) { throw MonitorErrors.Begun(Name); }
        (_rows, _keeps) = (new(sink, ((IStreamable)this).Format.RowBytes), keeps);
    }

    /// <summary>Hands new events on.</summary>
    private void HandOn()
    {
        if (_rows is not { } rows) { return; }
        for (; _streamed < _steps.Count; _streamed++)
        {
            rows.Write(_steps[_streamed]);
            rows.Write(_indices[_streamed]);
            foreach (var values in _values) { rows.Write(values[_streamed]); }
            rows.EndRow();
        }

        rows.Flush();
        if (_keeps) { return; }
        _streamed = 0;
        _steps.Clear();
        _indices.Clear();
        foreach (var values in _values) { values.Clear(); }
    }
}
