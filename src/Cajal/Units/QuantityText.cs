using System.Globalization;

namespace Cajal.Units;

/// <summary>Writes a quantity with the prefix that suits its size.</summary>
internal static class QuantityText
{
    // 13 digits bring a value back through Quantity.Parse within 5e-13, and hide that 9 * 0.001 is 0.009000000000000001.
    private const string DefaultFormat = "G13";
    private const double RoundsUp = 1 - 5e-13;

    // Prefixes that people read at a glance: powers of a thousand.
    private static readonly (string Symbol, double Scale)[] s_thousands =
        [.. UnitTable.Prefixes.Append(("", 1)).Where(p => p.Item2 is <= 1e-3 or >= 1e3 or 1).OrderByDescending(p => p.Item2)];

    /// <summary>Number, space, unit.</summary>
    public static string Of(Quantity quantity, string? format)
    {
        var (value, unit) = Scaled(quantity);
        var number = value.ToString(string.IsNullOrEmpty(format) ? DefaultFormat : format, CultureInfo.InvariantCulture);
        return unit.Length == 0 ? number : $"{number} {unit}";
    }

    private static (double Value, string Unit) Scaled(Quantity quantity)
    {
        var (si, dimension) = quantity;
        return DimensionText.FactorsOf(dimension) switch
        {
            [] => (si, ""),
            [("m", (2 or 3) and var power)] => WithPrefix(si, "m", power),
            [("kg", 1)] => WithPrefix(si * 1e3, "g"),
            [("mM", 1)] => WithPrefix(si / 1e3, "M"),
            // Nobody writes kiloseconds.
            [("s", 1)] when Math.Abs(si) >= 1 => (si, "s"),
            [(var symbol, 1)] => WithPrefix(si, symbol),
            _ => (si, dimension.ToString()),
        };
    }

    private static (double Value, string Unit) WithPrefix(double value, string symbol, double power = 1)
    {
        var (prefix, scale) = value == 0 || !double.IsFinite(value)
            ? ("", 1)
            : s_thousands.FirstOrDefault(p => Math.Abs(value) / Math.Pow(p.Scale, power) >= RoundsUp, s_thousands[^1]);
        return (value / Math.Pow(scale, power), power == 1 ? prefix + symbol : string.Create(CultureInfo.InvariantCulture, $"{prefix}{symbol}^{power}"));
    }
}
