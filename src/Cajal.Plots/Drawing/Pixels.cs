namespace Cajal.Plots.Drawing;

/// <summary>Pixels with opacity, the upper row first.</summary>
/// <param name="Rgba">Red, green, blue, opacity of each pixel, 0 to 255; shape [height, width, 4].</param>
internal sealed record Pixels(int Width, int Height, byte[] Rgba)
{
    public Pixels(int width, int height)
        : this(width, height, new byte[4 * width * height])
    {
    }

    /// <summary>Sets a pixel.</summary>
    /// <param name="opacity">0 for a pixel that is not there, to 1.</param>
    public void Set(int x, int y, Color color, double opacity = 1)
    {
        var pixel = Rgba.AsSpan(4 * ((y * Width) + x), 4);
        (pixel[0], pixel[1], pixel[2], pixel[3]) = (color.R, color.G, color.B, (byte)Math.Round(255 * Math.Clamp(opacity, 0, 1)));
    }

    /// <summary>The picture as a PNG file.</summary>
    public byte[] ToPng() => PngEncoder.Encode(Rgba, Width, Height, channels: 4);

    /// <summary>The picture as a <c>data:</c> address, for pages and drawings.</summary>
    public string ToDataUri() => "data:image/png;base64," + Convert.ToBase64String(ToPng());
}
