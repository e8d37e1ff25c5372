using System.Text;

namespace Cajal.Equations;

/// <summary>Renames a variable within the text of equations; lines, comments and blanks stay.</summary>
internal static class Renaming
{
    public static string Apply(SourceText source, string name, string newName)
    {
        var renamed = new StringBuilder();
        var copied = 0;
        foreach (var statement in Statements.Split(source))
        {
            // After the ':' stand units and flags, which are words of their own.
            foreach (var token in statement.TakeWhile(t => !t.Is(":")))
            {
                var isDerivative = token == statement[0] && token.IsName("d" + name) && statement[1].Is("/");
                if (token.IsName(name) || isDerivative)
                {
                    renamed.Append(source.Text, copied, token.Span.Start - copied).Append(isDerivative ? "d" : "").Append(newName);
                    copied = token.Span.Start + token.Span.Length;
                }
            }
        }
        return renamed.Append(source.Text, copied, source.Text.Length - copied).ToString();
    }
}
