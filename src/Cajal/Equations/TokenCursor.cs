using System.Collections.Immutable;

namespace Cajal.Equations;

/// <summary>A place in a sequence of words that ends with <see cref="TokenKind.End"/>.</summary>
internal sealed class TokenCursor(ImmutableArray<Token> tokens)
{
    private int _at;

    public Token Current => tokens[_at];

    /// <summary>The word that was read last; at the beginning, the first word.</summary>
    public Token Previous => tokens[Math.Max(_at - 1, 0)];

    public bool AtStart => _at == 0;

    public bool AtEnd => Current.Kind == TokenKind.End;

    public Token Peek(int ahead) => tokens[Math.Min(_at + ahead, tokens.Length - 1)];

    public Token Next()
    {
        var token = Current;
        _at += AtEnd ? 0 : 1;
        return token;
    }

    public bool Accept(string symbol)
    {
        var found = Current.Is(symbol);
        _at += found ? 1 : 0;
        return found;
    }

    /// <summary>The piece from a word to the one that was read last.</summary>
    public SourceSpan Since(Token first) => first.Span.To(Previous.Span);
}
