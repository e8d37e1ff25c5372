using System.Globalization;
using Cajal.Behaviors;

namespace Cajal;

/// <summary>The behaviours of an object by their keys. In every iteration the behaviours of all objects run in the order of keys, those of one key as they were added.</summary>
/// <remarks>
/// <c>new NeuronGroup(1000) { Behaviors = { [1] = new Input(current), [3] = new Lif { Tau = 10 } } }</c>. Keys are any numbers, or stages such as <see cref="Stage.Neuron"/>.
/// </remarks>
public sealed class BehaviorTable
{
    private readonly SortedDictionary<double, Behavior> _behaviors = [];
    private readonly IBehaving _owner;

    internal BehaviorTable(IBehaving owner) => _owner = owner;

    /// <summary>Number of behaviours.</summary>
    public int Count => _behaviors.Count;

    /// <summary>The behaviours in the order of keys.</summary>
    public IReadOnlyCollection<Behavior> All => _behaviors.Values;

    /// <summary>The behaviour of a key. Where the network is initialised already, one that is added is initialised at once and runs from the next iteration on.</summary>
    /// <exception cref="ModelException">There is none; or one is added that does not suit the object, belongs to another, or has a key that is taken; or the network is running.</exception>
    public Behavior this[double key]
    {
        get => _behaviors.TryGetValue(key, out var behavior) ? behavior
            : throw new ModelException($"'{_owner.Name}' has no behaviour of key {Text(key)}.{(Count == 0 ? "" : $" Its behaviours are {Listing}.")}");
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _owner.Network?.RequireIdle("behaviours are added");
            if (!double.IsFinite(key)) { throw new ModelException($"The key of a behaviour is a finite number, not {Text(key)}."); }
            if (_behaviors.TryGetValue(key, out var other)) { throw new ModelException($"'{_owner.Name}' has a behaviour of key {Text(key)} already: {other.Name}. Remove that first, or take another key, such as {Text(key + 0.5)}."); }
            value.RequireSuits(_owner);
            value.Join(_owner);
            _behaviors.Add(key, value);
            _owner.Network?.BehaviorSchedule.Join(_owner, key, value);
        }
    }

    /// <summary>The only behaviour of a class.</summary>
    /// <exception cref="ModelException">There is none, or there are several.</exception>
    public T Get<T>()
        where T : Behavior
        => OfType<T>() switch
        {
            [var only] => only,
            [] => throw new ModelException($"'{_owner.Name}' has no behaviour {typeof(T).Name}.{(Count == 0 ? " It has no behaviours at all." : $" Its behaviours are {Listing}.")}"),
            { Count: var count } => throw new ModelException($"'{_owner.Name}' has {count} behaviours {typeof(T).Name}; pick one by its key: {Listing}."),
        };

    /// <summary>The behaviours of a class in the order of keys.</summary>
    public IReadOnlyList<T> OfType<T>()
        where T : Behavior
        => [.. _behaviors.Values.OfType<T>()];

    /// <summary>Takes a behaviour away; variables that it made stay.</summary>
    /// <exception cref="ModelException">The object does not have it, or the network is running.</exception>
    public void Remove(Behavior behavior)
    {
        ArgumentNullException.ThrowIfNull(behavior);
        _owner.Network?.RequireIdle("behaviours are removed");
        var key = _behaviors.Where(b => b.Value == behavior).Select(b => (double?)b.Key).FirstOrDefault()
            ?? throw new ModelException($"'{_owner.Name}' does not have this {behavior.Name}.{(Count == 0 ? "" : $" Its behaviours are {Listing}.")}");
        _behaviors.Remove(key);
        _owner.Network?.BehaviorSchedule.Leave(behavior);
        behavior.Release();
    }

    /// <summary>Keys and behaviours in order.</summary>
    internal IEnumerable<KeyValuePair<double, Behavior>> Entries => _behaviors;

    private string Listing => string.Join(", ", _behaviors.Select(b => $"{Text(b.Key)}: {b.Value.Name}"));

    private static string Text(double key) => key.ToString(CultureInfo.InvariantCulture);
}
