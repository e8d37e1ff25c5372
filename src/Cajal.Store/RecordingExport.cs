using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Cajal.Store;

/// <summary>Writes recordings for other programs.</summary>
internal static class RecordingExport
{
    private const int NpyAlignment = 64;

    public static void Save(RunRecording recording, string path, ExportFormat format)
    {
        using var stream = File.Create(path);
        switch (format)
        {
            case ExportFormat.Npy: SaveNpy(recording, stream); break;
            case ExportFormat.Csv: SaveCsv(recording, stream); break;
            default: SaveJson(recording, stream); break;
        }
    }

    /// <summary>Format 1.0 of numpy.lib.format: magic, length of the head, head as a Python literal, data.</summary>
    private static void SaveNpy(RunRecording recording, Stream stream)
    {
        var fields = recording.Format.Columns.Select(c => c.Count == 1 ? $"('{c.Name}', '<{c.Type}')" : $"('{c.Name}', '<{c.Type}', ({c.Count},))");
        var head = string.Create(CultureInfo.InvariantCulture, $"{{'descr': [{string.Join(", ", fields)}], 'fortran_order': False, 'shape': ({recording.Rows},), }}");
        byte[] magic = [0x93, .. "NUMPY"u8, 1, 0];
        var unpadded = magic.Length + sizeof(ushort) + head.Length + 1;
        head += new string(' ', (NpyAlignment - (unpadded % NpyAlignment)) % NpyAlignment) + "\n";
        stream.Write(magic);
        stream.Write(BitConverter.GetBytes(checked((ushort)head.Length)));
        stream.Write(Encoding.ASCII.GetBytes(head));
        foreach (var chunk in recording.Chunks()) { stream.Write(chunk.Data); }
    }

    private static void SaveCsv(RunRecording recording, Stream stream)
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(false)) { NewLine = "\n" };
        var elements = recording.Format.Elements;
        writer.WriteLine(string.Join(',', recording.Format.Columns.SelectMany(c =>
            c.Count == 1 && elements.IsEmpty ? [c.Name] : c == RecordFormat.Time ? [c.Name] : elements.Select(e => string.Create(CultureInfo.InvariantCulture, $"{c.Name}[{e}]")))));
        foreach (var row in Rows(recording)) { writer.WriteLine(string.Join(',', row.SelectMany(values => values.Select(v => v.ToString(null, CultureInfo.InvariantCulture))))); }
    }

    private static void SaveJson(RunRecording recording, Stream stream)
    {
        using Utf8JsonWriter json = new(stream);
        json.WriteStartObject();
        json.WriteString("name", recording.Name);
        json.WriteString("kind", recording.Kind);
        json.WriteString("source", recording.Source);
        json.WriteStartArray("elements");
        foreach (var element in recording.Elements) { json.WriteNumberValue(element); }
        json.WriteEndArray();
        foreach (var (position, column) in recording.Format.Columns.Index())
        {
            json.WriteStartObject(column.Name);
            json.WriteString("unit", column.Unit);
            json.WriteStartArray("values");
            foreach (var row in Rows(recording)) { Write(json, row[position], recording.Format.Elements.IsEmpty || column == RecordFormat.Time); }
            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, IFormattable[] values, bool single)
    {
        if (!single) { json.WriteStartArray(); }
        foreach (var value in values)
        {
            // JSON has no NaN and no infinity.
            if (value is double and not (> double.NegativeInfinity and < double.PositiveInfinity) or float and not (> float.NegativeInfinity and < float.PositiveInfinity)) { json.WriteNullValue(); }
            else { json.WriteRawValue(value.ToString(null, CultureInfo.InvariantCulture)); }
        }

        if (!single) { json.WriteEndArray(); }
    }

    /// <summary>The numbers of each row, those of one column together.</summary>
    private static IEnumerable<IFormattable[][]> Rows(RunRecording recording)
    {
        foreach (var chunk in recording.Chunks())
        {
            for (var row = 0; row < chunk.Rows; row++)
            {
                var bytes = chunk.Data.Slice(row * recording.Format.RowBytes, recording.Format.RowBytes);
                List<IFormattable[]> columns = [];
                foreach (var column in recording.Format.Columns)
                {
                    columns.Add(Numbers(bytes[..(int)column.Bytes], column.Type));
                    bytes = bytes[(int)column.Bytes..];
                }

                yield return [.. columns];
            }
        }
    }

    private static IFormattable[] Numbers(ReadOnlySpan<byte> bytes, string type) => type switch
    {
        "i8" => Boxed<long>(bytes),
        "i4" => Boxed<int>(bytes),
        "f4" => Boxed<float>(bytes),
        _ => Boxed<double>(bytes),
    };

    private static IFormattable[] Boxed<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, IFormattable
        => [.. MemoryMarshal.Cast<byte, T>(bytes).ToArray().Cast<IFormattable>()];
}
