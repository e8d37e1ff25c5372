using System.Collections.Immutable;

namespace Cajal.Equations;

/// <summary>First half of the first stage: a text becomes words. Comments and blanks are dropped, ends of lines are kept.</summary>
internal static class Lexer
{
    public const int MaxLength = 100_000, MaxWord = 500;

    private static readonly string[] s_symbols =
    [
        "**", "//", "<=", ">=", "==", "!=", "+=", "-=", "*=", "/=", // the longer ones first
        "+", "-", "*", "/", "%", "<", ">", "=", "(", ")", ",", ":", ";",
    ];

    /// <summary>What other languages and keyboards offer, and what to write here.</summary>
    private static readonly (string Symbol, string Remedy)[] s_refused =
    [
        ("^", "Use '**' for powers."),
        ("&&", "Use 'and'."), ("&", "Use 'and'."),
        ("||", "Use 'or'."), ("|", "Use 'or'."),
        ("~", "Use 'not'."), ("!", "Use 'not'."),
        ("[", "Elements cannot be picked by an index: code runs for each element with the element's own values."),
        (".", "Attributes do not exist: variables, constants and functions are plain names."),
        ("\\", "An expression may go on over the next line as it is."),
        ("?", "For a choice between two values multiply each by int(condition)."),
        ("\u2212", "Use '-'."), ("\u2013", "Use '-'."), ("\u00D7", "Use '*'."), ("\u00B7", "Use '*'."), ("\u00F7", "Use '/'."),
        ("\u2264", "Use '<='."), ("\u2265", "Use '>='."), ("\u2260", "Use '!='."), ("\u00B2", "Use '**2'."), ("\u00B3", "Use '**3'."),
    ];

    /// <summary>The words of a text, ending with <see cref="TokenKind.End"/>.</summary>
    public static ImmutableArray<Token> Read(SourceText source)
    {
        var text = source.Text;
        if (text.Length > MaxLength)
        {
            throw new EquationException(new(source, 0, 0), $"The text has {text.Length:N0} characters; the limit is {MaxLength:N0}.");
        }

        var tokens = ImmutableArray.CreateBuilder<Token>();
        var at = 0;
        while (at < text.Length)
        {
            var c = text[at];
            if (c == '\n')
            {
                Add(TokenKind.NewLine, 1);
            }
            else if (c is ' ' or '\t' or '\r')
            {
                at++;
            }
            else if (c == '#')
            {
                var rest = text.AsSpan(at).IndexOf('\n');
                at = rest < 0 ? text.Length : at + rest;
            }
            else if (IsNameStart(c))
            {
                AddName();
            }
            else if (c == '{')
            {
                AddConstant();
            }
            else if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1])))
            {
                AddNumber();
            }
            else if (Array.Find(s_symbols, s => string.CompareOrdinal(text, at, s, 0, s.Length) == 0) is { } symbol)
            {
                Add(TokenKind.Symbol, symbol.Length);
            }
            else
            {
                throw Refused(source, at);
            }
        }
        tokens.Add(new(TokenKind.End, "", new(source, text.Length, 0)));
        return tokens.ToImmutable();

        void Add(TokenKind kind, int length)
        {
            if (length > MaxWord)
            {
                throw new EquationException(new(source, at, length), $"This {(kind == TokenKind.Number ? "number" : "name")} has {length:N0} characters; the limit is {MaxWord}.");
            }
            tokens.Add(new(kind, text.Substring(at, length), new(source, at, length)));
            at += length;
        }

        void AddName()
        {
            var length = LengthWhile(at, IsNamePart);
            var end = at + length;
            if (end < text.Length && char.IsLetter(text[end]))
            {
                throw Refused(source, end);
            }
            Add(text.AsSpan(at, length) is "and" or "or" or "not" ? TokenKind.Symbol : TokenKind.Name, length);
        }

        // What stood in a hole of an interpolated string is a name of its own, braces included.
        void AddConstant()
        {
            var line = text.AsSpan(at, LengthWhile(at, ch => ch != '\n'));
            var end = line.IndexOf('}');
            Add(TokenKind.Name, end > 1 ? end + 1 : throw new EquationException(new(source, at, 1), "'{' begins a constant that the program gives, as in '{tau}', and needs its '}'."));
        }

        void AddNumber()
        {
            var end = at + LengthWhile(at, char.IsAsciiDigit);
            if (end < text.Length && text[end] == '.')
            {
                end += 1 + LengthWhile(end + 1, char.IsAsciiDigit);
            }
            if (end < text.Length && text[end] is 'e' or 'E')
            {
                var digits = end + (end + 1 < text.Length && text[end + 1] is '+' or '-' ? 2 : 1);
                var exponent = LengthWhile(digits, char.IsAsciiDigit);
                end = exponent > 0 ? digits + exponent : end;
            }
            if (end < text.Length && IsNamePart(text[end]))
            {
                var name = text.Substring(end, LengthWhile(end, IsNamePart));
                throw new EquationException(new(source, at, end - at + name.Length), $"An operator is missing between '{text[at..end]}' and '{name}'.",
                    IsNameStart(name[0]) ? $"Write '{text[at..end]}*{name}'." : null);
            }
            Add(TokenKind.Number, end - at);
        }

        int LengthWhile(int start, Func<char, bool> holds)
        {
            var end = start;
            while (end < text.Length && holds(text[end]))
            {
                end++;
            }
            return end - start;
        }
    }

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';

    private static bool IsNamePart(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static EquationException Refused(SourceText source, int at)
    {
        foreach (var (symbol, remedy) in s_refused)
        {
            if (string.CompareOrdinal(source.Text, at, symbol, 0, symbol.Length) == 0)
            {
                return new(new(source, at, symbol.Length), $"'{symbol}' is not part of the equation language.", remedy);
            }
        }
        var length = char.IsSurrogatePair(source.Text, at) ? 2 : 1;
        var span = new SourceSpan(source, at, length);
        var code = $"U+{(length == 2 ? char.ConvertToUtf32(source.Text, at) : source.Text[at]):X4}";
        return char.IsControl(source.Text[at]) || char.IsSurrogate(source.Text[at]) && length == 1
            ? new(span, $"The character {code} has no meaning in the equation language.")
            : char.IsLetterOrDigit(source.Text, at)
                ? new(span, $"'{span.Text}' ({code}) cannot stand in a name.", "Names are made of the letters a to z and A to Z, digits and '_'.")
                : new(span, $"'{span.Text}' ({code}) has no meaning in the equation language.");
    }
}
