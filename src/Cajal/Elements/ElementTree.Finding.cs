using System.Globalization;
using System.Text;

namespace Cajal.Elements;

/// <content>Looking for elements, looking at them, copying them.</content>
public sealed partial class ElementTree
{
    /// <summary>The elements at a place: <c>/sim/cells</c>, or one of them, <c>/sim/cells[3]</c>.</summary>
    /// <exception cref="ModelException">There are none.</exception>
    public Element Element(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var bracket = path.EndsWith(']') ? path.LastIndexOf('[') : -1;
        if (bracket < 0) { return Handle(Require(path)); }
        var array = Require(path[..bracket]);
        return int.TryParse(path[(bracket + 1)..^1], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < array.Count
            ? array.Class.Handle(array, index, 1)
            : throw new ModelException($"'{array.Path}' has the elements 0 to {array.Count - 1}, so none '{path[bracket..]}'.");
    }

    /// <summary>
    /// The elements whose path fits a pattern, in the order of the tree: <c>#</c> stands for any part of a name, <c>?</c> for any character, <c>##</c> for any
    /// number of levels. Conditions follow in brackets: <c>/##[ISA=LIF]</c>, <c>/sim/#[FIELD(Vm)&gt;=-65e-3]</c>; several patterns are parted by commas.
    /// </summary>
    /// <returns>A handle to each array; where a condition asks for a field, one to each single element that meets it.</returns>
    /// <exception cref="ModelException">A pattern is not right.</exception>
    public IReadOnlyList<Element> Find(string pattern)
    {
        ArgumentNullException.ThrowIfNull(pattern);
        return [.. pattern.Split(',', StringSplitOptions.TrimEntries).SelectMany(p => ElementPattern.Parse(p).In(_root)).DistinctBy(e => (e.Array, e.First))];
    }

    /// <summary>What is below an element, one a line.</summary>
    /// <param name="path">Its place.</param>
    /// <exception cref="ModelException">There is none.</exception>
    public string Le(string path = "/")
    {
        var array = Require(path);
        return string.Concat(array.Children.Select(c => $"{c.Path}\n").Prepend($"Elements under {array.Path}\n"));
    }

    /// <summary>The fields of an element and their values in SI base units, one a line.</summary>
    /// <exception cref="ModelException">It was deleted, or belongs to another tree.</exception>
    public string ShowFields(Element element)
    {
        RequireOwn(element);
        StringBuilder text = new($"[{element.Path}]\n");
        foreach (var name in element.FieldNames) { text.Append(CultureInfo.InvariantCulture, $"{name} = {element[name][0]}\n"); }
        return text.ToString();
    }

    /// <summary>Copies elements, all below them, and the messages among what is copied.</summary>
    /// <param name="source">The elements.</param>
    /// <param name="destination">Path of the elements below which the copy comes.</param>
    /// <param name="name">Name of the copy; null for that of the original.</param>
    /// <returns>The copy.</returns>
    /// <exception cref="ModelException">There is nothing at the destination, its place is taken, or it is part of what is copied.</exception>
    public Element Copy(Element source, string destination, string? name = null)
    {
        RequireOwn(source);
        var (original, parent) = (source.Array, Require(destination));
        if (original.SelfAndDescendants().Contains(parent)) { throw new ModelException($"'{original.Path}' cannot be copied to '{parent.Path}', which is part of it."); }
        var path = $"{(parent.Parent is null ? "" : parent.Path)}/{name ?? original.Name}";
        if (ElementPath.Parse(path) is var names && Look(names) is not null) { throw new ModelException($"'{path}' is there already. Give the copy another name."); }
        Dictionary<ElementArray, ElementArray> copies = [];
        foreach (var array in original.SelfAndDescendants().ToList())
        {
            copies[array] = array == original ? array.CopyTo(parent, names[^1]) : array.CopyTo(copies[array.Parent!], array.Name);
        }

        foreach (var message in _messages.Where(m => copies.ContainsKey(m.Source) && copies.ContainsKey(m.Destination)).ToList())
        {
            _messages.Add(message.Between(copies[message.Source], copies[message.Destination]));
        }

        Change();
        return Handle(copies[original]);
    }

    private void RequireOwn(Element element)
    {
        ArgumentNullException.ThrowIfNull(element);
        if (element.Array.Tree != this) { throw new ModelException($"'{element.Path}' belongs to another tree."); }
    }

    private static Element Handle(ElementArray array) => array.Class.Handle(array, 0, 0);
}
