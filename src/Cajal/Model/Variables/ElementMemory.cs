using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal;

/// <summary>The stored variables of a model: one array each, one value when it is shared.</summary>
internal sealed class ElementMemory
{
    private readonly OrderedDictionary<string, Lazy<StateArray>> _arrays = [];
    private readonly string _owner;

    /// <param name="owner">Name of the object, the first part of the arrays' names.</param>
    public ElementMemory(string owner) => _owner = owner;

    /// <summary>The variables and their arrays, in order of declaration.</summary>
    public IEnumerable<KeyValuePair<string, StateArray>> Arrays => _arrays.Select(a => KeyValuePair.Create(a.Key, a.Value.Value));

    /// <summary>Those of them that have been asked for.</summary>
    public IEnumerable<KeyValuePair<string, StateArray>> ArraysMade => _arrays.Where(a => a.Value.IsValueCreated).Select(a => KeyValuePair.Create(a.Key, a.Value.Value));

    /// <summary>The array of a variable.</summary>
    public StateArray this[string name] => _arrays[name].Value;

    /// <summary>Whether there is an array of this name.</summary>
    public bool Holds(string name) => _arrays.ContainsKey(name);

    /// <summary>Makes the arrays of everything that a model stores.</summary>
    public void Allocate(ImmutableArray<Declaration> declarations, Precision precision, int count)
    {
        foreach (var d in declarations)
        {
            if (!d.IsStored) { continue; }
            Add(d.Name, TypeOf(d.Type), precision, d.Flags.HasFlag(VariableFlags.Shared) ? 1 : count);
        }
    }

    /// <summary>Promises an array, which is made when somebody asks for it.</summary>
    public void Promise(string name, Func<StateArray> make) => _arrays[name] = new(make);

    /// <summary>An array for a variable, which is not kept.</summary>
    public StateArray NewArray(string name, IrType type, Precision precision, int count, ElementStorage storage = ElementStorage.Lane) =>
        new(new($"{_owner}.{name}", type, storage), precision, count);

    /// <summary>Makes one more array.</summary>
    public StateArray Add(string name, IrType type, Precision precision, int count, ElementStorage storage = ElementStorage.Lane)
    {
        var array = NewArray(name, type, precision, count, storage);
        Replace(name, array);
        return array;
    }

    /// <summary>Puts another array in the place of a variable's.</summary>
    public void Replace(string name, StateArray array) => _arrays[name] = new(array);

    /// <summary>Forgets a variable.</summary>
    public void Remove(string name) => _arrays.Remove(name);

    /// <summary>Gives the stored variables their places in a table of names.</summary>
    /// <param name="declarations">The model, for its flags.</param>
    /// <param name="names">The table.</param>
    /// <param name="element">How elements are reached.</param>
    /// <param name="mask">Variable without which writes to flagged variables have no effect; null when there is none.</param>
    public void DefineIn(NameTable names, ImmutableArray<Declaration> declarations, ElementReference element, string? mask)
    {
        var maskPlace = mask is null ? null : element.PlaceOf(this[mask]) as VariablePlace;
        foreach (var d in declarations)
        {
            if (!_arrays.TryGetValue(d.Name, out var array)) { continue; }
            names[d.Name] = array.IsValueCreated ? PlaceOf(d, array.Value) : new DeferredPlace(() => PlaceOf(d, array.Value));
        }

        Place PlaceOf(Declaration d, StateArray array) => d.Flags.HasFlag(VariableFlags.Shared)
            ? SharedPlaceOf(array)
            : element.PlaceOf(array, d.Flags.HasFlag(VariableFlags.UnlessRefractory) ? maskPlace : null);
    }

    /// <summary>The place of a value that all elements share.</summary>
    public static VariablePlace SharedPlaceOf(StateArray array) => new(new(array.Symbol, AccessPath.Shared), array);

    public void Save(Snapshot snapshot)
    {
        foreach (var (name, array) in Arrays) { snapshot.Put($"{_owner}.{name}", array); }
    }

    public void Restore(Snapshot snapshot)
    {
        foreach (var (name, array) in Arrays)
        {
            var stored = snapshot.Get<StateArray>($"{_owner}.{name}");
            if ((stored.Count, stored.Precision, stored.Symbol.Type) != (array.Count, array.Precision, array.Symbol.Type))
            {
                throw new ModelException($"The stored state holds {Text(stored)} of '{_owner}.{name}', but the network {Text(array)}.");
            }

            array.CopyFrom(stored);
        }

        static string Text(StateArray array) => $"{array.Count} {array.Precision.ToString().ToLowerInvariant()}-precision values";
    }

    /// <summary>The type of a variable's lanes.</summary>
    public static IrType TypeOf(Equations.ValueType type) => type switch
    {
        Equations.ValueType.Integer => IrType.Integer,
        Equations.ValueType.Boolean => IrType.Boolean,
        _ => IrType.Real,
    };
}
