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
        text.AppendLine(_culture, $"  {"run",-10}{TimeText.Of(report.DurationSeconds)} of model time in {TimeText.Of(report.RunSeconds)}, real-time factor {Number(report.RealtimeFactor)}");
        text.AppendLine(_culture, $"  {"set-up",-10}{TimeText.Of(report.BuildSeconds)} to build, {TimeText.Of(report.CompileSeconds)} to compile");
        text.AppendLine(_culture, $"  {"network",-10}{report.Neurons:#,0} neurons, {report.Synapses:#,0} synapses, {report.PeakRssMegabytes:#,0} MB");
        text.AppendLine(_culture, $"  {"activity",-10}{report.Spikes:#,0} spikes, {report.SynapticEvents:#,0} synaptic events");
        text.AppendLine(_culture, $"  {"settings",-10}dt {TimeText.Of(report.DtSeconds)}, seed {report.Seed}, threads {report.Threads}, {Name(report.Precision)} precision, backend {report.Backend}");
        text.AppendLine(_culture, $"  {"digest",-10}{report.Digest}");
        AppendPopulations(text, report.Populations);
        return text.ToString();
    }

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
