using System.Globalization;

namespace Cajal;

/// <summary>Spells times for people.</summary>
internal static class TimeText
{
    /// <summary>Three digits and the unit that suits: 25 µs, 0.1 ms, 45.3 s, 3 min 20 s, 2 h 5 min.</summary>
    public static string Of(double seconds)
    {
        var size = Math.Abs(seconds);
        return size switch
        {
            double.NaN or double.PositiveInfinity => "-",
            >= 3600 => Whole(seconds / 60) is var m ? $"{m / 60} h {m % 60} min" : "",
            >= 100 => Whole(seconds) is var s ? $"{s / 60} min {s % 60} s" : "",
            >= 1 or 0 => Digits(seconds) + " s",
            >= 1e-4 => Digits(seconds * 1e3) + " ms",
            _ => Digits(seconds * 1e6) + " µs",
        };
    }

    private static long Whole(double value) => (long)Math.Round(value);

    private static string Digits(double value) => value.ToString(Math.Abs(value) switch { >= 99.95 => "0", >= 9.995 => "0.#", _ => "0.##" }, CultureInfo.InvariantCulture);
}
