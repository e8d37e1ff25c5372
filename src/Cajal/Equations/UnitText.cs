using System.Globalization;
using Cajal.Units;

namespace Cajal.Equations;

/// <summary>Spells a dimension in the equation language, such that <see cref="UnitParser"/> reads it back.</summary>
internal static class UnitText
{
    /// <summary>Base units joined by <c>*</c> and <c>/</c>, such as <c>volt/second**0.5</c>; <c>1</c> for a plain number.</summary>
    public static string Of(Dimension dimension)
    {
        if (UnitTable.BaseUnitOf(dimension) is { } unit)
        {
            return unit;
        }
        var factors = FactorsOf(dimension);
        var above = string.Join('*', factors.Where(f => f.Exponent > 0).Select(f => Power(f.Symbol, f.Exponent)));
        var below = string.Concat(factors.Where(f => f.Exponent < 0).Select(f => "/" + Power(f.Symbol, -f.Exponent)));
        return (above.Length == 0 ? "1" : above) + below;
    }

    /// <summary>A dimension within a sentence.</summary>
    public static string InWords(Dimension dimension) => dimension == Dimension.None ? "a plain number" : Of(dimension);

    /// <summary>The unit of a declaration.</summary>
    public static string Of(ValueType type, Dimension dimension) => type switch
    {
        ValueType.Integer => "integer",
        ValueType.Boolean => "boolean",
        _ => Of(dimension),
    };

    private static IEnumerable<(string Symbol, double Exponent)> FactorsOf(Dimension dimension)
    {
        try
        {
            // The square root of a named unit reads better than any product.
            return UnitTable.BaseUnitOf(dimension.Pow(2)) is { } unit and not "hertz" ? [(unit, 0.5)]
                : UnitTable.BaseUnitOf(dimension.Pow(-2)) is { } inverse ? [(inverse, -0.5)]
                : DimensionText.FactorsOf(dimension);
        }
        catch (OverflowException)
        {
            // So near the limits of exponents no other way to write the dimension can be tried.
            return dimension.Factors;
        }
    }

    private static string Power(string symbol, double exponent) => exponent == 1
        ? NameOf(symbol)
        : string.Create(CultureInfo.InvariantCulture, $"{NameOf(symbol)}**{exponent:R}");

    private static string NameOf(string symbol) => symbol switch
    {
        "m" => "metre",
        "kg" => "kilogram",
        "s" => "second",
        "A" => "amp",
        "K" => "kelvin",
        "mol" => "mole",
        "cd" => "candela",
        "V" => "volt",
        "S" => "siemens",
        "F" => "farad",
        "C" => "coulomb",
        "mM" => "mmolar",
        "J" => "joule",
        "W" => "watt",
        "N" => "newton",
        "Pa" => "pascal",
        "Hz" => "hertz",
        "Wb" => "weber",
        "T" => "tesla",
        "H" => "henry",
        _ => symbol,
    };
}
