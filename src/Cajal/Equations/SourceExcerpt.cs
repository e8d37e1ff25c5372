using System.Text;

namespace Cajal.Equations;

/// <summary>Shows a piece of a text: where it stands, its lines, and carets under the piece.</summary>
internal static class SourceExcerpt
{
    private const int MaxLines = 4, MaxWidth = 120, ContextBefore = 40, MaxQuote = 60;

    /// <summary>The excerpt of an error message, without a final end of line.</summary>
    public static string Render(SourceSpan span)
    {
        var source = span.Source;
        var end = Math.Clamp(span.Start + span.Length, 0, source.Text.Length);
        var (line, column) = source.PositionOf(span.Start);
        var excerpt = new StringBuilder($"  line {line}, column {column} of {source.Description}:");

        var shown = 0;
        for (var at = Math.Min(span.Start, end); ; shown++)
        {
            var text = source.LineAt(at);
            var lineStart = at - (source.PositionOf(at).Column - 1);
            var lineEnd = lineStart + text.Length;
            if (shown == MaxLines)
            {
                return excerpt.Append("\n    ...").ToString();
            }
            AppendLine(excerpt, text, from: Math.Min(Math.Max(span.Start, lineStart), lineEnd) - lineStart, to: Math.Min(end, lineEnd) - lineStart);
            at = source.Text.IndexOf('\n', lineEnd) + 1;
            if (at == 0 || at >= end)
            {
                return excerpt.ToString();
            }
        }
    }

    /// <summary>A piece's text on one line, cut where it is long.</summary>
    public static string Quote(string text)
    {
        var words = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.Length <= MaxQuote ? words : words[..(MaxQuote - 3)] + "...";
    }

    private static void AppendLine(StringBuilder excerpt, ReadOnlySpan<char> line, int from, int to)
    {
        var indent = line.Length - line.TrimStart().Length;
        from = Math.Max(from, Math.Min(indent, line.Length));
        var left = line.Length - indent <= MaxWidth ? Math.Min(indent, from) : Math.Max(indent, from - ContextBefore);
        var right = Math.Min(line.Length, left + MaxWidth);

        excerpt.Append("\n    ");
        foreach (var c in line[left..right])
        {
            excerpt.Append(char.IsControl(c) ? ' ' : c);
        }
        excerpt.Append("\n    ").Append(' ', from - left).Append('^', Math.Max(1, Math.Min(to, right) - from));
    }
}
