using System.Collections.Immutable;
using System.Globalization;

namespace Cajal.Store;

/// <summary>What recordings are, as it lies in the tables <c>recordings</c> and <c>columns</c>.</summary>
internal static class RecordingTable
{
    private const string Whole = "SELECT id, name, kind, source, elements FROM recordings ORDER BY id";

    /// <summary>Describes a recording, or makes sure that it is described so already.</summary>
    /// <exception cref="ModelException">Another recording of this name is in the file.</exception>
    public static void Define(Database database, long id, string name, RecordFormat format)
    {
        if (Read(database).Find(r => r.Name == name) is { Name: not null } known)
        {
            if (known.Id == id && known.Format.Describe() == format.Describe()) { return; }
            throw new ModelException($"The file holds a recording '{name}' of {known.Format.Describe()}, but this run would add {format.Describe()}. Record the same as before, in the same order.");
        }

        database.Execute("INSERT INTO recordings VALUES ($0, $1, $2, $3, $4)", id, name, format.Kind, format.Source, string.Join(' ', format.Elements.Select(Invariant)));
        foreach (var (position, column) in format.Columns.Index())
        {
            database.Execute("INSERT INTO columns VALUES ($0, $1, $2, $3, $4, $5)", id, position, column.Name, column.Type, column.Count, column.Unit);
        }
    }

    /// <summary>The recordings in the order of their numbers.</summary>
    public static List<(long Id, string Name, RecordFormat Format)> Read(Database database) =>
        [.. database.Query(Whole, r => (Id: r.GetInt64(0), Name: r.GetString(1), Kind: r.GetString(2), Source: r.GetString(3), Elements: Numbers(r.GetString(4))))
            .Select(r => (r.Id, r.Name, new RecordFormat(r.Kind, r.Source, r.Elements, ColumnsOf(database, r.Id))))];

    private static ImmutableArray<RecordColumn> ColumnsOf(Database database, long recording) => [.. database.Query(
        "SELECT name, type, count, unit FROM columns WHERE recording = $0 ORDER BY position",
        r => new RecordColumn(r.GetString(0), r.GetString(1), r.GetInt32(2), r.GetString(3)),
        recording)];

    public static string Describe(this RecordFormat format) =>
        $"{format.Kind} of '{format.Source}' ({string.Join(", ", format.Columns.Select(c => $"{c.Count} {c.Type} {c.Name} [{c.Unit}]"))}; elements {string.Join(' ', format.Elements)})";

    private static ImmutableArray<int> Numbers(string text) => [.. text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(n => int.Parse(n, CultureInfo.InvariantCulture))];

    private static string Invariant(int number) => number.ToString(CultureInfo.InvariantCulture);
}
