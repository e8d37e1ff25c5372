namespace Cajal.Equations;

/// <summary>The kinds of words of the equation language.</summary>
internal enum TokenKind { Number, Name, Symbol, NewLine, End }

/// <summary>One word of a text; <c>and</c>, <c>or</c> and <c>not</c> are symbols.</summary>
internal readonly record struct Token(TokenKind Kind, string Text, SourceSpan Span)
{
    public bool Is(string symbol) => Kind == TokenKind.Symbol && Text == symbol;

    public bool IsAny(params ReadOnlySpan<string> symbols) => Kind == TokenKind.Symbol && symbols.Contains(Text);

    public bool IsName(string name) => Kind == TokenKind.Name && Text == name;

    /// <summary>The word as an error message shows it.</summary>
    public string Quoted => Kind switch
    {
        TokenKind.End => "the end of the text",
        TokenKind.NewLine => "the end of the line",
        _ => $"'{SourceExcerpt.Quote(Text)}'",
    };
}
