using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Units;

public class QuantityTextTests
{
    public static TheoryData<Quantity, string> Written => new()
    {
        { 20 * mV, "20 mV" },
        { -9 * mV, "-9 mV" },
        { 0.1 * ms, "100 us" },
        { 1.5 * nS, "1.5 nS" },
        { 0.1 * nS, "100 pS" },
        { 90 * Mohm, "90 Mohm" },
        { 1e-6 * (1 * second), "1 us" },
        { 3600 * second, "3600 s" },
        { 12 * kHz, "12 kHz" },
        { 0 * volt, "0 V" },
        { 5, "5" },
        { 150 * mM, "150 mM" },
        { 2 * molar, "2 M" },
        { 3 * gram, "3 g" },
        { 20000 * um2, "20000 um^2" },
        { 1 * uF / cm2, "0.01 F m^-2" },
        { 1 * mV / ms.Sqrt(), "0.03162277660168 V s^-0.5" },
        { 999.9999999999999 * mV, "1 V" },
    };

    [Theory]
    [MemberData(nameof(Written))]
    public void A_quantity_is_written_with_the_prefix_that_suits_its_size(Quantity quantity, string text) => Assert.Equal(text, quantity.ToString());

    [Fact]
    public void A_format_says_how_many_digits()
    {
        Assert.Equal("33.33 mV", (100.0 / 3 * mV).ToString("G4"));
        Assert.Equal("33.3 mV", $"{100.0 / 3 * mV:F1}");
    }

    [Fact]
    public void Written_quantities_read_back_to_a_trillionth()
    {
        Dimension[] dimensions =
        [
            Dimension.None, Dimension.Time, Dimension.Voltage, Dimension.Conductance, Dimension.Frequency, Dimension.Concentration, Dimension.Mass,
            Dimension.Length.Pow(2), Dimension.Length.Pow(3), Dimension.Voltage / Dimension.Time.Pow(0.5), Dimension.Capacitance / Dimension.Length.Pow(2),
        ];
        foreach (var dimension in dimensions)
        {
            for (var exponent = -26; exponent <= 26; exponent++)
            {
                foreach (var mantissa in (double[])[1, -1.0 / 3, 9.99999999999999, Math.PI])
                {
                    var quantity = new Quantity(mantissa * Math.Pow(10, exponent), dimension);
                    var back = Quantity.Parse(quantity.ToString());
                    Assert.Equal(dimension, back.Dimension);
                    Assert.InRange(back.Si / quantity.Si - 1, -1e-12, 1e-12);
                }
            }
        }
    }

    public static TheoryData<string, Quantity> Read => new()
    {
        { "20 mV", 20 * mV },
        { "0.1ms", 0.1 * ms },
        { "1.5 nS", 1.5 * nS },
        { "1s", 1 * s },
        { "1e-3 s", 1e-3 * s },
        { "20*mV", 20 * mV },
        { " -70 * mvolt ", -70 * mV },
        { "3 V/s", 3 * volt / second },
        { "2 um^2", 2 * um2 },
        { "2 um2", 2 * um2 },
        { "2 um**2", 2 * um2 },
        { "1 uF/cm2", 1 * uF / cm2 },
        { "1 uF cm^-2", 1 * uF / cm2 },
        { "5 µm", 5 * um },
        { "2 kΩ", 2 * kohm },
        { "5 /s", 5 / second },
        { "7", 7 },
        { ".5 Hz", 0.5 * Hz },
    };

    [Theory]
    [MemberData(nameof(Read))]
    public void A_written_quantity_is_read(string text, Quantity expected)
    {
        var actual = Quantity.Parse(text);
        Assert.Equal(expected.Dimension, actual.Dimension);
        // Units may be composed in another order: a few roundings.
        Assert.InRange(actual.Si / expected.Si - 1, -1e-15, 1e-15);
    }

    [Theory]
    [InlineData("20 mv", "no unit is called 'mv'. Did you mean 'mV'")]
    [InlineData("20 mvlot", "no unit is called 'mvlot'. Did you mean 'mvolt'")]
    [InlineData("+3 E", "no unit is called 'E'.")]
    [InlineData("twenty mV", "'twenty mV' is not a quantity. Write a number and a unit, such as 20 mV or 0.1 ms.")]
    [InlineData("", "Write a number and a unit")]
    [InlineData("20 mV 3", "Write a number and a unit")]
    [InlineData("1e999 s", "Write a number and a unit")]
    [InlineData("1,5 mV", "Write a number and a unit")]
    public void A_text_that_is_no_quantity_is_refused_with_a_remedy(string text, string message)
    {
        Assert.False(Quantity.TryParse(text, out _));
        Assert.Contains(message, Assert.Throws<ModelException>(() => Quantity.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_hostile_text_is_refused_at_once()
    {
        var watch = System.Diagnostics.Stopwatch.StartNew();
        Assert.False(Quantity.TryParse("1 " + new string('m', 20_000) + "!", out _));
        Assert.True(watch.Elapsed.TotalSeconds < 2);
    }
}
