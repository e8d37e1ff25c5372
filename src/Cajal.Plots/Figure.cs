using Cajal.Plots.Drawing;
using Cajal.Plots.Layout;

namespace Cajal.Plots;

/// <summary>A picture of one or more panels, one above the other.</summary>
/// <example><code>
/// new Figure { Title = "Brunel network" }
///     .Add(new Panel { YLabel = "neuron", Height = 3 }.Raster(times, neurons))
///     .Add(new Panel { YLabel = "rate [Hz]" }.Line(t, rate))
///     .Save("brunel.svg");
/// </code></example>
public sealed class Figure
{
    private readonly List<Panel> _panels = [];

    /// <summary>Words above the first panel; null for none.</summary>
    public string? Title { get; init; }

    /// <summary>Width [px].</summary>
    public double Width { get; init; } = 900;

    /// <summary>Height [px]; 0 for one that suits the number of panels.</summary>
    public double Height { get; init; }

    /// <summary>All panels show the same range of x, and only the lowest has numbers on it.</summary>
    public bool ShareX { get; init; } = true;

    internal IReadOnlyList<Panel> Panels => _panels;

    /// <summary>Adds a panel below the others.</summary>
    public Figure Add(Panel panel)
    {
        ArgumentNullException.ThrowIfNull(panel);
        _panels.Add(panel);
        return this;
    }

    /// <summary>Writes the figure to a file: <c>.svg</c>, or <c>.png</c> at two pixels a px. Folders are created as needed.</summary>
    /// <exception cref="ModelException">The name ends in something else.</exception>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        byte[] content = Path.GetExtension(path).ToUpperInvariant() switch
        {
            ".SVG" => ToSvg(),
            ".PNG" => ToPng(),
            _ => throw new ModelException($"'{path}' does not say how to draw the figure. Its name should end in .svg or .png."),
        };
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) { Directory.CreateDirectory(folder); }
        File.WriteAllBytes(path, content);
    }

    /// <summary>The same without the words above it, for a page that has a heading.</summary>
    internal Figure Untitled()
    {
        Figure figure = new() { Width = Width, Height = Height, ShareX = ShareX };
        figure._panels.AddRange(_panels);
        return figure;
    }

    internal byte[] ToSvg()
    {
        var layout = FigureLayout.Of(this);
        SvgCanvas canvas = new(layout.Width, layout.Height);
        FigurePainter.Paint(layout, canvas);
        return canvas.ToBytes();
    }

    internal byte[] ToPng()
    {
        var layout = FigureLayout.Of(this);
        PngCanvas canvas = new(layout.Width, layout.Height);
        FigurePainter.Paint(layout, canvas);
        return canvas.ToBytes();
    }
}
