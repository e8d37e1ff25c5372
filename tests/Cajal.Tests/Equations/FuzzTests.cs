namespace Cajal.Equations;

public sealed class FuzzTests
{
    private static readonly string[] s_words =
    [
        "(", ")", "((((((((", "**", "*", "/", "//", "-", "not ", "and", ":", ";", "\n", "=", "+=", "1", "1e999", "1e", ".", ",", "#", "\0", "\t", "\uD835", "\u00E9",
        "dv/dt", "dt", "volt", "mV", "second**600", "(shared)", "(", "event-driven", "True", "lambda", "xi", "rand()", "x_post", "^", "'", "\"", "{", "[",
    ];

    [Fact]
    public void Any_text_is_either_read_or_refused_with_an_error_of_its_own()
    {
        var draws = new Draws(2);
        (string Text, Action<SourceText> Read)[] texts =
        [
            .. Corpus.Equations.Select(t => (t, (Action<SourceText>)ReadEquations)),
            .. Corpus.Code.Select(t => (t, (Action<SourceText>)ReadCode)),
            .. Corpus.Expressions.Select(t => (t, (Action<SourceText>)ReadExpression)),
        ];
        var (read, refused) = (0, 0);
        for (var k = 0; k < 100_000; k++)
        {
            var (text, readText) = texts[draws.Below(texts.Length)];
            var source = Corpus.Source(Mutate(text, draws));
            try
            {
                readText(source);
                read++;
            }
            catch (EquationException)
            {
                refused++;
            }
        }
        // Both outcomes are common, so neither side of the parser goes untested.
        Assert.InRange(read, 20_000, 80_000);
        Assert.InRange(refused, 20_000, 80_000);
    }

    private static void ReadEquations(SourceText source)
    {
        var declarations = EquationParser.Parse(source);
        EquationChecker.CheckDeclarations(declarations, TestScope.Create(allowsUnknown: true).With(declarations.Select(VariableInfo.Of)));
        Subexpressions.Of(declarations);
    }

    private static void ReadCode(SourceText source) => CodeChecker.Check(CodeParser.Parse(source), TestScope.Create(allowsUnknown: true));

    private static void ReadExpression(SourceText source) => DimensionChecker.Check(ExpressionParser.Parse(source), TestScope.Create(allowsUnknown: true));

    private static string Mutate(string text, Draws draws)
    {
        for (var edits = draws.Below(4); edits > 0; edits--)
        {
            var at = draws.Below(text.Length + 1);
            var length = Math.Min(draws.Below(6), text.Length - at);
            text = draws.Below(3) switch
            {
                0 => text.Remove(at, length),
                1 => text.Insert(at, s_words[draws.Below(s_words.Length)]),
                _ => text.Insert(draws.Below(text.Length + 1), text.Substring(at, length)),
            };
        }
        return text;
    }
}
