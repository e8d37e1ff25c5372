namespace Cajal.Plots;

/// <summary>
/// Colours that stay apart for readers with any colour vision: Okabe and Ito's set, darkest first, without its yellow (too pale for lines on white).
/// </summary>
public static class Palette
{
    private static readonly Color[] _series = [Blue, Vermilion, Green, Purple, Orange, SkyBlue];

    /// <summary>Near black, for text and for rasters without a label.</summary>
    public static Color Ink => new(0x26, 0x26, 0x26);

    /// <summary>#0072B2</summary>
    public static Color Blue => new(0x00, 0x72, 0xB2);

    /// <summary>#D55E00</summary>
    public static Color Vermilion => new(0xD5, 0x5E, 0x00);

    /// <summary>#009E73</summary>
    public static Color Green => new(0x00, 0x9E, 0x73);

    /// <summary>#CC79A7</summary>
    public static Color Purple => new(0xCC, 0x79, 0xA7);

    /// <summary>#E69F00</summary>
    public static Color Orange => new(0xE6, 0x9F, 0x00);

    /// <summary>#56B4E9</summary>
    public static Color SkyBlue => new(0x56, 0xB4, 0xE9);

    /// <summary>A neutral grey, for marks that should stay in the background.</summary>
    public static Color Grey => new(0x8C, 0x8C, 0x8C);

    /// <summary>Colour of the n-th series of a panel, counted from 0; repeats after six.</summary>
    public static Color Series(int index) => _series[index % _series.Length];
}
