using System.Text.Json;

namespace Cajal.Tests.Running;

public sealed class RunReportTests
{
    private static RunReport Report(double cv = 0.98) => new()
    {
        Model = "brunel",
        Version = "0.1.0",
        Seed = ulong.MaxValue,
        DtSeconds = 1e-4,
        DurationSeconds = 2,
        Threads = 2,
        Precision = Precision.Single,
        Backend = "cpu",
        Neurons = 12500,
        Synapses = 15_625_000,
        BuildSeconds = 0.25,
        CompileSeconds = 0.03,
        RunSeconds = 5,
        Spikes = 800_000,
        SynapticEvents = 1_000_000_000,
        PeakRssMegabytes = 321.5,
        Populations = [new("excitatory", 10000, 32.1, cv), new("E\"2", 2500, 0, double.NaN)],
        Digest = "ab12",
    };

    [Fact]
    public void The_json_has_the_fields_that_other_programs_read_in_their_order()
    {
        using var json = JsonDocument.Parse(Report().ToJson());

        string[] names = ["model", "version", "seed", "dt_s", "duration_s", "threads", "precision", "backend", "neurons", "synapses", "build_s", "compile_s", "run_s",
            "realtime_factor", "spikes", "synaptic_events", "peak_rss_mb", "populations", "digest"];
        Assert.Equal(names, json.RootElement.EnumerateObject().Select(p => p.Name));
        Assert.Equal(["name", "size", "rate_hz", "cv_isi"], json.RootElement.GetProperty("populations")[0].EnumerateObject().Select(p => p.Name));
        Assert.Equal(ulong.MaxValue, json.RootElement.GetProperty("seed").GetUInt64());
        Assert.Equal(2.5, json.RootElement.GetProperty("realtime_factor").GetDouble());
        Assert.Equal("single", json.RootElement.GetProperty("precision").GetString());
        Assert.Equal("E\"2", json.RootElement.GetProperty("populations")[1].GetProperty("name").GetString());
    }

    [Fact]
    public void What_could_not_be_computed_is_null()
    {
        using var json = JsonDocument.Parse(Report().ToJson());

        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("populations")[1].GetProperty("cv_isi").ValueKind);
    }

    [Fact]
    public void The_summary_has_units_and_aligned_columns()
    {
        var lines = Report().ToString().ReplaceLineEndings("\n").TrimEnd().Split('\n');

        Assert.Equal(
            [
                "brunel, Cajal 0.1.0",
                "  run       2 s of model time in 5 s, real-time factor 2.500",
                "  set-up    250 ms to build, 30 ms to compile",
                "  network   12,500 neurons, 15,625,000 synapses, 322 MB",
                "  activity  800,000 spikes, 1,000,000,000 synaptic events",
                "  settings  dt 0.1 ms, seed 18446744073709551615, threads 2, single precision, backend cpu",
                "  digest    ab12",
                "",
                "  population       neurons   rate [Hz]   CV of ISI",
                "  excitatory        10,000      32.100       0.980",
                "  E\"2                2,500       0.000           -",
            ],
            lines);
    }

    [Fact]
    public void Save_writes_the_json_to_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("cajal-report-");
        try
        {
            var path = Path.Combine(folder.FullName, "new", "report.json");
            Report().Save(path);
            Assert.Equal(Report().ToJson() + "\n", File.ReadAllText(path));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData(0, "0 s")]
    [InlineData(2.5e-5, "25 µs")]
    [InlineData(1e-4, "0.1 ms")]
    [InlineData(0.0123, "12.3 ms")]
    [InlineData(0.25, "250 ms")]
    [InlineData(1.234, "1.23 s")]
    [InlineData(45.26, "45.3 s")]
    [InlineData(99.99, "100 s")]
    [InlineData(200, "3 min 20 s")]
    [InlineData(7500, "2 h 5 min")]
    [InlineData(double.NaN, "-")]
    public void Times_are_spelled_in_the_unit_that_suits(double seconds, string expected) => Assert.Equal(expected, TimeText.Of(seconds));
}
