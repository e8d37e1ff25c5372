using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Cajal.Units;

/// <summary>Reads a number and its unit: factors joined by spaces, <c>*</c> or <c>/</c>, each with an exponent after <c>^</c> or <c>**</c>.</summary>
internal static partial class QuantityParser
{
    private const string NumberPattern = @"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?";

    /// <summary>False, and what is wrong with the text, when it is no finite quantity.</summary>
    public static bool TryParse(string text, out Quantity quantity, [NotNullWhen(false)] out string? error)
    {
        quantity = default;
        var match = Whole().Match(text);
        if (!match.Success || !double.TryParse(match.Groups["number"].ValueSpan, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
        {
            error = $"'{text}' is not a quantity. Write a number and a unit, such as 20 mV or 0.1 ms.";
            return false;
        }

        quantity = number;
        for (var factor = 0; factor < match.Groups["unit"].Captures.Count; factor++)
        {
            var name = match.Groups["unit"].Captures[factor].Value;
            if (!UnitTable.TryGetSymbol(name, out var unit))
            {
                error = $"'{text}' is not a quantity: no unit is called '{name}'.{Suggest.Sentence(name, UnitTable.Names)}";
                return false;
            }

            // An exponent group captures once a factor, the empty string where none is written.
            var exponent = match.Groups["exponent"].Captures[factor].ValueSpan;
            unit = exponent.IsEmpty ? unit : unit.Pow(double.Parse(exponent, CultureInfo.InvariantCulture));
            quantity = match.Groups["operator"].Captures[factor].Value.Contains('/', StringComparison.Ordinal) ? quantity / unit : quantity * unit;
        }

        error = null;
        return true;
    }

    // Atomic names: each text can be cut into factors in one way only.
    [GeneratedRegex(
        $@"^\s*(?<number>{NumberPattern})((?<operator>\s*[*/]?\s*)(?<unit>(?>[\p{{L}}_]+[23]?))(\s*(\^|\*\*)\s*(?<exponent>{NumberPattern})|(?<exponent>)))*\s*$",
        RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Whole();
}
