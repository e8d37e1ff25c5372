using Cajal.Units;

namespace Cajal.Tests.Units;

public class DimensionTests
{
    public static TheoryData<Dimension, string> Written => new()
    {
        { Dimension.None, "1" },
        { Dimension.Voltage, "V" },
        { Dimension.Conductance, "S" },
        { Dimension.Resistance, "ohm" },
        { Dimension.Capacitance, "F" },
        { Dimension.Frequency, "Hz" },
        { Dimension.Current, "A" },
        { Dimension.Mass, "kg" },
        { Dimension.Concentration, "mM" },
        { Dimension.MagneticFlux, "Wb" },
        { Dimension.MagneticFluxDensity, "T" },
        { Dimension.Inductance, "H" },
        { Dimension.Force, "N" },
        { Dimension.Pressure, "Pa" },
        { Dimension.Voltage / Dimension.Time, "V s^-1" },
        { Dimension.Voltage / Dimension.Time.Pow(0.5), "V s^-0.5" },
        { Dimension.Time.Pow(-0.5), "s^-0.5" },
        { Dimension.Voltage.Pow(2), "V^2" },
        { Dimension.None / Dimension.Voltage, "V^-1" },
        { Dimension.None / Dimension.Voltage / Dimension.Time, "V^-1 s^-1" },
        { Dimension.Conductance / Dimension.Length.Pow(2), "S m^-2" },
        { Dimension.Capacitance / Dimension.Length.Pow(2), "F m^-2" },
        { Dimension.Current / Dimension.Length.Pow(2), "A m^-2" },
        { Dimension.Resistance * Dimension.Length, "ohm m" },
        { Dimension.Length / Dimension.Time, "m s^-1" },
        { Dimension.Concentration / Dimension.Time, "mM s^-1" },
        { Dimension.Amount / Dimension.Length.Pow(2) / Dimension.Time, "mol m^-2 s^-1" },
        { Dimension.Energy / Dimension.Temperature / Dimension.Amount, "J K^-1 mol^-1" },
        { Dimension.Charge / Dimension.Amount, "C mol^-1" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_dimension_is_written_in_the_units_that_people_use(Dimension dimension, string text) => Assert.Equal(text, dimension.ToString());

    [Theory]
    [MemberData(nameof(Written))]
    public void What_a_dimension_writes_reads_back_as_one_of_it(Dimension dimension, string text) =>
        Assert.Equal(new Quantity(1, dimension), Quantity.Parse(text == "1" ? text : $"1 {text}"));

    [Fact]
    public void Derived_dimensions_obey_the_laws_that_define_them()
    {
        Assert.Equal(Dimension.Voltage, Dimension.Current * Dimension.Resistance);
        Assert.Equal(Dimension.Time, Dimension.Capacitance * Dimension.Resistance);
        Assert.Equal(Dimension.None, Dimension.Conductance * Dimension.Resistance);
        Assert.Equal(Dimension.Charge, Dimension.Capacitance * Dimension.Voltage);
        Assert.Equal(Dimension.Energy, Dimension.Charge * Dimension.Voltage);
        Assert.Equal(Dimension.Voltage * Dimension.Time, Dimension.Inductance * Dimension.Current);
    }

    [Fact]
    public void Halves_and_thirds_come_back_exactly()
    {
        Assert.Equal(Dimension.Voltage, Dimension.Voltage.Pow(0.5).Pow(2));
        Assert.Equal(Dimension.Length, Dimension.Length.Pow(1.0 / 3).Pow(3));
    }

    [Fact]
    public void An_exponent_that_no_sixtieth_holds_is_refused() =>
        Assert.Contains("0.123", Assert.Throws<ModelException>(() => Dimension.Length.Pow(0.123)).Message, StringComparison.Ordinal);
}
