namespace Cajal;

/// <summary>Hands the samples of a monitor on to a sink.</summary>
/// <param name="sink">Takes them.</param>
/// <param name="keeps">Whether they stay in memory too.</param>
/// <param name="format">What a sample is, asked for when a run begins.</param>
internal sealed class TraceStream(IRecordSink sink, bool keeps, Func<RecordFormat> format)
{
    private RowBuffer? _rows;

    /// <summary>Whether samples stay in memory.</summary>
    public bool Keeps { get; } = keeps;

    /// <summary>How many samples of the store it has handed on.</summary>
    public int HandedOn { get; set; }

    /// <summary>A run begins.</summary>
    public void Begin(Clock clock)
    {
        _rows ??= new(sink, format().RowBytes);
        _rows.Begin(clock.IsRegular ? clock.Dt.Si : 0);
    }

    /// <summary>Hands new samples on.</summary>
    public void HandOn(TraceStore traces)
    {
        if (_rows is null) { return; }
        for (; HandedOn < traces.Samples; HandedOn++)
        {
            _rows.Write(traces.Times[HandedOn]);
            _rows.Write(traces.BytesOf(HandedOn));
            _rows.EndRow();
        }

        _rows.Flush();
        if (Keeps) { return; }
        HandedOn = 0;
        traces.Clear();
    }
}
