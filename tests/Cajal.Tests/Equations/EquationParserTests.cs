namespace Cajal.Equations;

public sealed class EquationParserTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("\n\n# nothing\n;;\n", "")]
    [InlineData("x, y : volt (constant)", "x : volt (constant); y : volt (constant)")]
    [InlineData("x : 1; y : 1", "x : 1; y : 1")]
    [InlineData("dv/dt = (a +\n  b)/tau\n  - c : volt\nw : 1", "dv/dt = (a + b)/tau - c : volt; w : 1")]
    [InlineData("dv/dt = a + # goes on\n  b : 1 # ends\n  (unless refractory)", "dv/dt = a + b : 1 (unless refractory)")]
    [InlineData("dv/dt = f(a,\n b) : 1\r\nw = x\n  *y : 1\r\n", "dv/dt = f(a, b) : 1; w = x*y : 1")]
    [InlineData("I_post = w*(v_pre - v_post) : amp (summed)", "I_post = w*(v_pre - v_post) : amp (summed)")]
    public void Statements_end_where_the_next_one_starts(string text, string declarations)
    {
        Assert.Equal(declarations, string.Join("; ", EquationParser.Parse(Corpus.Source(text)).Select(ExprPrinter.Print)));
    }

    [Fact]
    public void A_reserved_name_is_reserved_behind_the_d_of_a_derivative_too() =>
        Assert.StartsWith("'dt' cannot name a variable", Assert.Throws<EquationException>(() => EquationParser.Parse(Corpus.Source("ddt/dt = 1 : second"))).Problem, StringComparison.Ordinal);

    [Fact]
    public void A_long_line_is_shown_around_the_piece_at_fault()
    {
        var error = Assert.Throws<EquationException>(() => ExpressionParserTests.Parse(string.Join(" + ", Enumerable.Repeat("aaaa", 100)) + " + ?" + new string(' ', 500)));

        Assert.Equal(701, error.Column);
        Assert.All(error.Message.Split('\n'), line => Assert.InRange(line.Length, 0, 130));
        Assert.Contains("+ ?", error.Message, StringComparison.Ordinal);
    }
}
