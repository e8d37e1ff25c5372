using System.Reflection;
using Cajal.Units;

namespace Cajal.Tests.Units;

public class UnitTableTests
{
    [Fact]
    public void Every_unit_of_code_means_the_same_in_a_text()
    {
        var fields = typeof(SI).GetFields(BindingFlags.Public | BindingFlags.Static);
        Assert.True(fields.Length > 100);
        foreach (var field in fields)
        {
            var expected = (Quantity)field.GetValue(null)!;
            Assert.True(UnitTable.TryGetSymbol(field.Name, out var actual), field.Name);
            Assert.Equal(expected.Dimension, actual.Dimension);
            Assert.InRange(actual.Si / expected.Si - 1, -4e-16, 4e-16);
        }
    }

    [Theory]
    [InlineData("volt", 1, "V")]
    [InlineData("mvolt", 1e-3, "V")]
    [InlineData("mV", 1e-3, "V")]
    [InlineData("second", 1, "s")]
    [InlineData("ms", 1e-3, "s")]
    [InlineData("nS", 1e-9, "S")]
    [InlineData("nsiemens", 1e-9, "S")]
    [InlineData("pfarad", 1e-12, "F")]
    [InlineData("pF", 1e-12, "F")]
    [InlineData("Mohm", 1e6, "ohm")]
    [InlineData("Ygram", 1e21, "kg")]
    [InlineData("yvolt", 1e-24, "V")]
    [InlineData("daampere", 10, "A")]
    [InlineData("metre2", 1, "m^2")]
    [InlineData("mm2", 1e-6, "m^2")]
    [InlineData("umetre2", 1e-12, "m^2")]
    [InlineData("cm2", 1e-4, "m^2")]
    [InlineData("um3", 1e-18, "m^3")]
    [InlineData("molar", 1e3, "mM")]
    [InlineData("uM", 1e-3, "mM")]
    [InlineData("kilogram", 1, "kg")]
    [InlineData("katal", 1, "mol s^-1")]
    public void Names_of_the_field_are_units_in_a_text(string name, double si, string dimension)
    {
        Assert.True(UnitTable.TryGet(name, out var unit));
        Assert.Equal(dimension, unit.Dimension.ToString());
        Assert.InRange(unit.Si / si - 1, -1e-15, 1e-15);
    }

    [Theory]
    [InlineData("m")]
    [InlineData("h")]
    [InlineData("n")]
    [InlineData("s")]
    [InlineData("V")]
    [InlineData("C")]
    [InlineData("EK")]
    [InlineData("gL")]
    [InlineData("Vm")]
    [InlineData("flux")]
    [InlineData("ms2")]
    [InlineData("tau")]
    [InlineData("yottagram")]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("m2")]
    public void Names_that_models_need_for_variables_are_no_units_in_a_text(string name) => Assert.False(UnitTable.TryGet(name, out _));

    [Fact]
    public void Every_listed_name_is_found()
    {
        Assert.All(UnitTable.Names, name => Assert.True(UnitTable.TryGet(name, out _), name));
        Assert.Equal(UnitTable.Names.Count(), UnitTable.Names.Distinct().Count());
    }

    [Theory]
    [InlineData("volt", true)]
    [InlineData("siemens", true)]
    [InlineData("hertz", true)]
    [InlineData("Hz", true)]
    [InlineData("mmolar", true)]
    [InlineData("mM", true)]
    [InlineData("metre2", true)]
    [InlineData("kilogram", true)]
    [InlineData("molar", false)]
    [InlineData("mV", false)]
    [InlineData("mvolt", false)]
    [InlineData("gram", false)]
    [InlineData("voltage", false)]
    public void Declarations_take_units_of_value_one(string name, bool isBase) => Assert.Equal(isBase, UnitTable.IsBaseUnit(name));

    [Fact]
    public void A_dimension_names_its_base_unit()
    {
        Assert.Equal("volt", UnitTable.BaseUnitOf(Dimension.Voltage));
        Assert.Equal("second", UnitTable.BaseUnitOf(Dimension.Time));
        Assert.Equal("mmolar", UnitTable.BaseUnitOf(Dimension.Concentration));
        Assert.Equal("kilogram", UnitTable.BaseUnitOf(Dimension.Mass));
        Assert.Null(UnitTable.BaseUnitOf(Dimension.Voltage / Dimension.Time));
    }
}
