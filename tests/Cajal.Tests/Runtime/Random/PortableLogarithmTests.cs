using Cajal.Runtime.Random;

namespace Cajal.Tests.Runtime.Random;

public class PortableLogarithmTests
{
    [Fact]
    public void Logarithms_agree_with_the_systems_to_a_few_units_in_the_last_place()
    {
        for (var k = 1; k <= 200_000; k++)
        {
            var x = k / 100_000.0;
            Assert.InRange(PortableLogarithm.Log(x) - Math.Log(x), -4e-16 * (1 + Math.Abs(Math.Log(x))), 4e-16 * (1 + Math.Abs(Math.Log(x))));
        }

        // 53 bits of a uniform number leave 2^-53 as the smallest argument.
        Assert.InRange(PortableLogarithm.Log(Math.ScaleB(1, -53)) / (-53 * Math.Log(2)) - 1, -4e-16, 4e-16);
        Assert.Equal(0, PortableLogarithm.Log(1));
    }

    // log(1 + x) = x - x^2/2 + x^3/3 up to x^4/4, which is nothing at these sizes.
    [Theory]
    [InlineData(-1e-5)]
    [InlineData(-1e-9)]
    [InlineData(-1e-15)]
    [InlineData(-1e-300)]
    [InlineData(1e-7)]
    public void Log1p_keeps_its_digits_where_its_argument_is_small(double x) =>
        Assert.InRange(PortableLogarithm.Log1p(x) / (x - (x * x / 2) + (x * x * x / 3)) - 1, -5e-16, 5e-16);

    [Theory]
    [InlineData(-0.25, -0.28768207245178092744)]
    [InlineData(-0.3, -0.35667494393873237891)]
    [InlineData(-0.5, -0.69314718055994530942)]
    [InlineData(-0.99, -4.6051701859880913680)]
    public void Log1p_agrees_with_tabulated_values(double x, double expected) =>
        // 1 + x rounds once, which 1/(1+x) magnifies: 100 for the last row, by its logarithm 4.6.
        Assert.InRange(PortableLogarithm.Log1p(x) / expected - 1, -3e-15, 3e-15);
}
