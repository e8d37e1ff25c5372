namespace Cajal.Equations;

public sealed class SubexpressionsTests
{
    [Fact]
    public void Subexpressions_are_put_in_whatever_the_order_of_the_model()
    {
        var subexpressions = Parse("Im = gl*u + noise : 1\nu = v - El : 1\nnoise = rand() : 1 (constant over dt)\nv : 1");

        Assert.Equal(["u", "noise", "Im"], subexpressions.InOrder.Select(d => d.Name));
        Assert.Equal("-(gl*(v - El) + noise)/tau", ExprPrinter.Print(subexpressions.Inline(ExpressionParserTests.Parse("-Im/tau"))));
    }

    [Fact]
    public void A_circle_is_named_from_its_first_member()
    {
        var error = Assert.Throws<EquationException>(() => Parse("z = a : 1\na = b1 + 1 : 1\nb1 = c1 : 1\nc1 = a : 1"));

        Assert.Equal("These subexpressions use each other in a circle: 'a' uses 'b1' uses 'c1' uses 'a'.", error.Problem);
    }

    [Fact]
    public void Doubling_sixty_times_is_refused_instead_of_filling_the_memory()
    {
        // 2^60 nodes when written out.
        var text = "s0 = x : 1\n" + string.Concat(Enumerable.Range(1, 60).Select(k => $"s{k} = s{k - 1} + s{k - 1} : 1\n"));

        Assert.StartsWith("The expression has more than 10,000 operations", Assert.Throws<EquationException>(() => Parse(text)).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_chain_of_names_needs_no_stack()
    {
        var text = string.Concat(Enumerable.Range(1, 1000).Reverse().Select(k => $"s{k}=s{k - 1}:1\n"));

        Assert.Equal("s0", ExprPrinter.Print(Parse(text).Inline(new Name("s1000"))));
    }

    private static Subexpressions Parse(string text) => Subexpressions.Of(EquationParser.Parse(Corpus.Source(text)));
}
