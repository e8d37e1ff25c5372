using System.Text;
using System.Text.Json;

namespace Cajal;

/// <summary>Activity of one population over a run.</summary>
/// <param name="Name">Name of the group.</param>
/// <param name="Size">Number of neurons.</param>
/// <param name="RateHz">Spikes a neuron and second of model time [Hz].</param>
/// <param name="CvIsi">Mean over neurons of the coefficient of variation of their interspike intervals; NaN where too few spikes were recorded.</param>
public sealed record PopulationReport(string Name, long Size, double RateHz, double CvIsi);

/// <summary>What a run was, how long it took, and what came out; the same object for every example and benchmark.</summary>
public sealed partial record RunReport
{
    /// <summary>Name of the model.</summary>
    public required string Model { get; init; }

    /// <summary>Version of the simulator.</summary>
    public required string Version { get; init; }

    /// <summary>Seed of the network's random numbers.</summary>
    public required ulong Seed { get; init; }

    /// <summary>Time step [s].</summary>
    public required double DtSeconds { get; init; }

    /// <summary>Model time [s].</summary>
    public required double DurationSeconds { get; init; }

    /// <summary>Threads that ran the network.</summary>
    public required int Threads { get; init; }

    /// <summary>Width of the network's real numbers.</summary>
    public required Precision Precision { get; init; }

    /// <summary>Name of the backend, as in <c>--backend</c>.</summary>
    public required string Backend { get; init; }

    /// <summary>Neurons of all groups.</summary>
    public required long Neurons { get; init; }

    /// <summary>Synapses of all projections.</summary>
    public required long Synapses { get; init; }

    /// <summary>Wall time for making groups and connecting them [s].</summary>
    public required double BuildSeconds { get; init; }

    /// <summary>Wall time from equations to machine code [s].</summary>
    public required double CompileSeconds { get; init; }

    /// <summary>Wall time of the time steps [s].</summary>
    public required double RunSeconds { get; init; }

    /// <summary>Wall time over model time: below 1 is faster than nature.</summary>
    public double RealtimeFactor => RunSeconds / DurationSeconds;

    /// <summary>Spikes of all groups.</summary>
    public required long Spikes { get; init; }

    /// <summary>Spikes that arrived at synapses.</summary>
    public required long SynapticEvents { get; init; }

    /// <summary>Greatest memory of the process so far [MB, 10⁶ bytes].</summary>
    public required double PeakRssMegabytes { get; init; }

    /// <summary>Activity of each population, in order of creation.</summary>
    public required IReadOnlyList<PopulationReport> Populations { get; init; }

    /// <summary><see cref="SpikeDigest"/> of the run.</summary>
    public required string Digest { get; init; }

    /// <summary>The report for people, a line by name: run, set-up, network, activity, settings, digest.</summary>
    public IReadOnlyList<(string Name, string Text)> Summary => RunReportText.Summary(this);

    /// <summary>Writes the report as one JSON object to a file, or to standard output for <c>-</c>.</summary>
    public void Save(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (path == "-")
        {
            Console.Out.WriteLine(ToJson());
            return;
        }

        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) { Directory.CreateDirectory(folder); }
        File.WriteAllText(path, ToJson() + "\n");
    }

    /// <summary>The report as one JSON object; other programs read it, so names and their order are stable.</summary>
    public string ToJson()
    {
        using MemoryStream bytes = new();
        using (Utf8JsonWriter json = new(bytes, new() { Indented = true, NewLine = "\n" })) { Write(json); }
        return Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length);
    }

    /// <summary>The report for people: a few lines with units and a table of the populations.</summary>
    public override string ToString() => RunReportText.Of(this);

    private void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("model", Model);
        json.WriteString("version", Version);
        json.WriteNumber("seed", Seed);
        WriteNumber(json, "dt_s", DtSeconds);
        WriteNumber(json, "duration_s", DurationSeconds);
        json.WriteNumber("threads", Threads);
        json.WriteString("precision", Precision == Precision.Double ? "double" : "single");
        json.WriteString("backend", Backend);
        json.WriteNumber("neurons", Neurons);
        json.WriteNumber("synapses", Synapses);
        WriteNumber(json, "build_s", BuildSeconds);
        WriteNumber(json, "compile_s", CompileSeconds);
        WriteNumber(json, "run_s", RunSeconds);
        WriteNumber(json, "realtime_factor", RealtimeFactor);
        json.WriteNumber("spikes", Spikes);
        json.WriteNumber("synaptic_events", SynapticEvents);
        WriteNumber(json, "peak_rss_mb", PeakRssMegabytes);
        json.WriteStartArray("populations");
        foreach (var population in Populations)
        {
            json.WriteStartObject();
            json.WriteString("name", population.Name);
            json.WriteNumber("size", population.Size);
            WriteNumber(json, "rate_hz", population.RateHz);
            WriteNumber(json, "cv_isi", population.CvIsi);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteString("digest", Digest);
        json.WriteEndObject();
    }

    // JSON has no NaN: what could not be computed is null.
    private static void WriteNumber(Utf8JsonWriter json, string name, double value)
    {
        if (double.IsFinite(value)) { json.WriteNumber(name, value); }
        else { json.WriteNull(name); }
    }
}
