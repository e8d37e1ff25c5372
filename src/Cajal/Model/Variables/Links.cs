using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;

namespace Cajal;

/// <summary>The variables of an object that are flagged <c>(linked)</c>, and what they stand for.</summary>
/// <param name="owner">The object.</param>
/// <param name="declarations">Its declarations.</param>
internal sealed class Links(SimulationObject owner, ImmutableArray<Declaration> declarations)
{
    private readonly OrderedDictionary<string, Link> _links = [];

    private IEnumerable<Declaration> Declarations => declarations.Where(d => d.Flags.HasFlag(VariableFlags.Linked));

    /// <summary>What the variables stand for, one a line.</summary>
    public IEnumerable<string> Describe() => _links.Select(l => $"{l.Key} stands for {l.Value.Source}.{l.Value.Variable}");

    /// <summary>Links a variable to the one of the same element, or to the only one.</summary>
    /// <param name="count">Number of elements of the object; null where it is not known yet.</param>
    /// <exception cref="ModelException">There is no such variable, or the two do not fit.</exception>
    public void Add(string variable, Subgroup source, string sourceVariable, int? count)
    {
        ArgumentNullException.ThrowIfNull(source);
        var whole = source.Count == source.Group.Count;
        if (source.Count == count)
        {
            Add(variable, whole ? new SameElementLink(source, sourceVariable) : new ListedLink(source, sourceVariable, ListName(variable), Enumerable.Range(0, source.Count)));
            return;
        }

        OneElementLink link = new(source, sourceVariable);
        if (source.Count != 1 && !link.Declaration.Flags.HasFlag(VariableFlags.Shared))
        {
            throw new ModelException($"'{owner.Name}.{variable}' cannot be linked to '{source}.{sourceVariable}': "
                + (count is null ? "synapses name their element by an index variable" : $"one has {count} elements and the other {source.Count}, so say which stands for which")
                + $", as in Link(\"{variable}\", {source}, \"{sourceVariable}\", index).");
        }

        Add(variable, link);
    }

    /// <summary>Links a variable to listed elements.</summary>
    /// <param name="count">Number of elements of the object.</param>
    /// <exception cref="ModelException">There is no such variable, or the two do not fit; or the list has another length, or an element that the source has not.</exception>
    public void Add(string variable, Subgroup source, string sourceVariable, ReadOnlySpan<int> index, int count)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (index.Length != count) { throw new ModelException($"'{owner.Name}.{variable}' needs an element to stand for in each of {count} places, but the list has {index.Length}."); }
        for (var k = 0; k < index.Length; k++)
        {
            if (index[k] < 0 || index[k] >= source.Count) { throw OutOfRange($"index[{k}]", index[k], source); }
        }

        Add(variable, new ListedLink(source, sourceVariable, ListName(variable), index.ToArray()));
    }

    /// <summary>Links a variable to the elements that another variable of the object names.</summary>
    /// <exception cref="ModelException">There is no such variable, or the two do not fit; or the other is no integer.</exception>
    public void Add(string variable, Subgroup source, string sourceVariable, string index)
    {
        ArgumentNullException.ThrowIfNull(source);
        var declared = declarations.FirstOrDefault(d => d.Name == index) ?? throw VariableErrors.NoSuch(owner.Name, index, declarations);
        if (declared.Type != Equations.ValueType.Integer || !declared.IsStored)
        {
            throw new ModelException($"'{owner.Name}.{index}' cannot name elements: that takes a stored integer, as in '{index} : integer (constant)'.");
        }

        Add(variable, new VariableLink(source, sourceVariable, index));
    }

    /// <summary>What checks of code know about a variable.</summary>
    public VariableInfo InfoOf(Declaration d) => _links.TryGetValue(d.Name, out var link)
        ? VariableInfo.Of(d) with { IsShared = link.IsShared, IsWritable = link.IsWritable, IsSubexpression = !link.IsWritable }
        : VariableInfo.Of(d);

    /// <summary>The groups to which variables are linked.</summary>
    public IEnumerable<NeuronGroup> Groups => _links.Values.Select(link => link.Group);

    /// <summary>The link of a variable; null when it is not linked.</summary>
    public Link? Find(string variable) => _links.GetValueOrDefault(variable);

    /// <summary>Whether a link may lead to a variable of a group, be it by way of other groups.</summary>
    public bool LeadTo(NeuronGroup group)
    {
        HashSet<NeuronGroup> reached = [];
        Stack<Links> open = new([this]);
        while (open.TryPop(out var links))
        {
            foreach (var link in links._links.Values)
            {
                if (reached.Add(link.Group)) { open.Push(link.Group.Links); }
            }
        }

        return reached.Contains(group);
    }

    /// <summary>Gives the linked variables their places in a table of names.</summary>
    /// <param name="element">How the object's elements are reached.</param>
    public void DefineIn(NameTable names, ElementReference element, RunContext context)
    {
        foreach (var d in Declarations)
        {
            names[d.Name] = new DeferredPlace(() => (_links.GetValueOrDefault(d.Name) ?? throw Missing(d)).PlaceIn(element, names, context));
        }
    }

    /// <summary>Throws unless each variable is linked to what is there.</summary>
    /// <param name="count">Number of elements of the object.</param>
    /// <param name="valueOf">Value of a variable of the object for an element.</param>
    public void Require(int count, Func<string, int, double> valueOf)
    {
        foreach (var d in Declarations)
        {
            var link = _links.GetValueOrDefault(d.Name) ?? throw Missing(d);
            if (link.Group.Network != owner.Network) { throw new ModelException($"'{owner.Name}.{d.Name}' is linked to '{link.Source}', which is not part of this network. Add the group too."); }
            if (link is not VariableLink { Index: var index }) { continue; }
            for (var k = 0; k < count; k++)
            {
                if (valueOf(index, k) is var value && (value < 0 || value >= link.Source.Count)) { throw OutOfRange($"{owner.Name}.{index}[{k}]", value, link.Source); }
            }
        }
    }

    private void Add(string variable, Link link)
    {
        var declared = declarations.FirstOrDefault(d => d.Name == variable) ?? throw VariableErrors.NoSuch(owner.Name, variable, declarations);
        var source = link.Declaration;
        if (!declared.Flags.HasFlag(VariableFlags.Linked))
        {
            throw new ModelException($"'{owner.Name}.{variable}' has values of its own. To link it, declare it as '{variable} : {UnitText.Of(declared.Type, declared.Dimension)} (linked)'.");
        }

        if (declared.Dimension != source.Dimension || declared.Type != source.Type)
        {
            throw new ModelException($"'{owner.Name}.{variable}' is declared as {UnitText.Of(declared.Type, declared.Dimension)}, and cannot be linked to '{link.Group.Name}.{link.Variable}', which is {UnitText.Of(source.Type, source.Dimension)}.");
        }

        for (var next = link; next is not null; next = next.Group.Links.Find(next.Variable))
        {
            if (next.Group == owner && next.Variable == variable) { throw new ModelException($"'{owner.Name}.{variable}' cannot be linked to '{link.Group.Name}.{link.Variable}': the links would go around in a circle."); }
        }

        _links[variable] = link;
    }

    private Func<string> ListName(string variable) => () => $"{owner.Name}.{variable} link";

    private EquationException Missing(Declaration d) => new(d.Span, $"'{d.Name}' is linked, but to nothing yet.",
        $"Link it before its value is needed, as in {owner.Name}.Link(\"{d.Name}\", source, \"{d.Name}\").");

    private static ModelException OutOfRange(string what, double value, Subgroup source) =>
        new(FormattableString.Invariant($"{what} is {value}, but '{source}' has the elements 0 to {source.Count - 1}."));
}
