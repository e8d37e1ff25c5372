using System.Globalization;
using System.Text;

namespace Cajal;

/// <summary>Lays out a <see cref="RunReport"/> for people.</summary>
internal static class RunReportText
{
    private static readonly CultureInfo _culture = CultureInfo.InvariantCulture;

    public static string Of(RunReport report)
    {
        StringBuilder text = new();
        text.AppendLine(_culture, $"{report.Model}, Cajal {report.Version}");
        foreach (var (name, line) in Summary(report)) { text.AppendLine(_culture, $"  {name,-10}{line}"); }
        AppendPopulations(text, report.Populations);
        return text.ToString();
    }

    /// <summary>The lines of a report by name, without the populations.</summary>
    public static IReadOnlyList<(string Name, string Text)> Summary(RunReport report) =>
    [
        ("run", string.Create(_culture, $"{TimeText.Of(report.DurationSeconds)} of model time in {TimeText.Of(report.RunSeconds)}, real-time factor {Number(report.RealtimeFactor)}")),
        ("set-up", string.Create(_culture, $"{TimeText.Of(report.BuildSeconds)} to build, {TimeText.Of(report.CompileSeconds)} to compile")),
        ("network", string.Create(_culture, $"{report.Neurons:#,0} neurons, {report.Synapses:#,0} synapses, {report.PeakRssMegabytes:#,0} MB")),
        ("activity", string.Create(_culture, $"{report.Spikes:#,0} spikes, {report.SynapticEvents:#,0} synaptic events")),
        ("settings", string.Create(_culture, $"dt {TimeText.Of(report.DtSeconds)}, seed {report.Seed}, threads {report.Threads}, {Name(report.Precision)} precision, backend {report.Backend}")),
        ("digest", report.Digest),
    ];

    private static void AppendPopulations(StringBuilder text, IReadOnlyList<PopulationReport> populations)
    {
        if (populations.Count == 0) { return; }
        var width = Math.Max("population".Length, populations.Max(p => p.Name.Length));
        text.AppendLine();
        text.AppendLine(_culture, $"  {"population".PadRight(width)}  {"neurons",12}  {"rate [Hz]",10}  {"CV of ISI",10}");
        foreach (var p in populations)
        {
            text.AppendLine(_culture, $"  {p.Name.PadRight(width)}  {p.Size,12:#,0}  {Number(p.RateHz),10}  {Number(p.CvIsi),10}");
        }
    }

    private static string Name(Precision precision) => precision == Precision.Double ? "double" : "single";

    private static string Number(double value) => !double.IsFinite(value) ? "-" : value.ToString(Math.Abs(value) >= 100 ? "#,0.0" : "0.000", _culture);
}
