namespace Cajal.Runtime;

/// <summary>The state of a network at one moment, as named values and blocks of memory. It can be written down and read by another process.</summary>
/// <remarks>Values are those that <see cref="SnapshotCodec"/> knows: numbers, texts, arrays and tuples of them, memory.</remarks>
internal sealed class Snapshot
{
    private const string Magic = "Cajal state 1";
    private readonly OrderedDictionary<string, object> _values = [];

    /// <summary>Whether something is kept under a name.</summary>
    public bool Holds(string key) => _values.ContainsKey(key);

    /// <summary>Keeps a value that nobody changes afterwards.</summary>
    public void Put(string key, object value) => _values[key] = value;

    /// <summary>Keeps a copy of an array.</summary>
    public void Put(string key, StateArray array) => _values[key] = array.Clone();

    /// <summary>Keeps something that only the program can make, such as an expression: another process gets no more than its description.</summary>
    public void PutMade(string key, object value, string description) => _values[key] = new Made(value, description);

    /// <summary>The value kept under a name.</summary>
    /// <exception cref="ModelException">The snapshot was made of other objects.</exception>
    public T Get<T>(string key) => Find(key) is T value
        ? value
        : throw new ModelException($"The stored state holds something else under '{key}': the network has changed since it was stored.");

    /// <summary>What the program made, where this process stored it; in another process the program has to have made the same.</summary>
    /// <param name="present">What there is now.</param>
    /// <exception cref="ModelException">The snapshot was made of other objects, or the description is another one.</exception>
    public T GetMade<T>(string key, T present, string description)
        where T : class
    {
        var made = Get<Made>(key);
        if (made.Value is T value) { return value; }
        return made.Description == description ? present
            : throw new ModelException($"The stored state has {made.Description} for '{key}', but the program has made {description}. Make the same before going on from it.");
    }

    /// <summary>Writes everything down.</summary>
    public void WriteTo(Stream stream)
    {
        using BinaryWriter writer = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        writer.Write(Magic);
        writer.Write(_values.Count);
        foreach (var (key, value) in _values)
        {
            writer.Write(key);
            var written = value is Made made ? made.Description : value;
            writer.Write(value is Made ? "made" : SnapshotTypes.NameOf(value.GetType()));
            SnapshotCodec.Write(writer, written.GetType(), written);
        }
    }

    /// <summary>Reads what was written down.</summary>
    /// <exception cref="ModelException">It is of another version of the simulator, or damaged.</exception>
    public static Snapshot ReadFrom(Stream stream)
    {
        using BinaryReader reader = new(stream, System.Text.Encoding.UTF8, leaveOpen: true);
        if (reader.ReadString() != Magic) { throw new ModelException("This is no state of a network that this version of Cajal can read."); }
        Snapshot snapshot = new();
        for (var left = reader.ReadInt32(); left > 0; left--)
        {
            var key = reader.ReadString();
            var type = reader.ReadString();
            snapshot._values[key] = type == "made" ? new Made(null, reader.ReadString()) : SnapshotCodec.Read(reader, SnapshotTypes.Named(type))!;
        }

        return snapshot;
    }

    private object Find(string key) => _values.TryGetValue(key, out var value)
        ? value
        : throw new ModelException($"The stored state holds nothing of '{key}': the network has changed since it was stored.");

    /// <param name="Value">Null in another process than that which stored it.</param>
    private sealed record Made(object? Value, string Description);
}
