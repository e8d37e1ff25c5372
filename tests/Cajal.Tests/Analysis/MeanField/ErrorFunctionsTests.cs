namespace Cajal.Tests.Analysis;

public sealed class ErrorFunctionsTests
{
    // Oracle: exp(x²)·erfc(x) of the C library, and the continued fraction from 3 on.
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.001, 0.9988726200811513)]
    [InlineData(0.5, 0.6156903441929258)]
    [InlineData(1, 0.42758357615580705)]
    [InlineData(3, 0.17900115118138996)]
    [InlineData(6, 0.09277656780053836)]
    [InlineData(7, 0.0798000543291529)]
    [InlineData(1000, 0.0005641893014533876)]
    public void The_scaled_complement_agrees_with_its_definition(double x, double expected) =>
        Assert.Equal(expected, ErrorFunctions.ScaledComplement(x), expected * 1e-14);

    // Oracle: the power series in 60 decimal digits.
    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0.09933599239785286)]
    [InlineData(0.5, 0.4244363835020223)]
    [InlineData(-0.5, -0.4244363835020223)]
    [InlineData(1, 0.5380795069127684)]
    [InlineData(5, 0.10213407442427684)]
    public void Dawsons_integral_agrees_with_its_series(double x, double expected) => Assert.Equal(expected, ErrorFunctions.Dawson(x), 1e-15);
}
