using System.Text;
using System.Text.RegularExpressions;
using Cajal.Equations;

namespace Cajal.Tests.Fuzzing;

/// <summary>Small harms to a text: characters, words and pieces are dropped, repeated, exchanged, nested or brought in from elsewhere.</summary>
internal static partial class Mutation
{
    private static readonly string[] s_words =
    [
        "(", ")", "((((((((", "**", "*", "/", "//", "%", "-", "not ", "and", "<", ":", ";", "\n", "=", "+=", "1", "1e999", "1e", "1e-400", "99999999999999999999", ".", ",", "#", "\0",
        "\t", "\uD835", "\u00E9", "\uFF56", "\u200B", "\u202E", "dv/dt", "dt", "volt", "mV", "second**600", "(shared)", "(summed)", "(linked)", "event-driven", "True", "lambda", "xi",
        "rand()", "poisson(1e9)", "x_post", "v_pre", "^", "'", "\"", "\"\"\"", "{", "}", "{tau}", "[", "__import__", "System.IO.File.Delete(v)", "v; v", "/*", "*/", "//", "\r\n",
    ];

    private static readonly string[] s_operators = ["+", "-", "*", "/", "//", "%", "**", "<", ">=", "==", "and", "or"];
    private static readonly string[] s_numbers = ["0", "1", "2", "3", "0.5", "1e-3", "1e6", "4.", ".25", "1e300", "2147483648", "9007199254740993", "inf", "pi", "e"];

    public static string Of(string text, string other, Draws draws)
    {
        for (var edits = 1 + (draws.Below(2) * draws.Below(3)); edits > 0; edits--)
        {
            if (draws.Below(2) == 0)
            {
                text = WithOtherWord(text, draws);
                continue;
            }

            var at = draws.Below(text.Length + 1);
            var length = Math.Min(draws.Below(12), text.Length - at);
            text = draws.Below(8) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, s_words[draws.Below(s_words.Length)]),
                2 => text.Insert(draws.Below(text.Length + 1), text.Substring(at, length)),
                3 => text.Insert(at, ((char)draws.Below(draws.Below(2) == 0 ? 128 : 65536)).ToString()),
                4 => Exchanged(text, draws),
                5 => text[..at] + Piece(other, draws) + text[(at + length)..],
                6 => Nested(text, at, length, draws),
                _ => text.Insert(at, string.Concat(Enumerable.Repeat(text.Substring(at, length), draws.Below(40)))),
            };
        }
        return text;
    }

    /// <summary>A name, a number or an operator gives way to another one: most such texts can still be read.</summary>
    private static string WithOtherWord(string text, Draws draws)
    {
        var words = Words.Matches(text);
        if (words.Count == 0) { return text; }
        var word = words[draws.Below(words.Count)];
        var other = word.Value switch
        {
            var w when char.IsAsciiLetter(w[0]) && w is not ("and" or "or" or "not") => words.Select(m => m.Value).Where(w => char.IsAsciiLetter(w[0])).ElementAt(draws.Below(words.Count(m => char.IsAsciiLetter(m.Value[0])))),
            var w when char.IsAsciiDigit(w[0]) => s_numbers[draws.Below(s_numbers.Length)],
            "not" => "-",
            _ => s_operators[draws.Below(s_operators.Length)],
        };
        return text[..word.Index] + other + text[(word.Index + word.Length)..];
    }

    /// <summary>Two words in each other's place.</summary>
    private static string Exchanged(string text, Draws draws)
    {
        var words = text.Split(' ');
        var (a, b) = (draws.Below(words.Length), draws.Below(words.Length));
        (words[a], words[b]) = (words[b], words[a]);
        return string.Join(' ', words);
    }

    [GeneratedRegex(@"[A-Za-z_]\w*|\d+|\*\*|//|>=|==|[-+*/%<>]")]
    private static partial Regex Words { get; }

    private static string Piece(string text, Draws draws)
    {
        var at = draws.Below(text.Length + 1);
        return text.Substring(at, Math.Min(draws.Below(40), text.Length - at));
    }

    private static string Nested(string text, int at, int length, Draws draws)
    {
        var depth = draws.Below(8) == 0 ? 300 : draws.Below(20);
        var (open, close) = draws.Below(4) switch { 0 => ("-", ""), 1 => ("exp(", ")"), 2 => ("2**", ""), _ => ("(", ")") };
        StringBuilder nested = new(text[..at]);
        for (var k = 0; k < depth; k++) { nested.Append(open); }
        nested.Append(text, at, length);
        for (var k = 0; k < depth; k++) { nested.Append(close); }
        return nested.Append(text, at + length, text.Length - at - length).ToString();
    }
}
