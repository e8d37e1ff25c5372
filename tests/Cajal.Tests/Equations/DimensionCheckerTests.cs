using Cajal.Units;

namespace Cajal.Equations;

public sealed class DimensionCheckerTests
{
    [Theory] // Units are the algebra of the SI; types follow section 1a of the language: '/' is real, ceil, floor and int give integers.
    [InlineData("v*I", "watt")]
    [InlineData("v/I", "ohm")]
    [InlineData("-v/tau", "volt/second")]
    [InlineData("v**2", "volt**2")]
    [InlineData("v**-(1/2)", "1/volt**0.5")]
    [InlineData("sqrt(v)", "volt**0.5")]
    [InlineData("v**181", "metre**362*kilogram**181/second**543/amp**181")]
    [InlineData("abs(v) + clip(v, 0, 3*mV)", "volt")]
    [InlineData("clip(0, -v, v)", "volt")]
    [InlineData("v + 0", "volt")]
    [InlineData("0 - v", "volt")]
    [InlineData("v % (2*mV)", "volt")]
    [InlineData("t // tau", "1")]
    [InlineData("sign(v)", "1")]
    [InlineData("exp(-t/tau)*pi + e", "1")]
    [InlineData("ta(t)*amp", "amp")]
    [InlineData("rand() - rand()", "1")]
    [InlineData("n + 1", "integer")]
    [InlineData("n/2", "1")]
    [InlineData("n // 2", "integer")]
    [InlineData("n**2", "integer")]
    [InlineData("n**-1", "1")]
    [InlineData("n*0.5", "1")]
    [InlineData("clip(n, 0, 10)", "integer")]
    [InlineData("clip(n, 0, 0.5)", "1")]
    [InlineData("int(b) + int(x) + ceil(x) + timestep(t, tau)", "integer")]
    [InlineData("v > 0 and not b", "boolean")]
    [InlineData("b == (x < 1)", "boolean")]
    public void Types_and_units_follow_from_the_parts(string text, string expected)
    {
        var (type, dimension) = DimensionChecker.Check(ExpressionParserTests.Parse(text), TestScope.Create());

        Assert.Equal(expected, UnitText.Of(type, dimension));
    }

    [Fact]
    public void A_condition_has_to_be_true_or_false()
    {
        EquationChecker.CheckCondition(ExpressionParserTests.Parse("v > 0"), TestScope.Create(), "threshold");

        var error = Assert.Throws<EquationException>(() => EquationChecker.CheckCondition(ExpressionParserTests.Parse("v"), TestScope.Create(), "threshold"));
        Assert.Equal(("A threshold has to be true or false, but 'v' is a number.", "Compare it with something, as in 'v > -50*mV'."), (error.Problem, error.Remedy));
    }

    [Fact]
    public void Names_that_may_come_later_agree_with_everything_and_are_reported_once()
    {
        var scope = TestScope.Create(allowsUnknown: true);

        DimensionChecker.Check(ExpressionParserTests.Parse("(v + El)/Rin > f(El)*I and (ready or v > Vt)"), scope);

        Assert.Equal(["El", "Rin", "f", "ready", "Vt"], scope.Unresolved.Select(n => n.Id));
    }

    [Fact]
    public void A_name_of_the_model_hides_a_constant_and_a_constant_hides_a_unit()
    {
        var scope = new Scope([new("gain", ValueType.Integer, Dimension.None)], [new("gain", new(1, Dimension.Time)), new("mV", new(2, Dimension.None)), new("e", new(3, Dimension.None))]);

        Assert.Null(scope.Constant("gain"));
        Assert.Equal(ValueType.Integer, scope.TypeOf(new("gain")).Type);
        Assert.Equal((2, 3, Math.PI, 1e-3), (scope.Constant("mV")?.Si, scope.Constant("e")?.Si, scope.Constant("pi")?.Si, scope.Constant("ms")?.Si));
    }

    [Fact]
    public void The_notebooks_neurons_are_consistent()
    {
        var declarations = EquationParser.Parse(Corpus.Source(Corpus.Equations[0] + Corpus.Equations[1]));
        var constants = new[] { ("El", Dimension.Voltage), ("deltaT", Dimension.Voltage), ("Vth", Dimension.Voltage), ("E_e", Dimension.Voltage), ("E_i", Dimension.Voltage),
            ("Rin", Dimension.Resistance), ("tau_e", Dimension.Time), ("tau_i", Dimension.Time) };
        var scope = new Scope(
            [.. declarations.Select(VariableInfo.Of), new("t", ValueType.Real, Dimension.Time), new("i", ValueType.Integer, Dimension.None)],
            constants.Select(c => KeyValuePair.Create(c.Item1, new Quantity(1, c.Item2))),
            [new("input_current", new StepCurrent())]);

        EquationChecker.RequireSuits(ModelKind.Neurons, declarations);
        EquationChecker.CheckDeclarations(declarations, scope);
    }

    private sealed class StepCurrent : EquationFunction
    {
        public override System.Collections.Immutable.ImmutableArray<Dimension> ArgumentDimensions => [Dimension.Time, Dimension.None];

        public override Dimension ResultDimension => Dimension.Current;
    }
}
