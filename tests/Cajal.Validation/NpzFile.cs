using System.Buffers.Binary;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace Cajal.Validation;

/// <summary>Arrays of a reference run, as NumPy's savez_compressed writes them; all values as doubles, in row-major order.</summary>
internal sealed partial class NpzFile : IDisposable
{
    private readonly ZipArchive _archive;

    private NpzFile(string path) => _archive = ZipFile.OpenRead(path);

    /// <summary>Opens a file of the tests' data folder.</summary>
    public static NpzFile Open(string name) => new(Path.Combine(AppContext.BaseDirectory, "Data", name));

    public void Dispose() => _archive.Dispose();

    /// <summary>The array of which the name starts with a prefix.</summary>
    public Array2 this[string prefix] => Read(_archive.Entries.Single(e => e.Name.StartsWith(prefix, StringComparison.Ordinal)));

    private static Array2 Read(ZipArchiveEntry entry)
    {
        using MemoryStream memory = new();
        using (var stream = entry.Open()) { stream.CopyTo(memory); }
        var bytes = memory.ToArray();
        var headerLength = BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(8));
        var header = Encoding.ASCII.GetString(bytes, 10, headerLength);
        int[] shape = [.. Shape().Match(header).Groups[1].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(s => int.Parse(s, CultureInfo.InvariantCulture))];
        var data = bytes.AsSpan(10 + headerLength);
        var values = new double[shape.Aggregate(1, (a, b) => a * b)];
        for (var k = 0; k < values.Length; k++)
        {
            values[k] = header.Contains("<f8", StringComparison.Ordinal) ? BinaryPrimitives.ReadDoubleLittleEndian(data[(8 * k)..])
                : header.Contains("<f4", StringComparison.Ordinal) ? BinaryPrimitives.ReadSingleLittleEndian(data[(4 * k)..])
                : header.Contains("<i8", StringComparison.Ordinal) ? BinaryPrimitives.ReadInt64LittleEndian(data[(8 * k)..])
                : BinaryPrimitives.ReadInt32LittleEndian(data[(4 * k)..]);
        }

        var columns = values.Length / shape[0];
        return header.Contains("'fortran_order': True", StringComparison.Ordinal) ? new(shape, Transposed(values, shape[0], columns)) : new(shape, values);
    }

    private static double[] Transposed(double[] byColumn, int rows, int columns)
    {
        var byRow = new double[byColumn.Length];
        for (var r = 0; r < rows; r++)
        {
            for (var c = 0; c < columns; c++) { byRow[(r * columns) + c] = byColumn[(c * rows) + r]; }
        }

        return byRow;
    }

    [GeneratedRegex(@"'shape': \(([^)]*)\)")]
    private static partial Regex Shape();
}

/// <summary>An array read row by row.</summary>
internal sealed record Array2(int[] Shape, double[] Values)
{
    public int Rows => Shape[0];

    public int Columns => Values.Length / Math.Max(Rows, 1);

    public double this[int row, int column = 0] => Values[(row * Columns) + column];

    public double[] Column(int column) => [.. Enumerable.Range(0, Rows).Select(r => this[r, column])];

    public int[] Integers(int column) => [.. Column(column).Select(v => (int)v)];
}
