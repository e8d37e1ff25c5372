using Cajal.Equations;
using Cajal.Units;

namespace Cajal;

/// <summary>All values of an object at once, by the names of its variables.</summary>
internal static class States
{
    /// <summary>Copies of values.</summary>
    /// <param name="viewOf">A variable of the object.</param>
    /// <param name="names">Which variables.</param>
    /// <param name="units">Whether values carry their unit; else they are plain numbers in SI base units.</param>
    public static OrderedDictionary<string, QuantityArray> Get(IVariableOwner owner, Func<string, VariableView> viewOf, IEnumerable<string> names, bool units)
    {
        OrderedDictionary<string, QuantityArray> states = [];
        foreach (var name in names) { states[name] = new(viewOf(name).ToArray(), units ? owner.TypeOf(name).Dimension : Dimension.None); }
        return states;
    }

    /// <summary>Sets values; a single one is for all elements.</summary>
    public static void Set(IVariableOwner owner, Func<string, VariableView> viewOf, IEnumerable<KeyValuePair<string, QuantityArray>> states, bool units)
    {
        ArgumentNullException.ThrowIfNull(states);
        foreach (var (name, given) in states)
        {
            var values = units ? given : new([.. given.AsSpan()], owner.TypeOf(name).Dimension);
            if (values.Length == 1) { viewOf(name).Set(values[0]); } else { viewOf(name).Set(values); }
        }
    }

    /// <summary>The variables that have values of their own.</summary>
    public static IEnumerable<string> NamesOf(IEnumerable<Declaration> declarations) => declarations.Where(d => d.IsStored && d.Kind != DeclarationKind.Subexpression).Select(d => d.Name);
}
