namespace Cajal.Units;

/// <summary>Every unit by name; names are composed of prefix, unit and power when they are asked for.</summary>
internal static class UnitTable
{
    /// <summary>SI prefixes, those that the field uses most first (suggestions keep this order).</summary>
    public static (string Symbol, double Scale)[] Prefixes { get; } =
    [
        ("m", 1e-3), ("u", 1e-6), ("n", 1e-9), ("p", 1e-12), ("k", 1e3), ("M", 1e6), ("G", 1e9), ("f", 1e-15), ("c", 1e-2), ("d", 1e-1),
        ("da", 1e1), ("h", 1e2), ("T", 1e12), ("P", 1e15), ("E", 1e18), ("Z", 1e21), ("Y", 1e24), ("a", 1e-18), ("z", 1e-21), ("y", 1e-24),
    ];

    // Words take every prefix, except where that would make a word that models need (flux is no femtolux).
    private static readonly Dictionary<string, Entry> s_words = Table(
        ("volt", 1, Dimension.Voltage), ("second", 1, Dimension.Time), ("siemens", 1, Dimension.Conductance),
        ("amp ampere", 1, Dimension.Current), ("farad", 1, Dimension.Capacitance), ("ohm", 1, Dimension.Resistance),
        ("hertz", 1, Dimension.Frequency), ("metre meter", 1, Dimension.Length), ("molar", 1e3, Dimension.Concentration),
        ("mole mol", 1, Dimension.Amount), ("gram gramme", 1e-3, Dimension.Mass), ("coulomb", 1, Dimension.Charge),
        ("joule", 1, Dimension.Energy), ("watt", 1, Dimension.Power), ("newton", 1, Dimension.Force), ("pascal", 1, Dimension.Pressure),
        ("kelvin", 1, Dimension.Temperature), ("weber", 1, Dimension.MagneticFlux), ("tesla", 1, Dimension.MagneticFluxDensity),
        ("henry", 1, Dimension.Inductance), ("liter litre", 1e-3, Dimension.Length.Pow(3)), ("becquerel", 1, Dimension.Frequency),
        ("gray", 1, Dimension.Energy / Dimension.Mass), ("sievert", 1, Dimension.Energy / Dimension.Mass),
        ("katal", 1, Dimension.Amount / Dimension.Time), ("!kilogram kilogramme", 1, Dimension.Mass), ("!radian steradian", 1, Dimension.None),
        ("!candle candela", 1, Dimension.Luminosity), ("!lumen", 1, Dimension.Luminosity), ("!lux", 1, Dimension.Luminosity / Dimension.Length.Pow(2)));

    private static readonly Dictionary<string, Entry> s_symbols = Table(
        ("V", 1, Dimension.Voltage), ("s", 1, Dimension.Time), ("S", 1, Dimension.Conductance), ("A", 1, Dimension.Current),
        ("F", 1, Dimension.Capacitance), ("\u03A9 \u2126", 1, Dimension.Resistance), ("Hz", 1, Dimension.Frequency), ("m", 1, Dimension.Length),
        ("M", 1e3, Dimension.Concentration), ("g", 1e-3, Dimension.Mass), ("C", 1, Dimension.Charge), ("J", 1, Dimension.Energy),
        ("W", 1, Dimension.Power), ("N", 1, Dimension.Force), ("Pa", 1, Dimension.Pressure), ("K", 1, Dimension.Temperature),
        ("Wb", 1, Dimension.MagneticFlux), ("T", 1, Dimension.MagneticFluxDensity), ("H", 1, Dimension.Inductance),
        ("L l", 1e-3, Dimension.Length.Pow(3)), ("!cd", 1, Dimension.Luminosity));

    // Symbols inside model texts. One letter never is a unit there, nor is EK or gL: those are the model's own names.
    private static readonly string[] s_textSymbols =
    [
        "mV", "ms", "nS", "pA", "nA", "pF", "Hz", "uV", "nV", "us", "ns", "mS", "uS", "pS", "mA", "uA", "fA", "mF", "uF", "nF", "fF", "kHz", "MHz",
        "GHz", "mm", "um", "nm", "cm", "mM", "uM", "nM", "pM", "kg",
    ];

    /// <summary>Symbols of units in a model text, such as <c>mV</c>.</summary>
    public static IEnumerable<string> Symbols => s_textSymbols;

    /// <summary>Words of units without prefix, such as <c>volt</c>.</summary>
    public static IEnumerable<string> Words => s_words.Keys;

    /// <summary>Every name of a unit in a model text, the usual ones first.</summary>
    public static IEnumerable<string> Names =>
    [
        .. Symbols, .. Words,
        .. from prefix in Prefixes from word in s_words where word.Value.TakesPrefix select prefix.Symbol + word.Key,
    ];

    /// <summary>A unit by its name in a model text: <c>volt</c>, <c>mvolt</c>, <c>mV</c>, <c>metre2</c>, <c>um2</c>; no one-letter symbols.</summary>
    public static bool TryGet(string name, out Quantity unit)
    {
        if (TryGetLinear(name, out unit)) { return true; }
        if (name is not [.. var linear, ('2' or '3') and var power] || !TryGetLinear(linear, out unit)) { return false; }

        var isLength = unit.Dimension == Dimension.Length;
        unit = unit.Pow(power - '0');
        return isLength || !s_textSymbols.Contains(linear);
    }

    /// <summary>As <see cref="TryGet"/>, and also every SI symbol with every prefix (<c>s</c>, <c>kV</c>, <c>µm</c>), for quantities outside model texts.</summary>
    public static bool TryGetSymbol(string name, out Quantity unit)
    {
        name = name.Replace('\u00B5', 'u').Replace('\u03BC', 'u');
        if (TryGet(name, out unit) || TryCompose(s_symbols, name, out unit)) { return true; }
        if (name is not [.. var linear, ('2' or '3') and var power] || !TryCompose(s_symbols, linear, out unit)) { return false; }

        unit = unit.Pow(power - '0');
        return true;
    }

    /// <summary>Whether a name may stand after the colon of a declaration: a unit whose value in SI is 1 (<c>volt</c>, <c>Hz</c>, <c>mmolar</c>).</summary>
    public static bool IsBaseUnit(string name) => TryGet(name, out var unit) && unit.Si == 1;

    /// <summary>The one-word unit of a dimension that may stand in a declaration; null where there is none.</summary>
    public static string? BaseUnitOf(Dimension dimension) =>
        dimension.IsNone ? "1"
        : dimension == Dimension.Mass ? "kilogram"
        : dimension == Dimension.Concentration ? "mmolar"
        : s_words.FirstOrDefault(w => w.Value.Unit == new Quantity(1, dimension)).Key;

    private static bool TryGetLinear(string name, out Quantity unit) => s_textSymbols.Contains(name)
        ? TryCompose(s_symbols, name, out unit)
        : TryCompose(s_words, name, out unit);

    private static bool TryCompose(Dictionary<string, Entry> table, string name, out Quantity unit)
    {
        if (table.TryGetValue(name, out var entry))
        {
            unit = entry.Unit;
            return true;
        }

        foreach (var (symbol, scale) in Prefixes)
        {
            if (name.StartsWith(symbol, StringComparison.Ordinal) && table.TryGetValue(name[symbol.Length..], out entry) && entry.TakesPrefix)
            {
                unit = scale * entry.Unit;
                return true;
            }
        }

        unit = default;
        return false;
    }

    /// <summary>Rows of names that mean the same, separated by a space; <c>!</c> marks a row that takes no prefix.</summary>
    private static Dictionary<string, Entry> Table(params ReadOnlySpan<(string Names, double Si, Dimension Dimension)> rows)
    {
        Dictionary<string, Entry> table = new(StringComparer.Ordinal);
        foreach (var (names, si, dimension) in rows)
        {
            var entry = new Entry(new(si, dimension), TakesPrefix: names[0] != '!');
            foreach (var name in names.TrimStart('!').Split(' ')) { table.Add(name, entry); }
        }

        return table;
    }

    private sealed record Entry(Quantity Unit, bool TakesPrefix);
}
