using Cajal.Conformance;
using Cajal.Units;
using static Cajal.Units.SI;

namespace Cajal.Store.Tests;

/// <summary>A run that goes on from a checkpoint is the run that was not interrupted: spikes, recordings, report.</summary>
public sealed class ResumeTests : Scratch
{
    [Theory]
    [InlineData("cpu", Precision.Double, 1, 2)]
    [InlineData("cpu", Precision.Double, 2, 1)]
    [InlineData("cpu", Precision.Single, 1, 3)]
    [InlineData("reference", Precision.Double, 1, 1)]
    [InlineData("reference", Precision.Single, 2, 1)]
    public void A_resumed_run_is_the_uninterrupted_one(string backend, Precision precision, int threads, int threadsAfter)
    {
        var (whole, _) = Run("whole.cajal", RunFile.Create, null, threads);
        var (_, stoppedAt) = Run("run.cajal", RunFile.Create, 35 * ms, threads);
        Assert.InRange(stoppedAt, 0.035, 0.059);
        var (resumed, _) = Run("run.cajal", (path, net, _) => RunFile.Resume(path, net), null, threadsAfter);

        Assert.Equal(whole.Digest, resumed.Digest);
        Assert.Equal(whole.Spikes, resumed.Spikes);
        Assert.Equal(whole.SynapticEvents, resumed.SynapticEvents);
        Assert.Equal(whole.Populations, resumed.Populations);
        using RunReader a = RunFile.Open(PathOf("whole.cajal")), b = RunFile.Open(PathOf("run.cajal"));
        Assert.Equal(RunState.Complete, b.State);
        Assert.Equal(a.Recordings.Select(r => (r.Name, r.Verify())), b.Recordings.Select(r => (r.Name, r.Verify())));
        foreach (var name in (string[])["neurons", "neurons_2", "poisson", "all spikes"])
        {
            Assert.Equal(a[name].Steps(), b[name].Steps());
            Assert.Equal(a[name].Indices(), b[name].Indices());
        }

        Assert.Equal(a["trace"].Times(), b["trace"].Times());
        Assert.Equal(a["trace"].Of("v", 64), b["trace"].Of("v", 64));
        Assert.Equal(a["rate"].Values("rate"), b["rate"].Values("rate"));

        (RunReport Report, double Time) Run(string file, Func<string, Network, string, RunFile> open, Quantity? stop, int threads)
        {
            using var net = new Network { Backend = backend, Precision = precision, Threads = threads, Seed = 7, Warned = null };
            var cells = SampleNetwork.Build(net);
            SimulationObject[] monitors =
            [
                new SpikeMonitor(cells) { Name = "all spikes" }, new StateMonitor(cells, ["v", "g"], record: [0, 64, 129]) { Name = "trace" }, new PopulationRateMonitor(cells[10..]) { Name = "rate" },
            ];
            var inMemory = net.Add(new SpikeMonitor(cells[..50]));
            using var run = open(PathOf(file), net, "sample");
            foreach (var monitor in monitors) { run.Record(net.Add(monitor)); }
            run.CheckpointEvery(10 * ms);
            using CancellationTokenSource cancellation = new();
            net.Run(60 * ms, Progress.To(report => { if (report.Done >= stop?.Si) { cancellation.Cancel(); } }, TimeSpan.Zero), cancellation: cancellation.Token);
            if (stop is null) { Assert.Equal(inMemory.Count, ((SpikeMonitor)monitors[0]).CountsByElement()[..50].Sum()); }
            return (net.Report("sample"), net.Time.Si);
        }
    }

    // Oracle: the program without interruption. The checkpoint lies in the second of three runs; what the program changes between them it changes again.
    [Fact]
    public void A_program_of_several_runs_goes_on_in_the_one_that_was_interrupted()
    {
        var (whole, _) = Run("whole.cajal", RunFile.Create, null);
        var (_, stopped) = Run("run.cajal", RunFile.Create, 50 * ms);
        var (resumed, runs) = Run("run.cajal", (path, net, _) => RunFile.Resume(path, net), null);
        Assert.Equal(whole, resumed);
        Assert.Equal(2, stopped);
        Assert.Equal(3, runs);

        (string Digest, int Runs) Run(string file, Func<string, Network, string, RunFile> open, Quantity? stop)
        {
            using var net = new Network { Warned = null };
            var cells = net.Add(new NeuronGroup(50, "dv/dt = (drive - v)/(10*ms) : 1\ndrive : 1", threshold: "v > 1", reset: "v = 0.5*rand()") { Name = "cells" });
            using var run = open(PathOf(file), net, "three");
            run.CheckpointEvery(7 * ms);
            using CancellationTokenSource cancellation = new();
            var progress = Progress.To(_ => { if (net.Time.Si >= stop?.Si) { cancellation.Cancel(); } }, TimeSpan.Zero);
            var runs = 0;
            foreach (var drive in (double[])[1.2, 1.5, 2.0])
            {
                if (cancellation.IsCancellationRequested) { break; }
                cells["drive"] = drive;
                net.Run(30 * ms, progress, cancellation: cancellation.Token);
                runs++;
            }

            return (net.Report("").Digest, runs);
        }
    }

    // Oracle: from v = 0 with drive 2 the first spike comes after 10 ms * ln 2 = 6.93 ms; the branch sets drive 0 and never spikes again.
    [Fact]
    public void A_branch_goes_on_with_other_parameters_another_seed_and_more_monitors()
    {
        using (var net = Model(seed: 1))
        {
            using var run = RunFile.Create(PathOf("run.cajal"), net);
            run.CheckpointEvery(20 * ms);
            net.Run(45 * ms);
        }

        using var file = RunFile.Open(PathOf("run.cajal"));
        Assert.Equal([0.02, 0.04], file.Checkpoints.Select(t => Math.Floor(t / 0.02) * 0.02));
        using var branch = Model(seed: 2);
        var monitor = branch.Add(new SpikeMonitor((SpikeSource)branch["cells"]));
        file.Restore(branch, 0);
        Assert.Equal(file.Checkpoints[0], branch.Time.Si);
        Assert.Equal(2.0, ((NeuronGroup)branch["cells"])["drive"].ToArray()[0]);
        ((NeuronGroup)branch["cells"])["drive"] = 0;
        branch.Run(30 * ms);
        Assert.Equal(0, monitor.Count);

        static Network Model(ulong seed)
        {
            var net = new Network { Seed = seed };
            net.Add(new NeuronGroup(5, "dv/dt = (drive - v)/(10*ms) : 1\ndrive : 1", threshold: "v > 1", reset: "v = 0") { Name = "cells" })["drive"] = 2;
            return net;
        }
    }

    // Oracle: a checkpoint holds 10,000 values of 8 bytes and as many statistics of intervals of 32: 0.4 MB, and twenty of them 8 MB.
    // The third is written before the first makes room, and the tables take some pages of 64 KiB.
    [Fact]
    public void Only_the_last_two_checkpoints_are_kept()
    {
        using var net = new Network();
        net.Add(new NeuronGroup(10_000, "dv/dt = -v/(10*ms) : 1"));
        using (var run = RunFile.Create(PathOf("run.cajal"), net))
        {
            run.CheckpointEvery(1 * ms);
            net.Run(20 * ms);
        }

        using var file = RunFile.Open(PathOf("run.cajal"));
        Assert.Equal(2, file.Checkpoints.Count);
        Assert.Equal(0.02, file.Checkpoints[1], 1e-12);
        Assert.InRange(new FileInfo(PathOf("run.cajal")).Length, 2 * 400_000, 3_000_000);
    }

    [Fact]
    public void Checkpoints_by_the_clock_on_the_wall_change_nothing()
    {
        Assert.Equal(Digest(wall: null), Digest(wall: TimeSpan.FromTicks(1)));

        string Digest(TimeSpan? wall)
        {
            using var net = new Network { Warned = null };
            SampleNetwork.Build(net);
            using var run = RunFile.Create(PathOf($"{wall}.cajal"), net);
            if (wall is { } interval) { run.CheckpointEvery(interval); }
            net.Run(20 * ms);
            return net.Report("").Digest;
        }
    }
}
