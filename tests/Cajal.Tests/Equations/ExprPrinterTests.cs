namespace Cajal.Equations;

public sealed class ExprPrinterTests
{
    [Theory]
    [InlineData("((a)+(b*c))", "a + b*c")]
    [InlineData("(a+b)*c", "(a + b)*c")]
    [InlineData("a-(b-c)", "a - (b - c)")]
    [InlineData("(a-b)-c", "a - b - c")]
    [InlineData("(a**b)**c", "(a**b)**c")]
    [InlineData("a**(b**c)", "a**b**c")]
    [InlineData("(-a)**2", "(-a)**2")]
    [InlineData("-(a**2)", "-a**2")]
    [InlineData("(a<b)==(c<d)", "(a < b) == (c < d)")]
    [InlineData("1e3 + 2.0 + 2 + 1e-30", "1000.0 + 2.0 + 2 + 1e-30")]
    public void Only_needed_parentheses_are_written(string text, string printed) => Assert.Equal(printed, ExprPrinter.Print(ExpressionParserTests.Parse(text)));

    [Fact]
    public void A_negative_literal_made_by_a_stage_is_written_with_a_sign() =>
        Assert.Equal("(-2.0)**2.0 - inf", ExprPrinter.Print(new Binary(BinaryOperator.Power, -2.0, 2.0) - double.PositiveInfinity));

    [Fact]
    public void Reading_what_was_printed_gives_the_tree_back()
    {
        var draws = new Draws(1);
        for (var k = 0; k < 20_000; k++)
        {
            var tree = Tree(draws, depth: 6);

            Assert.Equal(tree, ExpressionParserTests.Parse(ExprPrinter.Print(tree)));
        }
    }

    [Fact]
    public void Reading_printed_declarations_and_code_gives_them_back()
    {
        foreach (var declarations in Corpus.Equations.Select(text => EquationParser.Parse(Corpus.Source(text))))
        {
            var again = EquationParser.Parse(Corpus.Source(string.Join('\n', declarations.Select(ExprPrinter.Print))));
            Assert.Equal(declarations.Select(d => d with { Span = default }), again.Select(d => d with { Span = default }));
        }
        foreach (var code in Corpus.Code.Select(text => CodeParser.Parse(Corpus.Source(text))))
        {
            var again = CodeParser.Parse(Corpus.Source(string.Join('\n', code.Select(ExprPrinter.Print))));
            Assert.Equal(code.Select(a => a with { Span = default }), again.Select(a => a with { Span = default }));
        }
    }

    [Theory]
    [InlineData("x : siemens/metre**2 (constant, shared)", "x : siemens/metre**2 (shared, constant)")]
    [InlineData("x : 1/(volt*second)", "x : 1/volt/second")]
    [InlineData("dx/dt = 0 : volt*second**(-1/2)(unless refractory)", "dx/dt = 0 : volt/second**0.5 (unless refractory)")]
    [InlineData("n : integer", "n : integer")]
    [InlineData("x = a :1(constant over dt)", "x = a : 1 (constant over dt)")]
    public void Units_and_flags_are_written_so_that_they_can_be_read(string text, string printed)
    {
        var declaration = Assert.Single(EquationParser.Parse(Corpus.Source(text)));

        Assert.Equal(printed, ExprPrinter.Print(declaration));
        Assert.Equal(declaration with { Span = default }, EquationParser.Parse(Corpus.Source(printed))[0] with { Span = default });
    }

    private static Expr Tree(Draws draws, int depth) => (depth == 0 ? draws.Below(4) : draws.Below(9)) switch
    {
        0 => new Name(draws.Below(2) == 0 ? "a" : "tau_m"),
        1 => new Number(draws.Below(100), IsInteger: true),
        2 => new Number(draws.Below(1000) / 8.0 * Math.Pow(10, draws.Below(40) - 20)),
        3 => new BooleanLiteral(draws.Below(2) == 0),
        4 => new Unary((UnaryOperator)draws.Below(2), Tree(draws, depth - 1)),
        5 => new Call("f", [.. Enumerable.Range(0, draws.Below(3)).Select(_ => Tree(draws, depth - 1))]),
        _ => new Binary((BinaryOperator)draws.Below(15), Tree(draws, depth - 1), Tree(draws, depth - 1)),
    };
}
