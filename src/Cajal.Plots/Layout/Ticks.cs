using System.Globalization;

namespace Cajal.Plots.Layout;

/// <summary>Places ticks on round numbers: 1, 2 or 5 times a power of ten.</summary>
internal static class Ticks
{
    private static readonly int[] _digits = [1, 2, 5];

    /// <summary>The step, 1, 2 or 5 times a power of ten, that splits a span into about <paramref name="wanted"/> parts, and not into more.</summary>
    public static double Step(double span, int wanted)
    {
        var rough = span / Math.Max(1, wanted);
        var power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        var step = (rough / power) switch { <= 1.0001 => power, <= 2.0001 => 2 * power, <= 5.0001 => 5 * power, _ => 10 * power };
        return double.IsNormal(step) ? step : 1;
    }

    /// <summary>Every multiple of the step within a range, ends included.</summary>
    public static double[] Between(double min, double max, double step)
    {
        // A tick that misses an end of the axis by rounding alone is still on the axis.
        var first = Math.Ceiling(min / step - 1e-6);
        var last = Math.Floor(max / step + 1e-6);
        return last - first is >= 0 and < 1000 ? [.. Enumerable.Range(0, (int)(last - first) + 1).Select(k => (first + k) * step)] : [];
    }

    /// <summary>Ticks of a logarithmic axis: at powers of ten, or, where few of these fit, at 1, 2 and 5 times them.</summary>
    /// <param name="range">The powers at the ends.</param>
    public static IReadOnlyList<Tick> Powers(Interval range, int wanted)
    {
        var (first, last) = ((int)Math.Clamp(Math.Floor(range.Min), -400, 400), (int)Math.Clamp(Math.Ceiling(range.Max), -400, 400));
        var decades = Enumerable.Range(first, last - first + 1);
        if (_digits.Length * range.Span <= wanted)
        {
            return [.. from power in decades from digit in _digits let at = power + Math.Log10(digit) where range.Contains(at) select new Tick(at, Decade(digit, power))];
        }

        var step = (int)Math.Ceiling(range.Span / Math.Max(1, wanted));
        return [.. from power in decades where power % step == 0 && range.Contains(power) select new Tick(power, Decade(1, power))];
    }

    /// <summary>A tick's label, with as many decimals as its step needs; powers of ten for very large and very small steps.</summary>
    public static string Format(double value, double step)
    {
        var exponent = (int)Math.Floor(Math.Log10(step) + 1e-9);
        if (Math.Abs(value) < step / 2) { return "0"; }
        if (exponent is >= -5 and <= 5 && Math.Abs(value) < 1e7) { return Fixed(value, Math.Max(0, -exponent)); }
        var power = (int)Math.Floor(Math.Log10(Math.Abs(value)) + 1e-9);
        return $"{Fixed(value / Math.Pow(10, power), Math.Clamp(power - exponent, 0, 12))}×10{Superscript(power)}";
    }

    private static string Decade(int digit, int power) =>
        power is >= -3 and <= 4 ? Fixed(digit * Math.Pow(10, power), Math.Max(0, -power)) : $"{(digit == 1 ? "" : $"{digit}×")}10{Superscript(power)}";

    private static string Fixed(double value, int decimals) => value.ToString("F" + decimals, CultureInfo.InvariantCulture).Replace('-', '−');

    private static string Superscript(int power) =>
        string.Concat(power.ToString(CultureInfo.InvariantCulture).Select(c => c == '-' ? '⁻' : "⁰¹²³⁴⁵⁶⁷⁸⁹"[c - '0']));
}
