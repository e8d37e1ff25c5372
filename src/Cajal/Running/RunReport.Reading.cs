using System.Text.Json;

namespace Cajal;

/// <content>A report from its JSON.</content>
public sealed partial record RunReport
{
    /// <summary>Reads what <see cref="ToJson"/> wrote; null stands for what could not be computed.</summary>
    /// <exception cref="ModelException">It is no report.</exception>
    public static RunReport Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new ModelException($"This is no run report: {e.Message} A report is what --json writes.", e);
        }
    }

    private static RunReport Read(JsonElement json)
    {
        return new()
        {
            Model = Text("model"),
            Version = Text("version"),
            Seed = json.GetProperty("seed").GetUInt64(),
            DtSeconds = Number(json, "dt_s"),
            DurationSeconds = Number(json, "duration_s"),
            Threads = json.GetProperty("threads").GetInt32(),
            Precision = Text("precision") == "single" ? Precision.Single : Precision.Double,
            Backend = Text("backend"),
            Neurons = Count("neurons"),
            Synapses = Count("synapses"),
            BuildSeconds = Number(json, "build_s"),
            CompileSeconds = Number(json, "compile_s"),
            RunSeconds = Number(json, "run_s"),
            Spikes = Count("spikes"),
            SynapticEvents = Count("synaptic_events"),
            PeakRssMegabytes = Number(json, "peak_rss_mb"),
            Populations = [.. json.GetProperty("populations").EnumerateArray().Select(Population)],
            Digest = Text("digest"),
        };

        string Text(string name) => json.GetProperty(name).GetString() ?? "";

        long Count(string name) => json.GetProperty(name).GetInt64();
    }

    private static PopulationReport Population(JsonElement json) => new(
        json.GetProperty("name").GetString() ?? "", json.GetProperty("size").GetInt64(), Number(json, "rate_hz"), Number(json, "cv_isi"));

    private static double Number(JsonElement json, string name) =>
        json.GetProperty(name) is { ValueKind: not JsonValueKind.Null } value ? value.GetDouble() : double.NaN;
}
