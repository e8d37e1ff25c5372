using System.Collections.Immutable;

namespace Cajal.Equations;

/// <summary>Cuts a text into statements: one ends at a ';' and before the next line that starts another one, so that long expressions go on over lines.</summary>
internal static class Statements
{
    private static readonly string[] s_assignments = ["=", "+=", "-=", "*=", "/="];

    /// <summary>The statements of a text, each ending with <see cref="TokenKind.End"/>; empty ones are left out.</summary>
    public static IEnumerable<ImmutableArray<Token>> Split(SourceText source)
    {
        var tokens = Lexer.Read(source);
        var statement = ImmutableArray.CreateBuilder<Token>();
        var (open, hasUnit) = (0, false);
        for (var k = 0; k < tokens.Length; k++)
        {
            var token = tokens[k];
            var ends = token.Kind == TokenKind.End || token.Is(";")
                || (token.Kind == TokenKind.NewLine && StartsStatement(tokens.AsSpan()[(k + 1)..],
                    mayDeclare: hasUnit || (open == 0 && EndsOperand(statement))));
            if (ends && statement.Count > 0)
            {
                statement.Add(new(TokenKind.End, "", EndOf(statement[^1].Span)));
                yield return statement.ToImmutable();
                statement.Clear();
                (open, hasUnit) = (0, false);
            }
            if (token.Kind is TokenKind.Name or TokenKind.Number or TokenKind.Symbol && !token.Is(";"))
            {
                statement.Add(token);
                open += token.Is("(") ? 1 : token.Is(")") ? -1 : 0;
                hasUnit |= token.Is(":");
            }
        }
    }

    /// <summary>Whether a word assigns or declares the name before it.</summary>
    public static bool IsAssignment(Token token) => token.IsAny(s_assignments);

    private static SourceSpan EndOf(SourceSpan span) => new(span.Source, span.Start + span.Length, 0);

    private static bool EndsOperand(ImmutableArray<Token>.Builder statement) =>
        statement.Count > 0 && (statement[^1].Kind is TokenKind.Name or TokenKind.Number || statement[^1].Is(")"));

    /// <summary>Whether <c>x = ...</c>, <c>dx/dt = ...</c> or, where it can stand, <c>x, y : ...</c> comes next.</summary>
    private static bool StartsStatement(ReadOnlySpan<Token> next, bool mayDeclare)
    {
        var at = 0;
        if (next[at++].Kind != TokenKind.Name)
        {
            return false;
        }
        if (IsAssignment(next[at]) || (next[at].Is("/") && next[at + 1].Kind == TokenKind.Name && next[at + 2].Is("=")))
        {
            return true;
        }
        while (next[at].Is(",") && next[at + 1].Kind == TokenKind.Name)
        {
            at += 2;
        }
        return mayDeclare && next[at].Is(":");
    }
}
