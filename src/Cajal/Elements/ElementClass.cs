using Cajal.Units;

namespace Cajal.Elements;

/// <summary>What the elements of a class have: fields, what they send and receive, and when they work.</summary>
/// <param name="Name">Name, as in <c>LIF</c>.</param>
/// <param name="BaseNames">Names of the classes whose kind it is too, nearest first.</param>
/// <param name="Handle">Makes a handle to consecutive elements: of an array, from the first, as many; none for the array.</param>
/// <param name="Tick">The clock tick in which elements work unless told otherwise; negative for none.</param>
/// <param name="Fields">The fields by name.</param>
/// <param name="Sources">Names of what elements send.</param>
/// <param name="Destinations">Names of what elements receive; besides, <c>getX</c> asks for the value of a field x.</param>
internal sealed record ElementClass(
    string Name, IReadOnlyList<string> BaseNames, Func<ElementArray, int, int, Element> Handle, int Tick, IReadOnlyList<FieldInfo> Fields, IReadOnlyList<string> Sources, IReadOnlyList<string> Destinations)
{
    /// <summary>A field by its name.</summary>
    /// <exception cref="ModelException">The class has none of that name.</exception>
    public FieldInfo Field(string name) => Fields.FirstOrDefault(f => f.Name == name)
        ?? throw new ModelException($"{Article(Name)} {Name} has no field '{name}'.{Suggest.Sentence(name, Fields.Select(f => f.Name))} Its fields are {Listed(Fields.Select(f => f.Name))}.");

    /// <summary>The field for which a destination such as <c>getVm</c> asks; null when it asks for none.</summary>
    public FieldInfo? Asked(string destination) => Fields.FirstOrDefault(f => f.Getter == destination);

    /// <exception cref="ModelException">Elements of the class send nothing of that name.</exception>
    public void RequireSource(string name)
    {
        if (Sources.Contains(name)) { return; }
        throw new ModelException(Sources.Count == 0
            ? $"{Article(Name)} {Name} sends no messages, so no '{name}'."
            : $"{Article(Name)} {Name} does not send '{name}'.{Suggest.Sentence(name, Sources)} It sends {Listed(Sources)}.");
    }

    /// <exception cref="ModelException">Elements of the class receive nothing of that name.</exception>
    public void RequireDestination(string name)
    {
        if (Destinations.Contains(name) || Asked(name) is not null) { return; }
        IEnumerable<string> known = [.. Destinations, .. Fields.Select(f => f.Getter)];
        throw new ModelException($"{Article(Name)} {Name} does not receive '{name}'.{Suggest.Sentence(name, known)} It receives {Listed(known)}.");
    }

    public static string Listed(IEnumerable<string> names) => string.Join(", ", names.Select(n => $"'{n}'")) is { Length: > 0 } list ? list : "none";

    private static string Article(string name) => "AEI".Contains(name[0], StringComparison.Ordinal) || name.StartsWith("STDP", StringComparison.Ordinal) ? "An" : "A";
}

/// <summary>A field of a class of elements.</summary>
/// <param name="Name">Name, as in <c>Vm</c>.</param>
/// <param name="Default">Value of a new element, in SI base units.</param>
/// <param name="Dimension">Dimension of the values.</param>
/// <param name="IsReadOnly">Whether only a simulation changes it.</param>
/// <param name="IsState">Whether a simulation changes it.</param>
internal sealed record FieldInfo(string Name, double Default, Dimension Dimension, bool IsReadOnly = false, bool IsState = false)
{
    /// <summary>The destination that asks for the value: <c>getVm</c>.</summary>
    public string Getter { get; } = $"get{char.ToUpperInvariant(Name[0])}{Name[1..]}";
}
