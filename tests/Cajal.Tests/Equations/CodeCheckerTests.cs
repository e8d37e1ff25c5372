namespace Cajal.Equations;

public sealed class CodeCheckerTests
{
    [Theory]
    [InlineData("r = v*I; x += r/watt", "r : watt")]
    [InlineData("spikes = n + 1; late = t > tau; n = spikes", "spikes : integer; late : boolean")]
    [InlineData("q = 0; q = 0.5", "q : 1")] // An integer first, a real number later: real throughout.
    [InlineData("q = 1; q /= 2; r = q", "q : 1; r : 1")]
    [InlineData("v *= 0.5; v = 0; n += 1; b = v > 0", "")]
    public void The_first_assignment_to_an_unknown_name_makes_a_temporary(string code, string temporaries)
    {
        var found = CodeChecker.Check(CodeParser.Parse(new(code, "the reset")), TestScope.Create());

        Assert.Equal(temporaries, string.Join("; ", found.Select(t => $"{t.Name} : {UnitText.Of(t.Type, t.Dimension)}")));
    }

    [Fact]
    public void A_temporary_has_no_value_before_its_assignment()
    {
        var error = Assert.Throws<EquationException>(() => CodeChecker.Check(CodeParser.Parse(new("x += r\nr = x", "the reset")), TestScope.Create()));

        Assert.Equal((1, 6), (error.Line, error.Column));
    }
}
