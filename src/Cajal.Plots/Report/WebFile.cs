using System.Text;

namespace Cajal.Plots.Report;

/// <summary>The files that a page is made of, which are resources of this library.</summary>
internal static class WebFile
{
    /// <summary>What makes plots zoomable: uPlot, which npm brings at build time; null in a build without it.</summary>
    public static (string Script, string Style)? Uplot { get; } = Find("uPlot.js") is { } script && Find("uPlot.css") is { } style ? (script, style) : null;

    public static string Script { get; } = Find("report.js")!;

    public static string Style { get; } = Find("report.css")!;

    private static string? Find(string name)
    {
        using var stream = typeof(WebFile).Assembly.GetManifestResourceStream(name);
        return stream is null ? null : new StreamReader(stream, Encoding.UTF8).ReadToEnd();
    }
}
