using System.Buffers.Binary;
using System.Security.Cryptography;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Store.Tests;

/// <summary>What a run file holds is what monitors in memory hold.</summary>
public sealed class RecordingTests : Scratch
{
    // Oracle: the digest is SHA-256 over (step int64, index int32) of all spikes; with one group these are the rows of its recording.
    [Theory, InlineData(1), InlineData(2)]
    public void The_spikes_of_a_group_have_the_digest_of_the_run(int threads)
    {
        using var net = new Network { Threads = threads };
        net.Add(new NeuronGroup(300, "dv/dt = (1.5 - v)/(10*ms) : 1", threshold: "v > 1", reset: "v = 0.5*rand()") { Name = "cells" });
        using (RunFile.Create(PathOf("run.cajal"), net, "noise")) { net.Run(200 * ms); }

        using var file = RunFile.Open(PathOf("run.cajal"));
        var (steps, indices) = (file["cells"].Steps(), file["cells"].Indices());
        var rows = new byte[steps.Length * 12];
        for (var k = 0; k < steps.Length; k++)
        {
            BinaryPrimitives.WriteInt64LittleEndian(rows.AsSpan(12 * k), steps[k]);
            BinaryPrimitives.WriteInt32LittleEndian(rows.AsSpan((12 * k) + 8), indices[k]);
        }

        Assert.Equal(net.Report("").Digest, Convert.ToHexStringLower(SHA256.HashData(rows)));
        Assert.Equal(RunState.Complete, file.State);
        Assert.Equal("noise", file.Report!.Model);
        Assert.Equal(steps.Length, file.Report.Spikes);
        Assert.Equal([("cells", 300, 0)], file.Populations);
        Assert.Equal(0.2, file.Time, 1e-12);
    }

    [Theory, InlineData(Precision.Double, 1), InlineData(Precision.Single, 2)]
    public void A_monitor_that_records_to_a_file_gives_what_one_in_memory_gives(Precision precision, int threads)
    {
        using var net = new Network { Precision = precision, Threads = threads };
        var cells = net.Add(new NeuronGroup(130, "dv/dt = (1.5 - v)/(10*ms) : 1\nw : volt", threshold: "v > 1", reset: "v = 0.5*rand()", events: new() { ["high"] = "v > 0.9" }) { Name = "cells" });
        cells["w"] = "i*mV";
        SimulationObject[] inMemory = [.. Monitors(cells, "memory").Select(net.Add)];
        SimulationObject[] inFile = [.. Monitors(cells, "file").Select(net.Add)];
        using (var run = RunFile.Create(PathOf("run.cajal"), net))
        {
            foreach (var monitor in inFile) { run.Record(monitor); }
            net.Run(50 * ms);
            net.Run(50 * ms);
        }

        using var file = RunFile.Open(PathOf("run.cajal"));
        var (spikes, events, trace, rate) = ((SpikeMonitor)inMemory[0], (EventMonitor)inMemory[1], (StateMonitor)inMemory[2], (PopulationRateMonitor)inMemory[3]);
        Assert.NotEqual(0, spikes.Count);
        Assert.Equal(spikes.Steps, file["spikes of file"].Steps());
        Assert.Equal(spikes.Indices, file["spikes of file"].Indices());
        Assert.Equal(spikes.Times, file["spikes of file"].Times());
        Assert.Equal(spikes.Values("w"), file["spikes of file"].Values("w"));
        Assert.Equal(events.Indices, file["events of file"].Indices());
        Assert.Equal(trace.Times, file["trace of file"].Times());
        Assert.Equal([5, 64, 129], file["trace of file"].Elements);
        foreach (var element in trace.Elements) { Assert.Equal(trace.Of("v", element), file["trace of file"].Of("v", element)); }
        Assert.Equal(trace.Of("w", 64), file["trace of file"].Of("w", 64));
        Assert.Equal([("v", "1"), ("w", "V")], file["trace of file"].Variables);
        Assert.Equal(rate.Rates(), file["rate of file"].Values("rate"));
        Assert.Equal(rate.Times, file["rate of file"].Times());
        Assert.Equal(1000, file["rate of file"].Verify());
        Assert.Equal("cells[10..20]", file["rate of file"].Source);
    }

    [Fact]
    public void A_monitor_that_is_kept_gives_the_same_in_memory_and_in_the_file()
    {
        using var net = new Network();
        var cells = net.Add(new NeuronGroup(10, "dv/dt = (1.5 - v)/(10*ms) : 1", threshold: "v > 1", reset: "v = 0.5*rand()"));
        var monitors = Monitors(cells[..], "both").Select(net.Add).ToList();
        using var run = RunFile.Create(PathOf("run.cajal"), net);
        foreach (var monitor in monitors) { run.Record(monitor, keep: true); }
        net.Run(30 * ms);
        net.Run(30 * ms);

        using var file = RunFile.Open(PathOf("run.cajal"));
        Assert.Equal(((SpikeMonitor)monitors[0]).Times, file["spikes of both"].Times());
        Assert.Equal(((StateMonitor)monitors[2]).Of("v", 5), file["trace of both"].Of("v", 5));
        Assert.Equal(((PopulationRateMonitor)monitors[3]).Rates(), file["rate of both"].Values("rate"));

        static IEnumerable<SimulationObject> Monitors(Subgroup cells, string where) =>
        [
            new SpikeMonitor(cells) { Name = $"spikes of {where}" },
            new SpikeMonitor(cells),
            new StateMonitor(cells, ["v"], record: [5], dt: 0.2 * ms) { Name = $"trace of {where}" },
            new PopulationRateMonitor(cells) { Name = $"rate of {where}" },
        ];
    }

    [Theory, InlineData(Precision.Double, 1), InlineData(Precision.Single, 3)]
    public void Means_over_blocks_are_in_the_file_what_they_are_in_memory(Precision precision, int threads)
    {
        using var net = new Network { Precision = precision, Threads = threads };
        var (source, target) = (net.Add(new PoissonGroup(30, 100 * Hz)), net.Add(new NeuronGroup(200, "")));
        var synapses = net.Add(new Synapses(source, target, "dx/dt = -x/(10*ms) : 1 (event-driven)\nw : volt", onPre: "x += 1; w += 1*mV*rand()") { Name = "plastic" }).Connect(p: 0.5);
        var inMemory = net.Add(new BlockMeanMonitor(synapses, ["x", "w"], [source[..10], source[10..]], [target[..50], target[50..]]));
        var inFile = net.Add(new BlockMeanMonitor(synapses, ["x", "w"], [source[..10], source[10..]], [target[..50], target[50..]]) { Name = "means" });
        using (var run = RunFile.Create(PathOf("run.cajal"), net))
        {
            run.Record(inFile);
            net.Run(25 * ms);
            net.Run(25 * ms);
            Assert.Equal("'means' records to a run file and keeps nothing in memory: read the file, or call Record(..., keep: true) to have both.", Assert.Throws<ModelException>(() => inFile.Of("x")).Message);
        }

        using var file = RunFile.Open(PathOf("run.cajal"));
        Assert.Equal("blocks of plastic", file["means"].Source);
        Assert.Equal([("x", "1"), ("w", "V")], file["means"].Variables);
        Assert.Equal(inMemory.Times, file["means"].Times());
        for (var block = 0; block < 4; block++)
        {
            Assert.NotEqual(0, inMemory.Of("w", block / 2, block % 2)[^1]);
            foreach (var variable in (string[])["x", "w"]) { Assert.Equal(inMemory.Of(variable, block / 2, block % 2), file["means"].Of(variable, block)); }
        }
    }

    // Oracle: every step from 0 to the last is there once, whatever the lengths of the slices between which the buffer is emptied.
    [Fact]
    public void A_trace_longer_than_its_buffer_has_every_sample_once()
    {
        using var net = new Network();
        var cells = net.Add(new NeuronGroup(40_000, "dv/dt = -v/(10*ms) : 1\nn : 1", method: "exact"));
        cells["v"] = "i";
        var trace = net.Add(new StateMonitor(cells, ["v"]) { Name = "trace" });
        using (var run = RunFile.Create(PathOf("run.cajal"), net))
        {
            run.Record(trace);
            net.Run(20 * ms);
        }

        using var file = RunFile.Open(PathOf("run.cajal"));
        Assert.Equal(Enumerable.Range(0, 200).Select(k => k * 1e-4), file["trace"].Times());
        var last = file["trace"].Of("v", 39_999);
        for (var k = 0; k < 200; k++) { Assert.Equal(39_999 * Math.Exp(-0.01 * k), last[k], 1e-8); }
    }

    [Fact]
    public void The_file_of_a_failed_run_says_why_and_holds_what_came_before()
    {
        using var net = new Network();
        var cells = net.Add(new NeuronGroup(100, "dv/dt = v**2/ms : 1", method: "euler") { Name = "cells" });
        var clocks = net.Add(new NeuronGroup(1, "", threshold: "True") { Name = "clock" });
        cells["v"][70] = 1.0;
        using var run = RunFile.Create(PathOf("run.cajal"), net);
        var error = Assert.Throws<ModelException>(() => net.Run(20 * ms));

        using var file = RunFile.Open(PathOf("run.cajal"));
        Assert.Equal(RunState.Failed, file.State);
        Assert.Equal(error.Message, file.Message);
        Assert.Equal(Enumerable.Range(0, (int)Math.Round(net.Time.In(0.1 * ms))).Select(k => (long)k), file["clock"].Steps());
    }

    [Fact]
    public void Notes_have_the_time_of_the_run()
    {
        using var net = new Network();
        net.Add(new NeuronGroup(1, "v : 1"));
        using (var run = RunFile.Create(PathOf("run.cajal"), net))
        {
            run.Log("before");
            net.Run(3 * ms);
            run.Log("after");
        }

        using var file = RunFile.Open(PathOf("run.cajal"));
        Assert.Equal([(0, "before"), (0.003, "after")], file.Log);
    }

    private static IEnumerable<SimulationObject> Monitors(NeuronGroup cells, string where) =>
    [
        new SpikeMonitor(cells[3..], ["w"]) { Name = $"spikes of {where}" },
        new EventMonitor(cells, "high") { Name = $"events of {where}" },
        new StateMonitor(cells, ["v", "w"], record: [129, 5, 64]) { Name = $"trace of {where}" },
        new PopulationRateMonitor(cells[10..20]) { Name = $"rate of {where}" },
    ];
}
