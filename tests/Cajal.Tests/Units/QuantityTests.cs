using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Units;

public class QuantityTests
{
    // A product and a quotient each round once: two half units in the last place.
    private const double TwoRoundings = 2.3e-16;

    [Fact]
    public void A_number_times_a_unit_reads_back_in_that_unit()
    {
        Assert.Equal(10, (10 * mV).In(mV));
        Assert.Equal(0.02, (20 * ms).Si);
        AssertClose(9, (9 * mV).In(mV), TwoRoundings);
        AssertClose(1.5e6, (1.5 * nS).In(psiemens) * 1000, TwoRoundings * 2);
    }

    [Fact]
    public void Ohms_law_gives_its_dimension()
    {
        Assert.Equal(Dimension.Current, (10 * nS * (30 * mV)).Dimension);
        Assert.Equal(Dimension.Time, (200 * pF / (10 * nS)).Dimension);
        Quantity three = 3;
        Assert.Equal(Dimension.None, three.Dimension);
    }

    [Fact]
    public void Sums_and_comparisons_need_one_dimension_but_a_plain_zero_has_any()
    {
        Assert.Equal(5 * mV, 2 * mV + 3 * mV);
        Assert.Equal(2 * mV, 2 * mV + 0);
        Assert.Equal(-2 * mV, 0 - 2 * mV);
        Assert.True(2 * mV > 0 && 0 < 2 * mV && 2 * mV <= 2 * mV && !(2 * mV >= 3 * mV));
        Assert.Equal(1 * volt, 7 * volt % (2 * volt));
        Assert.Equal("Cannot add 2 mV and 3 nS: one is V, the other S.", Assert.Throws<ModelException>(() => 2 * mV + 3 * nS).Message);
        Assert.Throws<ModelException>(() => 2 * mV - 1);
        Assert.Throws<ModelException>(() => 2 * mV > 1 * second);
        Assert.Throws<ModelException>(() => 2 * mV % 1);
    }

    [Fact]
    public void Not_a_number_is_neither_smaller_nor_larger()
    {
        Assert.False(double.NaN * mV < 1 * mV);
        Assert.False(double.NaN * mV >= 1 * mV);
    }

    [Fact]
    public void Only_a_plain_number_becomes_a_double()
    {
        Assert.Equal(2, (double)(4 * mV / (2 * mV)));
        Assert.Contains("4 mV is not a plain number", Assert.Throws<ModelException>(() => (double)(4 * mV)).Message, StringComparison.Ordinal);
        Assert.Contains("2 mV cannot be expressed in 1 nS", Assert.Throws<ModelException>(() => (2 * mV).In(nS)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Powers_raise_value_and_dimension()
    {
        Assert.Equal(9 * volt * volt, (3 * volt).Pow(2));
        Assert.Equal(3 * volt, (9 * volt * volt).Sqrt());
        Assert.Equal(3 * volt, (-3 * volt).Abs());
    }

    [Fact]
    public void A_required_quantity_of_another_dimension_is_named_and_quoted()
    {
        var (delay, count, none) = (2 * mV, (Quantity)5, (Quantity)0);
        Assert.Equal("delay: expected s, got 2 mV", Assert.Throws<ModelException>(() => delay.Require(Dimension.Time)).Message);
        Assert.Equal("count: expected s, got 5, a plain number; write 5 * second, say.", Assert.Throws<ModelException>(() => count.Require(Dimension.Time)).Message);
        Assert.Equal("the period: expected s, got 2 mV", Assert.Throws<ModelException>(() => delay.Require(Dimension.Time, "the period")).Message);
        Assert.Equal(0.002, delay.Require(Dimension.Voltage));
        Assert.Equal(0, none.Require(Dimension.Time));
    }

    [Fact]
    public void Constants_of_nature_agree_with_each_other()
    {
        // CODATA 2022: F = 96485.33212... C/mol and R = 8.314462618... J/(mol K), printed digits that are exact.
        AssertClose(96485.33212331002, PhysicalConstants.FaradayConstant.In(coulomb / mole), 1e-15);
        AssertClose(8.314462618153240, PhysicalConstants.GasConstant.In(joule / mole / kelvin), 1e-15);
        // 1/sqrt(eps0 mu0) is the speed of light, 299792458 m/s; the tables give both to 12 digits.
        AssertClose(299792458, (1 / (PhysicalConstants.ElectricConstant * PhysicalConstants.MagneticConstant)).Sqrt().In(metre / second), 1e-11);
        // RT/F at 20 degrees is the 25.26 mV of the Nernst equation.
        var (r, t, f) = (PhysicalConstants.GasConstant, PhysicalConstants.ZeroCelsius + 20 * kelvin, PhysicalConstants.FaradayConstant);
        AssertClose(25.26, (r * t / f).In(mV), 2e-4);
    }

    private static void AssertClose(double expected, double actual, double relative) => Assert.InRange(actual / expected - 1, -relative, relative);
}
