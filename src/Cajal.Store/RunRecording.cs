using System.Runtime.InteropServices;

namespace Cajal.Store;

/// <summary>What one monitor recorded, or the spikes of one group: rows in order of time.</summary>
public sealed class RunRecording
{
    private readonly Database _database;
    private readonly long _id;

    internal RunRecording(Database database, long id, string name, RecordFormat format) => (_database, _id, Name, Format) = (database, id, name, format);

    /// <summary>Name of the monitor, or of the group whose spikes these are.</summary>
    public string Name { get; }

    /// <summary>What a row is: <c>spikes</c>, <c>events</c>, <c>trace</c>, <c>rate</c>.</summary>
    public string Kind => Format.Kind;

    /// <summary>The group, part of a group or projection that was recorded.</summary>
    public string Source => Format.Source;

    /// <summary>The recorded elements of a trace; empty for other kinds.</summary>
    public IReadOnlyList<int> Elements => Format.Elements;

    /// <summary>The variables of a row beside step, time and index: their names and units.</summary>
    public IReadOnlyList<(string Name, string Unit)> Variables =>
        [.. Format.Columns.Where(c => c != RecordFormat.Step && c != RecordFormat.Time && c != RecordFormat.Index).Select(c => (c.Name, c.Unit))];

    /// <summary>Number of rows.</summary>
    public long Rows => _database.Scalar<long>("SELECT coalesce(max(first_row + rows), 0) FROM chunks WHERE recording = $0", _id);

    internal RecordFormat Format { get; }

    /// <summary>Step of each row; shape [rows].</summary>
    /// <exception cref="ModelException">The file is damaged; or rows have times only.</exception>
    public long[] Steps() => Column<long>("step", 0);

    /// <summary>Element of each spike or event; shape [rows].</summary>
    /// <exception cref="ModelException">The file is damaged; or rows are of all elements.</exception>
    public int[] Indices() => Column<int>("i", 0);

    /// <summary>Time of each row [s]; shape [rows].</summary>
    /// <exception cref="ModelException">The file is damaged.</exception>
    public double[] Times() => Format.Columns[0] == RecordFormat.Time
        ? Column<double>("t", 0)
        : [.. Chunks().SelectMany(chunk => Column<long>(chunk, "step", 0).Select(step => step * chunk.StepSeconds))];

    /// <summary>A variable of each row in SI base units: at each event, or the rate in each step; shape [rows].</summary>
    /// <exception cref="ModelException">The file is damaged; or there is no such variable, or it has a value for each element.</exception>
    public double[] Values(string variable) => Find(variable).Count == 1 ? Reals(variable, 0)
        : throw new ModelException($"'{Name}' has {Find(variable).Count} values of '{variable}' in a row: read those of one element by Of(\"{variable}\", element).");

    /// <summary>A variable of one recorded element over time in SI base units; shape [rows].</summary>
    /// <exception cref="ModelException">The file is damaged; or the variable or the element was not recorded.</exception>
    public double[] Of(string variable, int element)
    {
        var place = Format.Elements.AsSpan().BinarySearch(element);
        return place >= 0 ? Reals(variable, place)
            : throw new ModelException($"'{Name}' did not record element {element}{(Format.Elements is [var first, .., var last] ? $", but {Format.Elements.Length} elements from {first} to {last}" : "")}.");
    }

    /// <summary>Reads everything and compares it with its checksums.</summary>
    /// <returns>Number of rows.</returns>
    /// <exception cref="ModelException">The file is damaged.</exception>
    public long Verify() => Chunks().Sum(chunk => chunk.Rows);

    /// <summary>Writes everything to a file for other programs.</summary>
    /// <exception cref="ModelException">The run file is damaged.</exception>
    public void Export(string path, ExportFormat format) => RecordingExport.Save(this, path, format);

    internal IEnumerable<Chunk> Chunks()
    {
        foreach (var chunk in Chunk.Read(_database, _id, Name))
        {
            if (chunk.Data.Count != chunk.Rows * Format.RowBytes) { throw _database.Damaged($"rows of '{Name}' have another length than its columns"); }
            yield return chunk;
        }
    }

    private double[] Reals(string variable, int place) => Find(variable).Type == "f4"
        ? [.. Column<float>(variable, place).Select(v => (double)v)]
        : Column<double>(variable, place);

    private T[] Column<T>(string name, int place)
        where T : unmanaged
        => [.. Chunks().SelectMany(chunk => Column<T>(chunk, name, place))];

    private T[] Column<T>(Chunk chunk, string name, int place)
        where T : unmanaged
    {
        Find(name);
        var offset = Marshal.SizeOf<T>() * place + (int)Format.Columns.TakeWhile(c => c.Name != name).Sum(c => c.Bytes);
        var values = new T[chunk.Rows];
        for (var row = 0; row < values.Length; row++) { values[row] = MemoryMarshal.Read<T>(chunk.Data.AsSpan((row * Format.RowBytes) + offset)); }
        return values;
    }

    private RecordColumn Find(string name) => Format.Columns.FirstOrDefault(c => c.Name == name) is { Name: not null } column ? column
        : throw new ModelException($"'{Name}' holds no '{name}', but {string.Join(", ", Format.Columns.Select(c => $"'{c.Name}'"))}.{Suggest.Sentence(name, Format.Columns.Select(c => c.Name))}");
}
