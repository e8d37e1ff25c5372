using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>Colours for numbers: pale to dark blue from the least to the greatest, or, where both signs occur, blue over white at zero to red.</summary>
internal sealed record ColorScale(Interval Range)
{
    private static readonly Color[] _sequential = [new(0xE2, 0xEE, 0xF6), new(0xA9, 0xD3, 0xEE), Palette.SkyBlue, Palette.Blue, new(0x00, 0x20, 0x48)];
    private static readonly Color[] _diverging = [new(0x00, 0x3C, 0x70), Palette.Blue, new(0xFF, 0xFF, 0xFF), Palette.Vermilion, new(0x7A, 0x2A, 0x00)];

    private bool HasBothSigns => Range.Min < 0 && Range.Max > 0;

    /// <summary>A scale for values; one of no sign starts at zero when zero is not far away.</summary>
    public static ColorScale For(Interval values)
    {
        var most = Math.Max(-values.Min, values.Max);
        return new(values switch
        {
            { IsEmpty: true } or { Min: 0, Max: 0 } => new(0, 1),
            { Min: < 0, Max: > 0 } => new(-most, most),
            { Min: >= 0 } when values.Min <= values.Max / 2 || values.Span == 0 => new(0, values.Max),
            { Span: 0 } => new(values.Min, 0),
            _ => values,
        });
    }

    /// <summary>Colour of a value; grey for one that is not finite.</summary>
    public Color At(double value)
    {
        if (!double.IsFinite(value)) { return Palette.Grey; }
        var anchors = HasBothSigns ? _diverging : _sequential;
        var place = Math.Clamp((value - Range.Min) / Range.Span, 0, 1) * (anchors.Length - 1);
        var below = Math.Min((int)place, anchors.Length - 2);
        var (a, b, part) = (anchors[below], anchors[below + 1], place - below);
        return new(Mixed(a.R, b.R), Mixed(a.G, b.G), Mixed(a.B, b.B));

        byte Mixed(byte from, byte to) => (byte)Math.Round(from + ((to - from) * part));
    }
}
