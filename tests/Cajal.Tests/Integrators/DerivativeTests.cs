using Cajal.Equations;
using Cajal.Integrators;
using static Cajal.Tests.Integrators.Systems;

namespace Cajal.Tests.Integrators;

public sealed class DerivativeTests
{
    private static Expr Read(string text) => ExpressionParser.Parse(new(text, "a test"));

    // Oracle: the central difference of fourth order, error h^4/30 times the fifth derivative plus rounding 1e-16/h: with h = 1e-3 some 1e-12.
    [Theory]
    [InlineData("3*v"), InlineData("-v + a"), InlineData("v*v*a - v/a"), InlineData("a/v"), InlineData("v/(1 + v)"), InlineData("(v - a)/(v + a*v*v)")]
    [InlineData("v**3"), InlineData("v**-1.5"), InlineData("a**v"), InlineData("v**v"), InlineData("v**a")]
    [InlineData("exp(-v*v)"), InlineData("expm1(v/a)"), InlineData("log(a*v)"), InlineData("log10(v)"), InlineData("log1p(v*v)"), InlineData("sqrt(v + a)")]
    [InlineData("sin(2*v)"), InlineData("cos(v/3)"), InlineData("tan(v)"), InlineData("sinh(v)"), InlineData("cosh(a*v)"), InlineData("tanh(v - 1)")]
    [InlineData("arcsin(v/2)"), InlineData("arccos(v/3)"), InlineData("arctan(3*v)"), InlineData("abs(v - 2)"), InlineData("abs(v)*v")]
    [InlineData("exprel(v)"), InlineData("exprel(v - 0.7)"), InlineData("exprel(0.002*v)"), InlineData("exprel(-30*v)")]
    [InlineData("clip(v*v, 0.1, 0.4)"), InlineData("clip(v, 0, 1)"), InlineData("clip(v, 0.9*v, 1)"), InlineData("(2*v) % 1"), InlineData("1 % v"), InlineData("floor(v)*v"), InlineData("int(v > 0.5)*v")]
    [InlineData("0.1*(v + 40)/(1 - exp(-(v + 40)/10))*(1 - a) - 4*exp(-(v + 65)/18)*a")]
    public void The_derivative_is_the_limit_of_differences(string text)
    {
        const double X = 0.7, H = 1e-3;
        var e = Read(text);
        double At(double v) => e.Evaluate(new Dictionary<string, double> { ["v"] = v, ["a"] = 1.3 });
        var difference = ((8 * (At(X + H) - At(X - H))) - (At(X + (2 * H)) - At(X - (2 * H)))) / (12 * H);
        var slope = Derivative.Of(e, "v")!.Evaluate(new Dictionary<string, double> { ["v"] = X, ["a"] = 1.3 });
        Assert.Equal(difference, slope, 1e-9 * Math.Max(1, Math.Abs(slope)));
    }

    [Fact]
    public void A_function_that_the_model_was_given_has_no_known_derivative_unless_the_variable_is_elsewhere()
    {
        Assert.Null(Derivative.Of(Read("stimulus(v)"), "v"));
        Assert.Equal(new Call("stimulus", [T]), Derivative.Of(Read("v*stimulus(t)"), "v"));
    }
}
