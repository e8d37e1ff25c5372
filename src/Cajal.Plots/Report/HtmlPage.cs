using System.Globalization;
using System.Net;
using System.Text;

namespace Cajal.Plots.Report;

/// <summary>Writes a report as a page.</summary>
internal static class HtmlPage
{
    private static readonly CultureInfo _culture = CultureInfo.InvariantCulture;

    /// <summary>The columns of the table of populations: heading, what it means, and its text.</summary>
    private static readonly (string Heading, string Meaning, Func<PopulationStatistics, string> Text)[] _columns =
    [
        ("population", "", p => p.Name),
        ("neurons", "", p => p.Size.ToString("#,0", _culture)),
        ("spikes", "", p => p.Spikes.ToString("#,0", _culture)),
        ("rate [Hz]", "Spikes a neuron and second", p => Number(p.Rate)),
        ("silent [%]", "Neurons that never spiked", p => Number(100 * p.Silent)),
        ("CV", "Coefficient of variation of the intervals: 0 for a clock, 1 for a Poisson process", p => Number(p.Cv)),
        ("CV2", "The same for neighbouring intervals (Holt et al. 1996)", p => Number(p.Cv2)),
        ("LV", "Local variation (Shinomoto et al. 2003)", p => Number(p.LocalVariation)),
        ("Fano factor", "Variance over mean of the spikes of a neuron in 100 ms", p => Number(p.FanoFactor)),
        ("correlation", "Mean correlation coefficient of pairs of neurons, in 5 ms", p => Number(p.Correlation)),
        ("synchrony", "Variance over mean of the spikes of the population in 3 ms: 1 for independent Poisson processes", p => Number(p.Synchrony)),
    ];

    /// <param name="uplot">What makes plots zoomable; null for drawings only.</param>
    public static string Of(HtmlReport report, (string Script, string Style)? uplot)
    {
        StringBuilder page = new();
        page.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width\">\n");
        page.Append(_culture, $"<title>{Escaped(report.Title)}</title>\n<style>\n{WebFile.Style}{uplot?.Style}</style>\n</head>\n<body>\n<h1>{Escaped(report.Title)}</h1>\n");
        if (report.Run is { } run) { AppendRun(page, run); }
        if (report.Populations.Count > 0) { AppendTable(page, [.. _columns.Select(c => (c.Heading, c.Meaning))], report.Populations.Select(p => _columns.Select(c => c.Text(p)))); }
        else if (report.Run is { Populations.Count: > 0 } only) { AppendTable(page, [("population", ""), ("neurons", ""), ("rate [Hz]", ""), ("CV", "")], only.Populations.Select(Row)); }
        var isZoomable = false;
        foreach (var (index, figure) in report.Figures.Index()) { isZoomable |= AppendFigure(page, figure, $"figure-{index}", uplot is not null); }
        if (isZoomable) { page.Append(_culture, $"<script>\n{uplot?.Script}</script>\n<script>\n{WebFile.Script}</script>\n"); }
        return page.Append("</body>\n</html>\n").ToString();
    }

    private static IEnumerable<string> Row(PopulationReport p) => [p.Name, p.Size.ToString("#,0", _culture), Number(p.RateHz), Number(p.CvIsi)];

    private static void AppendRun(StringBuilder page, RunReport run)
    {
        page.Append(_culture, $"<p class=\"about\">Cajal {Escaped(run.Version)}</p>\n<table class=\"summary\">\n");
        foreach (var (name, text) in run.Summary)
        {
            page.Append(_culture, $"<tr><th scope=\"row\">{Escaped(name)}</th><td{(name == "digest" ? " class=\"digest\"" : "")}>{Escaped(text)}</td></tr>\n");
        }

        page.Append("</table>\n");
    }

    private static void AppendTable(StringBuilder page, IReadOnlyList<(string Heading, string Meaning)> columns, IEnumerable<IEnumerable<string>> rows)
    {
        page.Append("<h2>Populations</h2>\n<table>\n<thead><tr>");
        foreach (var (heading, meaning) in columns) { page.Append(_culture, $"<th scope=\"col\"{(meaning.Length > 0 ? $" title=\"{Escaped(meaning)}\"" : "")}>{Escaped(heading)}</th>"); }
        page.Append("</tr></thead>\n<tbody>\n");
        foreach (var row in rows) { page.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Escaped(cell)}</td>")).Append("</tr>\n"); }
        page.Append("</tbody>\n</table>\n");
    }

    /// <summary>The drawing, and the data for what takes its place; whether there are any.</summary>
    private static bool AppendFigure(StringBuilder page, Figure figure, string id, bool zoomable)
    {
        var data = zoomable ? FigureData.Of(figure) : null;
        if (figure.Title is { } title) { page.Append(_culture, $"<h2>{Escaped(title)}</h2>\n"); }
        page.Append(_culture, $"<figure{(data is null ? "" : $" data-figure=\"{id}\"")}>\n{Encoding.UTF8.GetString(figure.Untitled().ToSvg())}</figure>\n");

        // The serializer escapes < and >, so that no text can end the script.
        if (data is not null) { page.Append(_culture, $"<script type=\"application/json\" id=\"{id}\">{data.ToJsonString()}</script>\n"); }
        return data is not null;
    }

    private static string Escaped(string text) => WebUtility.HtmlEncode(text);

    private static string Number(double value) => !double.IsFinite(value) ? "–" : value.ToString(Math.Abs(value) >= 100 ? "#,0.0" : "0.000", _culture);
}
