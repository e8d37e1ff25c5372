using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Cajal.Tests;
using static Cajal.Units.SI;

namespace Cajal.Store.Tests;

/// <summary>Recordings for other programs. Cell k of three rises by k a millisecond from 0 and spikes as it passes 0.25, every other step of 0.1 ms or so.</summary>
public sealed class ExportTests : Scratch
{
    public ExportTests()
    {
        using var net = new Network();
        var cells = net.Add(new NeuronGroup(3, "dv/dt = i/ms : 1", threshold: "v > 0.25", reset: "v = 0", method: "euler") { Name = "cells" });
        var trace = net.Add(new StateMonitor(cells, ["v"], record: [0, 2]) { Name = "trace" });
        var mean = net.Add(new StateMonitor(cells, ["v"]) { Name = "mean" });
        var window = net.Add(new SpikeMonitor(cells) { Name = "window" });
        using var run = RunFile.Create(PathOf("run.cajal"), net);
        run.Record(trace);
        run.Record(mean, average: true);
        run.Record(window, from: 0.3 * ms, until: 0.5 * ms);
        net.Run(0.6 * ms);
    }

    // Oracle: by hand. v of cell 2 at the starts of the steps: 0, 0.2, then 0.4 passes 0.25 and is reset in the step, so 0, 0.2, 0, ...
    [Fact]
    public void Csv_has_a_line_for_each_row()
    {
        Export(ExportFormat.Csv);
        Assert.Equal("step,i\n1,2\n2,1\n3,2\n5,1\n5,2\n", File.ReadAllText(PathOf("out/cells.csv")));
        Assert.Equal(["t,v[0],v[2]", "0,0,0", "0.0001,0,0.2", "0.0002,0,0"], File.ReadLines(PathOf("out/trace.csv")).Take(4));
        Assert.Equal(5, RunReport.Parse(File.ReadAllText(PathOf("out/report.json"))).Spikes);
    }

    [Fact]
    public void A_window_of_time_leaves_out_the_rest_and_means_are_over_elements()
    {
        using var file = RunFile.Open(PathOf("run.cajal"));
        Assert.Equal([3L], file["window"].Steps());
        Assert.Equal("mean over cells", file["mean"].Source);
        Assert.Equal([0, (0.1 + 0.2) / 3, (0.1 + 0.1) / 3], file["mean"].Values("v")[..3].Select(v => Math.Round(v, 15)), (a, b) => Math.Abs(a - b) < 1e-14);
    }

    [Fact]
    public void Json_has_an_array_for_each_column()
    {
        Export(ExportFormat.Json);
        using var json = JsonDocument.Parse(File.ReadAllText(PathOf("out/trace.json")));
        Assert.Equal("[0,2]", json.RootElement.GetProperty("elements").GetRawText());
        Assert.Equal("[0,0.2]", json.RootElement.GetProperty("v").GetProperty("values")[1].GetRawText());
        Assert.Equal("s", json.RootElement.GetProperty("t").GetProperty("unit").GetString());
    }

    // Oracle: the format 1.0 of numpy.lib.format: magic, version, length of the head, head padded to 64 bytes, rows.
    [Fact]
    public void Npy_has_a_field_for_each_column()
    {
        Export(ExportFormat.Npy);
        var bytes = File.ReadAllBytes(PathOf("out/trace.npy"));
        Assert.Equal([0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y', 1, 0], bytes[..8]);
        var head = BitConverter.ToUInt16(bytes, 8);
        Assert.Equal(0, (10 + head) % 64);
        Assert.Equal("{'descr': [('t', '<f8'), ('v', '<f8', (2,))], 'fortran_order': False, 'shape': (6,), }", Encoding.ASCII.GetString(bytes, 10, head).TrimEnd());
        Assert.Equal(6 * 24, bytes.Length - 10 - head);
        Assert.Equal(0.2, BitConverter.ToDouble(bytes, 10 + head + 24 + 16));
    }

    // The reader of docs/run-file.md, where there is a Python.
    [Fact]
    public void The_documented_reader_reads_what_was_written()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "run-file.md"));
        var start = page.IndexOf("```python\n", StringComparison.Ordinal) + "```python\n".Length;
        File.WriteAllText(PathOf("reader.py"), page[start..page.IndexOf("```", start, StringComparison.Ordinal)]);
        File.WriteAllText(PathOf("main.py"), $"import reader, json\nr = reader.read({JsonSerializer.Serialize(PathOf("run.cajal"))})\nprint(r['cells']['step'], r['cells']['i'], r['trace']['v'][1])\n");
        if (!TryRun("python3", PathOf("main.py"), out var output)) { return; }
        Assert.Equal("[1, 2, 3, 5, 5] [2, 1, 2, 1, 2] (0.0, 0.2)", output);
    }

    private static bool TryRun(string program, string argument, out string output)
    {
        output = "";
        try
        {
            using var process = Process.Start(new ProcessStartInfo(program, argument) { RedirectStandardOutput = true })!;
            output = process.StandardOutput.ReadToEnd().Trim();
            process.WaitForExit();
            return true;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }

    private void Export(ExportFormat format)
    {
        using var file = RunFile.Open(PathOf("run.cajal"));
        file.Export(PathOf("out"), format);
    }
}
