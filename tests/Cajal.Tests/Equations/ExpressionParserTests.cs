namespace Cajal.Equations;

public sealed class ExpressionParserTests
{
    [Theory] // The oracle is the tree that Python's own parser makes of the text.
    [InlineData("a + b*c", "(a + (b * c))")]
    [InlineData("a*b + c", "((a * b) + c)")]
    [InlineData("a - b - c", "((a - b) - c)")]
    [InlineData("a - (b - c)", "(a - (b - c))")]
    [InlineData("a/b/c", "((a / b) / c)")]
    [InlineData("a/b*c", "((a / b) * c)")]
    [InlineData("a // b % c", "((a // b) % c)")]
    [InlineData("a % b*c", "((a % b) * c)")]
    [InlineData("-a**b", "(-(a ** b))")]
    [InlineData("(-a)**b", "((-a) ** b)")]
    [InlineData("a**-b", "(a ** (-b))")]
    [InlineData("a**b**c", "(a ** (b ** c))")]
    [InlineData("(a**b)**c", "((a ** b) ** c)")]
    [InlineData("-a*b", "((-a) * b)")]
    [InlineData("a*-b", "(a * (-b))")]
    [InlineData("a - -b", "(a - (-b))")]
    [InlineData("--a", "(-(-a))")]
    [InlineData("+a*b", "(a * b)")]
    [InlineData("-a**-b**c", "(-(a ** (-(b ** c))))")]
    [InlineData("2**-1**2", "(2 ** (-(1 ** 2)))")]
    [InlineData("a < b + c", "(a < (b + c))")]
    [InlineData("a + b < c*d", "((a + b) < (c * d))")]
    [InlineData("not a < b", "(not (a < b))")]
    [InlineData("not a and b", "((not a) and b)")]
    [InlineData("not not a", "(not (not a))")]
    [InlineData("not a == b", "(not (a == b))")]
    [InlineData("a or b and c", "(a or (b and c))")]
    [InlineData("(a or b) and c", "((a or b) and c)")]
    [InlineData("a and b or c and d", "((a and b) or (c and d))")]
    [InlineData("a and not b or c", "((a and (not b)) or c)")]
    [InlineData("a == b and c != d", "((a == b) and (c != d))")]
    [InlineData("a < b or c >= d", "((a < b) or (c >= d))")]
    [InlineData("f(a, b + c)*d", "(f(a, (b + c)) * d)")]
    [InlineData("-f(a)**2", "(-(f(a) ** 2))")]
    [InlineData("f(-a, g())", "f((-a), g())")]
    [InlineData("(a < b) == (c < d)", "((a < b) == (c < d))")]
    [InlineData("a*(b + c)/(d - f(a))", "((a * (b + c)) / (d - f(a)))")]
    [InlineData("True and a <= b or not False", "((True and (a <= b)) or (not False))")]
    public void Operators_bind_as_they_do_in_Python(string text, string shape) => Assert.Equal(shape, Shape(Parse(text)));

    [Theory]
    [InlineData("2", 2, true)]
    [InlineData("2.", 2, false)]
    [InlineData("2.0", 2, false)]
    [InlineData("1e3", 1000, false)]
    [InlineData(".5", 0.5, false)]
    [InlineData("1.5E-3", 1.5e-3, false)]
    [InlineData("007", 7, true)]
    [InlineData("9007199254740993", 9007199254740992, true)] // Rounds to 2^53, the largest integer that a double holds without gaps.
    [InlineData("9007199254740994", 9007199254740994, false)]
    public void A_number_is_an_integer_when_it_is_written_as_one_and_held_exactly(string text, double value, bool isInteger) =>
        Assert.Equal(new Number(value, isInteger), Parse(text));

    [Fact]
    public void Lines_and_comments_within_an_expression_are_blanks() =>
        Assert.Equal(Parse("a + b*c"), Parse("a # the first\r\n + b *\n\tc # the last"));

    [Fact]
    public void Every_node_knows_the_piece_that_it_was_read_from()
    {
        var sum = (Binary)Parse("-(a + b)*f(c)");

        Assert.Equal(["-(a + b)*f(c)", "-(a + b)", "a + b", "a", "b", "f(c)", "c"], sum.SelfAndDescendants().Select(e => e.Span.Text));
    }

    [Theory]
    [InlineData("(", ")")]
    [InlineData("-", "")]
    [InlineData("not ", "")]
    [InlineData("f(", ")")]
    [InlineData("2**", "")]
    public void Nesting_is_limited_to_200_levels(string before, string after)
    {
        var fits = string.Concat(Enumerable.Repeat(before, 199)) + "a" + string.Concat(Enumerable.Repeat(after, 199));
        Parse(fits);

        var error = Assert.Throws<EquationException>(() => Parse(before + fits + after));
        Assert.Equal("The expression is nested more than 200 levels deep.", error.Problem);
    }

    [Fact]
    public void A_sum_is_limited_to_500_terms()
    {
        Parse(string.Join('+', Enumerable.Repeat("a", 500)));

        Assert.Throws<EquationException>(() => Parse(string.Join('+', Enumerable.Repeat("a", 501))));
    }

    [Fact]
    public void A_text_is_limited_to_100_000_characters()
    {
        Parse("a" + new string(' ', 99_999));

        var error = Assert.Throws<EquationException>(() => Parse("a" + new string(' ', 100_000)));
        Assert.Equal("The text has 100,001 characters; the limit is 100,000.", error.Problem);
    }

    internal static Expr Parse(string text) => ExpressionParser.Parse(new(text, "the test"));

    private static string Shape(Expr e) => e switch
    {
        Binary b => $"({Shape(b.Left)} {b.Operator.Symbol()} {Shape(b.Right)})",
        Unary u => $"({(u.Operator == UnaryOperator.Not ? "not " : "-")}{Shape(u.Operand)})",
        Call c => $"{c.Function}({string.Join(", ", c.Arguments.Select(Shape))})",
        _ => ExprPrinter.Print(e),
    };
}
