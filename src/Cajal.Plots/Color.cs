using System.Globalization;

namespace Cajal.Plots;

/// <summary>An sRGB colour, 8 bits a channel.</summary>
public readonly record struct Color(byte R, byte G, byte B)
{
    /// <summary>A colour from <c>#RRGGBB</c>.</summary>
    /// <exception cref="ModelException">The text is not # and six hexadecimal digits.</exception>
    public static Color FromHex(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text is ['#', .. { Length: 6 } digits] && int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var rgb)
            ? new((byte)(rgb >> 16), (byte)(rgb >> 8), (byte)rgb)
            : throw new ModelException($"'{text}' is not a colour. A colour is # and six hexadecimal digits, such as #0072B2.");
    }

    /// <summary>The colour as <c>#RRGGBB</c>.</summary>
    public override string ToString() => $"#{R:X2}{G:X2}{B:X2}";
}
