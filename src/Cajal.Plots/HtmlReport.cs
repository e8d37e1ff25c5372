using Cajal.Plots.Report;

namespace Cajal.Plots;

/// <summary>A run as one page that needs no other file and no network: what was run, statistics of its populations, and pictures that can be zoomed.</summary>
/// <remarks>A drag zooms, a double click shows all. Where the library was built without Node.js, or where a browser runs no scripts, the pictures are drawings.</remarks>
/// <example><code>
/// new HtmlReport(net.Report("coba"))
///     .Add(PopulationStatistics.Of("cells", spikes.Trains(), 0 * second, net.Time))
///     .Add(new Figure().Add(Plot.Raster(spikes)).Add(Plot.Rate(rates)))
///     .Save("report.html");
/// </code></example>
public sealed class HtmlReport
{
    private readonly List<PopulationStatistics> _populations = [];
    private readonly List<Figure> _figures = [];

    /// <param name="title">Name of the model, or what the report is about.</param>
    public HtmlReport(string title) => Title = title;

    /// <param name="run">The run, whose summary stands first; its populations do where no others are added.</param>
    public HtmlReport(RunReport run)
    {
        ArgumentNullException.ThrowIfNull(run);
        (Title, Run) = (run.Model, run);
    }

    /// <summary>What stands above all.</summary>
    public string Title { get; }

    internal RunReport? Run { get; }

    internal IReadOnlyList<PopulationStatistics> Populations => _populations;

    internal IReadOnlyList<Figure> Figures => _figures;

    /// <summary>Adds a row to the table of populations.</summary>
    public HtmlReport Add(PopulationStatistics population)
    {
        ArgumentNullException.ThrowIfNull(population);
        _populations.Add(population);
        return this;
    }

    /// <summary>Adds a figure below the others.</summary>
    public HtmlReport Add(Figure figure)
    {
        ArgumentNullException.ThrowIfNull(figure);
        _figures.Add(figure);
        return this;
    }

    /// <summary>Writes the page to a file. Folders are created as needed.</summary>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) { Directory.CreateDirectory(folder); }
        File.WriteAllText(path, ToHtml());
    }

    internal string ToHtml() => ToHtml(WebFile.Uplot);

    /// <param name="uplot">What makes plots zoomable; null for drawings only.</param>
    internal string ToHtml((string Script, string Style)? uplot) => HtmlPage.Of(this, uplot);
}
