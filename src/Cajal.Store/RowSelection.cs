using System.Runtime.InteropServices;

namespace Cajal.Store;

/// <summary>Passes on the rows of a window of time, and where asked the mean over all elements in place of each of them.</summary>
/// <param name="inner">Where they go.</param>
/// <param name="whole">What the rows are that come.</param>
/// <param name="from">Start of the window [s].</param>
/// <param name="until">Its end [s], which is not part of it.</param>
internal sealed class RowSelection(IRecordSink inner, Func<RecordFormat> whole, double from, double until, bool averages) : IRecordSink
{
    private RecordFormat? _whole;
    private RowBuffer? _rows;
    private double _stepSeconds;

    /// <summary>What the rows are that go on.</summary>
    /// <exception cref="ModelException">There is nothing to take a mean of.</exception>
    public static RecordFormat FormatOf(RecordFormat whole, bool averages) => !averages ? whole
        : whole.Kind == "trace" ? whole with { Elements = [], Source = $"mean over {whole.Source}", Columns = [.. whole.Columns.Select(c => c == RecordFormat.Time ? c : c with { Type = "f8", Count = 1 })] }
        : throw new ModelException($"Means are taken over variables of elements, not over the {whole.Kind} of '{whole.Source}'. Record it without average.");

    /// <inheritdoc/>
    public void BeginRows(double stepSeconds)
    {
        _stepSeconds = stepSeconds;
        inner.BeginRows(stepSeconds);
    }

    /// <inheritdoc/>
    public void Append(ReadOnlySpan<byte> rows)
    {
        _whole ??= whole();
        _rows ??= new(inner, FormatOf(_whole, averages).RowBytes);
        for (; !rows.IsEmpty; rows = rows[_whole.RowBytes..])
        {
            var time = _whole.Columns[0] == RecordFormat.Time ? MemoryMarshal.Read<double>(rows) : MemoryMarshal.Read<long>(rows) * _stepSeconds;
            if (!(time >= from && time < until)) { continue; }
            if (averages) { WriteMeans(_rows, rows[.._whole.RowBytes]); } else { _rows.Write(rows[.._whole.RowBytes]); }
            _rows.EndRow();
        }

        _rows.Flush();
    }

    private void WriteMeans(RowBuffer to, ReadOnlySpan<byte> row)
    {
        foreach (var column in _whole!.Columns)
        {
            var values = row[..(int)column.Bytes];
            row = row[values.Length..];
            if (column == RecordFormat.Time) { to.Write(values); }
            else { to.Write(column.Type == "f4" ? Mean(MemoryMarshal.Cast<byte, float>(values)) : Mean(MemoryMarshal.Cast<byte, double>(values))); }
        }
    }

    private static double Mean(ReadOnlySpan<double> values)
    {
        var sum = 0.0;
        foreach (var value in values) { sum += value; }
        return sum / values.Length;
    }

    private static double Mean(ReadOnlySpan<float> values)
    {
        var sum = 0.0;
        foreach (var value in values) { sum += value; }
        return sum / values.Length;
    }
}
