namespace Cajal.Tests.Docs;

/// <summary>A page of docs/ with parts that the code writes: what stands between <c>&lt;!-- begin NAME --&gt;</c> and <c>&lt;!-- end NAME --&gt;</c>.</summary>
internal sealed class Document(string name)
{
    private readonly string _path = Path.Combine(Repository.Root, "docs", name);

    public string Text => File.ReadAllText(_path).ReplaceLineEndings("\n");

    /// <summary>What stands in a part.</summary>
    public string Part(string part) => Text[RangeOf(part)];

    /// <summary>Proves that a part says what the code says; with <c>CAJAL_WRITE_DOCS=1</c> in the environment it is written instead.</summary>
    public void RequirePart(string part, string expected)
    {
        var (text, range) = (Text, RangeOf(part));
        if (Environment.GetEnvironmentVariable("CAJAL_WRITE_DOCS") == "1")
        {
            File.WriteAllText(_path, text[..range.Start] + expected + text[range.End..]);
            return;
        }

        Assert.True(text[range] == expected, $"The part '{part}' of docs/{name} is not what the code says. CAJAL_WRITE_DOCS=1 dotnet test ... writes it:\n{expected}");
    }

    private Range RangeOf(string part)
    {
        var (begin, end) = ($"<!-- begin {part} -->\n", $"<!-- end {part} -->");
        var text = Text;
        var start = text.IndexOf(begin, StringComparison.Ordinal) + begin.Length;
        var stop = text.IndexOf(end, StringComparison.Ordinal);
        Assert.True(start >= begin.Length && stop >= start, $"docs/{name} has no part '{part}'.");
        return start..stop;
    }
}
