namespace Cajal.Elements;

/// <summary>Places in a tree as texts: <c>/sim/model/cells</c>.</summary>
internal static class ElementPath
{
    /// <summary>The names from the root down.</summary>
    /// <exception cref="ModelException">The path does not begin at the root, or a name is empty or has a character that no name has.</exception>
    public static IReadOnlyList<string> Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!path.StartsWith('/')) { throw new ModelException($"'{path}' is no path: a path begins at the root, as in '/sim/cells'."); }
        string[] names = path.Length == 1 ? [] : path[1..].TrimEnd('/').Split('/');
        foreach (var name in names)
        {
            if (name.Length == 0) { throw new ModelException($"'{path}' has an empty name between two '/'."); }
            if (!name.All(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.')) { throw new ModelException($"'{name}' in '{path}' cannot name an element: names have letters, digits, '_', '-' and '.'. One element of an array is Vec[k]."); }
        }

        return names;
    }

    public static string Join(IEnumerable<string> names) => $"/{string.Join('/', names)}";
}
