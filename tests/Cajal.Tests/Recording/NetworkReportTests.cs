using System.Text.Json;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Tests.Recording;

public sealed class NetworkReportTests
{
    [Fact]
    public void A_report_counts_what_the_run_did()
    {
        using Network network = new() { Seed = 9, Dt = 1 * ms };
        var source = network.Add(new SpikeGeneratorGroup(2, [0, 0, 0, 0, 1], new double[] { 1, 11, 31, 41, 5 } * ms) { Name = "source" });
        var cells = network.Add(new NeuronGroup(3, "v : 1", threshold: "v > 1.5", reset: "v = 0") { Name = "cells" });
        network.Add(new Synapses(source, cells, onPre: "v += 1")).Connect();
        network.Run(100 * ms);

        var report = JsonDocument.Parse(network.Report("two groups").ToJson()).RootElement;

        Assert.Equal("two groups", report.GetProperty("model").GetString());
        Assert.Equal(9, report.GetProperty("seed").GetInt32());
        Assert.Equal(0.1, report.GetProperty("duration_s").GetDouble(), 1e-15);
        Assert.Equal(5, report.GetProperty("neurons").GetInt32());
        Assert.Equal(6, report.GetProperty("synapses").GetInt32());
        // 5 spikes reach 3 cells each; every second one makes all 3 cells spike.
        Assert.Equal(15, report.GetProperty("synaptic_events").GetInt32());
        Assert.Equal(5 + (2 * 3), report.GetProperty("spikes").GetInt32());
        var populations = report.GetProperty("populations");
        Assert.Equal(["source", "cells"], populations.EnumerateArray().Select(p => p.GetProperty("name").GetString()));
        Assert.Equal(5 / (2 * 0.1), populations[0].GetProperty("rate_hz").GetDouble(), 1e-12);
        // Only element 0 has two intervals or more: 10, 20 and 10 ms.
        Assert.Equal(Math.Sqrt(2) / 4, populations[0].GetProperty("cv_isi").GetDouble(), 1e-12);
        Assert.Equal(JsonValueKind.Null, populations[1].GetProperty("cv_isi").ValueKind);
        Assert.Equal(64, report.GetProperty("digest").GetString()!.Length);
    }
}
