using Cajal.Store;
using static Cajal.Units.SI;

namespace Cajal.Cli.Tests;

public sealed class RunFileReportTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cajal-report-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void A_page_of_a_run_file_holds_its_populations_their_activity_and_recorded_traces()
    {
        var path = Path.Combine(_folder.FullName, "run.cajal");
        using (Network net = new())
        {
            var cells = net.Add(new NeuronGroup(2, "dv/dt = 0.1*volt/second : volt", threshold: "v > 0.995*mV", reset: "v = 0*mV") { Name = "cells" });
            net.Add(new NeuronGroup(1, "v : 1", threshold: "v > 1") { Name = "silent" });
            var potentials = net.Add(new StateMonitor(cells, ["v"]) { Name = "potentials" });
            using var file = RunFile.Create(path, net, "two cells");
            file.Record(potentials);
            net.Run(100 * ms);
        }

        using var run = RunFile.Open(path);
        RunFileReport.Of(run).Save(Path.Combine(_folder.FullName, "run.html"));
        var page = File.ReadAllText(Path.Combine(_folder.FullName, "run.html"));

        // Each cell spikes every 10 ms, without variation.
        Assert.Matches("<tr><td>cells</td><td>2</td><td>(18|20)</td>", page);
        Assert.Contains("<tr><td>silent</td><td>1</td><td>0</td><td>0.000</td><td>100.0</td>", page, StringComparison.Ordinal);
        Assert.All(["<title>two cells</title>", "<h2>Activity</h2>", "<h2>potentials: cells</h2>", "v[1]", "[mV]"], text => Assert.Contains(text, page, StringComparison.Ordinal));
    }
}
