namespace Cajal.Equations;

/// <summary>A text that the user wrote, with the words that name it in an error message, such as "the equations of neurons 'cells'".</summary>
/// <param name="Describe">Gives the words when they are needed: an object may get its name after its texts.</param>
internal sealed record SourceText(string Text, Func<string> Describe)
{
    public SourceText(string text, string description)
        : this(text, () => description)
    {
    }

    public string Description => Describe();

    /// <summary>Line and column of an offset, both counted from 1.</summary>
    public (int Line, int Column) PositionOf(int offset)
    {
        var before = Text.AsSpan(0, Math.Clamp(offset, 0, Text.Length));
        var lineStart = before.LastIndexOf('\n') + 1;
        return (before.Count('\n') + 1, before.Length - lineStart + 1);
    }

    /// <summary>The line that holds an offset, without its end-of-line characters.</summary>
    public ReadOnlySpan<char> LineAt(int offset)
    {
        offset = Math.Clamp(offset, 0, Text.Length);
        var start = Text.AsSpan(0, offset).LastIndexOf('\n') + 1;
        var rest = Text.AsSpan(start);
        var end = rest.IndexOf('\n');
        return (end < 0 ? rest : rest[..end]).TrimEnd('\r');
    }
}

/// <summary>A piece of a <see cref="SourceText"/>; every node of a tree carries the piece that it was read from.</summary>
internal readonly record struct SourceSpan(SourceText Source, int Start, int Length)
{
    /// <summary>The piece's own text; empty for a piece of no text.</summary>
    public string Text => Source?.Text.Substring(Start, Length) ?? "";

    /// <summary>From the start of this piece to the end of another.</summary>
    public SourceSpan To(SourceSpan end) => this with { Length = end.Start + end.Length - Start };
}
