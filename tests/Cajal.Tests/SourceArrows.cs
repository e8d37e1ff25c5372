using System.Text.RegularExpressions;

namespace Cajal.Tests;

/// <summary>A source file of the library.</summary>
/// <param name="Path">Path within the library's folder, with slashes: <c>Ir/Kernel.cs</c>.</param>
internal sealed record SourceFile(string Path, string Text)
{
    /// <summary>First folder of the path; empty for a file at the root.</summary>
    public string Folder { get; } = Path.Contains('/', StringComparison.Ordinal) ? Path[..Path.IndexOf('/', StringComparison.Ordinal)] : "";

    /// <summary>The text without comments, strings and characters, line by line.</summary>
    public string[] Code { get; } = SourceArrows.Literals().Replace(Text, m => new string('\n', m.Value.Count(c => c == '\n'))).Split('\n');
}

/// <summary>
/// Finds uses of one folder's types by another. Reads text, not symbols: a type is mentioned where its name stands in code that can see its namespace,
/// is no member (after a dot) and no call (before a parenthesis, without new).
/// </summary>
internal static partial class SourceArrows
{
    private sealed record DeclaredType(string Name, string Namespace, string Folder);

    /// <summary>A line for each file and folder that it may not use: file, line, arrow, type.</summary>
    /// <param name="allowed">Folder to the folders whose types it may mention.</param>
    /// <param name="ignored">Names of types that are not looked for.</param>
    public static IReadOnlyList<string> Violations(
        IReadOnlyList<SourceFile> files, IReadOnlyDictionary<string, string[]> allowed, params string[] ignored)
    {
        var types = files.SelectMany(DeclaredBy).Where(t => !ignored.Contains(t.Name)).ToLookup(t => t.Name);
        List<string> violations = [];
        foreach (var file in files)
        {
            if (!allowed.TryGetValue(file.Folder, out var mayUse))
            {
                violations.Add($"{file.Path}: folder '{file.Folder}' has no row in the table of arrows");
                continue;
            }

            var visible = NamespacesVisibleIn(file);
            HashSet<string> reported = [];
            foreach (var (line, code) in file.Code.Index())
            {
                foreach (var (type, what) in Mentions(code, types, visible, file.Folder))
                {
                    if (type != "" && !mayUse.Contains(type) && reported.Add(type)) { violations.Add($"{file.Path}:{line + 1}: {file.Folder} -> {type} ({what})"); }
                }
            }
        }

        return violations;
    }

    private static IEnumerable<(string Folder, string What)> Mentions(string code, ILookup<string, DeclaredType> types, HashSet<string> visible, string own)
    {
        foreach (Match name in Identifier().Matches(code))
        {
            var declared = types[name.Value].ToList();
            if (declared.Count == 0 || declared.Exists(t => t.Folder == own)) { continue; }
            var (before, after) = (code[..name.Index].TrimEnd(), code[(name.Index + name.Length)..]);
            var isMade = NewAtEnd().IsMatch(before);
            if (after.StartsWith('(') && !isMade) { continue; }
            foreach (var type in declared)
            {
                var isQualified = before.EndsWith('.');
                var canBeMeant = isQualified ? before.EndsWith(type.Namespace.Split('.')[^1] + ".", StringComparison.Ordinal) : visible.Contains(type.Namespace);
                if (canBeMeant) { yield return (type.Folder, type.Name); }
            }
        }
    }

    private static IEnumerable<DeclaredType> DeclaredBy(SourceFile file) =>
        from line in file.Code
        let declaration = Declaration().Match(line)
        where declaration.Success
        select new DeclaredType(declaration.Groups["name"].Value, NamespaceOf(file), file.Folder);

    private static string NamespaceOf(SourceFile file) => file.Code.Select(l => Namespace().Match(l)).FirstOrDefault(m => m.Success)?.Groups["name"].Value ?? "";

    private static HashSet<string> NamespacesVisibleIn(SourceFile file)
    {
        HashSet<string> visible = [.. file.Code.Select(l => Using().Match(l)).Where(m => m.Success).Select(m => m.Groups["name"].Value)];
        for (var name = NamespaceOf(file); name.Length > 0; name = name[..Math.Max(0, name.LastIndexOf('.'))]) { visible.Add(name); }
        return visible;
    }

    [GeneratedRegex("""
        \"{3}[\s\S]*?\"{3}|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])+'|//[^\n]*|/\*[\s\S]*?\*/
        """, RegexOptions.IgnorePatternWhitespace)]
    internal static partial Regex Literals();

    // At the first column: nested types belong to their outer type, and a type local to a file to nobody else.
    [GeneratedRegex(@"^(?:(?:public|internal|sealed|abstract|static|partial|readonly|ref|unsafe) )*(?:class|struct|interface|enum|record(?: class| struct)?|delegate [^(]*?) (?<name>\w+)\b")]
    private static partial Regex Declaration();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)")]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^using (?:static )?(?<name>[\w.]+);")]
    private static partial Regex Using();

    [GeneratedRegex(@"\b[A-Z]\w*")]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\bnew$")]
    private static partial Regex NewAtEnd();
}
