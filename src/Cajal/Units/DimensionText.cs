using System.Globalization;

namespace Cajal.Units;

/// <summary>Writes a dimension as people do: by a named unit where there is one, and few factors otherwise.</summary>
internal static class DimensionText
{
    private static readonly (string Symbol, Dimension Dimension)[] s_named =
    [
        ("V", Dimension.Voltage), ("S", Dimension.Conductance), ("ohm", Dimension.Resistance), ("F", Dimension.Capacitance),
        ("C", Dimension.Charge), ("mM", Dimension.Concentration), ("J", Dimension.Energy), ("W", Dimension.Power),
        ("N", Dimension.Force), ("Pa", Dimension.Pressure),
    ];

    // These name a dimension as a whole only: V^-1 s^-1 is the rate constant of a channel and not Wb^-1.
    private static readonly (string Symbol, Dimension Dimension)[] s_namedAsWhole =
    [
        ("Hz", Dimension.Frequency), ("Wb", Dimension.MagneticFlux), ("T", Dimension.MagneticFluxDensity), ("H", Dimension.Inductance),
    ];

    private static readonly double[] s_exponents = [1, -1, 2, -2];

    /// <summary>Symbols and exponents joined by spaces, such as <c>V s^-0.5</c>.</summary>
    public static string Of(Dimension dimension)
    {
        var factors = FactorsOf(dimension);
        return factors.Length == 0 ? "1" : string.Join(' ', factors.Select(Write));
    }

    /// <summary>The fewest factors, then the smallest exponents, with at most one named derived unit; positive exponents first.</summary>
    public static (string Symbol, double Exponent)[] FactorsOf(Dimension dimension)
    {
        foreach (var (symbol, named) in s_namedAsWhole)
        {
            if (named == dimension) { return [(symbol, 1)]; }
        }

        (string Symbol, double Exponent)[] best = [.. dimension.Factors];
        foreach (var exponent in s_exponents)
        {
            foreach (var (symbol, named) in s_named)
            {
                var rest = dimension / named.Pow(exponent);
                (string Symbol, double Exponent)[] factors = [(symbol, exponent), .. rest.Factors];
                // A flux is mol m^-2 s^-1, not mM m s^-1.
                if (symbol == "mM" && rest.Factors.Any(f => f.Symbol == "m")) { continue; }
                if (Cost(factors).CompareTo(Cost(best)) < 0) { best = factors; }
            }
        }

        return [.. best.Where(f => f.Exponent > 0), .. best.Where(f => f.Exponent < 0)];
    }

    private static (int Factors, double Exponents) Cost((string Symbol, double Exponent)[] factors) =>
        (factors.Length, factors.Sum(f => Math.Abs(f.Exponent)));

    private static string Write((string Symbol, double Exponent) factor) => factor.Exponent == 1
        ? factor.Symbol
        : string.Create(CultureInfo.InvariantCulture, $"{factor.Symbol}^{factor.Exponent:G10}");
}
