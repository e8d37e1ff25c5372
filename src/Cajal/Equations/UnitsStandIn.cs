namespace Cajal
{
    internal static class Suggest
    {
        public static string Sentence(string name, IEnumerable<string> known) =>
            known.FirstOrDefault(k => string.Equals(k, name, StringComparison.OrdinalIgnoreCase) || k + "s" == name) is { } near ? $" Did you mean '{near}'?" : "";
    }
}

namespace Cajal.Units
{
    internal static class UnitTable
    {
        private static readonly Dimension s_volt = Dimension.Mass * Dimension.Length.Pow(2) / Dimension.Time.Pow(3) / Dimension.Current;
        private static readonly Dictionary<string, Quantity> s_units = new()
        {
            ["volt"] = new(1, s_volt), ["mV"] = new(1e-3, s_volt), ["mvolt"] = new(1e-3, s_volt), ["amp"] = new(1, Dimension.Current), ["pA"] = new(1e-12, Dimension.Current),
            ["second"] = new(1, Dimension.Time), ["ms"] = new(1e-3, Dimension.Time), ["metre"] = new(1, Dimension.Length),
            ["siemens"] = new(1, Dimension.Current / s_volt), ["nS"] = new(1e-9, Dimension.Current / s_volt), ["ohm"] = new(1, s_volt / Dimension.Current),
            ["hertz"] = new(1, Dimension.Time.Pow(-1)), ["Hz"] = new(1, Dimension.Time.Pow(-1)), ["farad"] = new(1, Dimension.Current * Dimension.Time / s_volt),
        };

        public static bool TryGet(string name, out Quantity unit) => s_units.TryGetValue(name, out unit);
        public static bool IsBaseUnit(string name) => s_units.TryGetValue(name, out var u) && u.Si == 1 && name != "Hz";
        public static IEnumerable<string> Names => s_units.Keys;
    }
    internal static class DimensionText
    {
        public static (string Symbol, double Exponent)[] FactorsOf(Dimension dimension)
        {
            foreach (var (symbol, unit) in new[] { ("V", "volt"), ("A", "amp"), ("s", "second"), ("S", "siemens"), ("Hz", "hertz"), ("ohm", "ohm"), ("F", "farad"), ("m", "metre") })
            {
                UnitTable.TryGet(unit, out var q);
                foreach (var p in new[] { 1, -1, 2 })
                {
                    if (q.Dimension.Pow(p) == dimension) { return [(symbol, p)]; }
                }
            }
            return dimension == Dimension.None ? [] : [("V", 1), ("s", -1)];
        }
    }
}
