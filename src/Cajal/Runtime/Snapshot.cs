namespace Cajal.Runtime;

/// <summary>The state of a network at one moment, as named values and blocks of memory.</summary>
internal sealed class Snapshot
{
    private readonly Dictionary<string, object> _values = [];

    /// <summary>Keeps a value that nobody changes afterwards.</summary>
    public void Put(string key, object value) => _values[key] = value;

    /// <summary>Keeps a copy of an array.</summary>
    public void Put(string key, StateArray array) => _values[key] = array.Clone();

    /// <summary>The value kept under a name.</summary>
    /// <exception cref="ModelException">The snapshot was made of other objects.</exception>
    public T Get<T>(string key) => _values.TryGetValue(key, out var value)
        ? (T)value
        : throw new ModelException($"The stored state holds nothing of '{key}': the network has changed since it was stored.");
}
