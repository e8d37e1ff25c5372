namespace Cajal.Plots.Layout;

/// <summary>Chooses the prefix in which an axis reads best: data come in SI, "v [V]" from −0.07 to −0.04 is shown in mV.</summary>
internal static class SiPrefix
{
    private static readonly (string Prefix, double Factor)[] _prefixes =
        [("p", 1e-12), ("n", 1e-9), ("µ", 1e-6), ("m", 1e-3), ("", 1), ("k", 1e3), ("M", 1e6), ("G", 1e9)];

    private const double LongestInMilliseconds = 2.000001, LatestInMilliseconds = 10;

    /// <summary>The label and the data value of one unit of the axis; a label that does not end in a plain SI unit in brackets is left as it is.</summary>
    public static (string Label, double Factor) Choose(string label, Interval range)
    {
        var open = label.LastIndexOf('[');
        if (open < 0 || label[^1] != ']' || range.IsEmpty) { return (label, 1); }
        var unit = label[(open + 1)..^1];
        // A run of two seconds reads better in milliseconds, and so does a window of as much in a longer one; one of an hour in seconds; rates are never in mHz.
        var (lowest, highest, atLeast) = unit switch
        {
            "V" or "A" or "S" or "F" or "C" or "Ω" or "W" or "J" => (0, 7, 1.0),
            "s" => (0, 4, range.Span <= LongestInMilliseconds ? LatestInMilliseconds : LongestInMilliseconds),
            "Hz" => (4, 7, 10),
            _ => (4, 4, 1),
        };
        var largest = Math.Max(Math.Abs(range.Min), Math.Abs(range.Max)) * (1 + 1e-9);
        if (largest == 0) { return (label, 1); }
        var (prefix, factor) = _prefixes[lowest..(highest + 1)].LastOrDefault(p => largest >= p.Factor * (p.Factor >= 1 ? atLeast : 1), _prefixes[lowest]);
        return ($"{label[..(open + 1)]}{prefix}{unit}]", factor);
    }
}
