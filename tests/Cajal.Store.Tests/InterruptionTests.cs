using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Cajal.Store.Tests;

/// <summary>Runs that end by force in processes of their own, and go on. Set CAJAL_KILLS for more of them.</summary>
[Trait("Kind", "processes")]
public sealed class InterruptionTests : Scratch
{
    private static readonly Dictionary<double, string> s_digests = [];

    private static int Kills => int.Parse(Environment.GetEnvironmentVariable("CAJAL_KILLS") ?? "4", CultureInfo.InvariantCulture);

    // Oracle: the digest of the uninterrupted run. Moments of the kills are spread over half a second from the first checkpoint on; every second run has 2 threads,
    // and goes on with the other number.
    [Fact]
    public void A_run_that_is_killed_at_any_moment_leaves_whole_chunks_and_goes_on_to_the_same_digest()
    {
        if (OperatingSystem.IsWindows()) { return; }
        for (var kill = 0; kill < Kills; kill++)
        {
            var (path, threads) = (PathOf($"{kill}.cajal"), 1 + (kill % 2));
            using (Child child = new($"'{path}' 1e6 {threads}"))
            {
                AwaitCheckpoint(path, child);
                Await(TimeSpan.FromMilliseconds(500.0 * kill / Kills));
                child.Signal("KILL");
                child.Wait();
            }

            double seconds;
            using (var file = RunFile.Open(path))
            {
                Assert.Equal(RunState.Running, file.State);
                Assert.NotEmpty(file.Checkpoints);
                seconds = SecondsAfter(file);
                foreach (var recording in file.Recordings) { recording.Verify(); }
            }

            // What a kill interrupts here has no end; the program that goes on has.
            Assert.Equal(DigestOf(seconds), RecordingProgram.Run(path, seconds, 3 - threads, resumes: true).Digest);
        }
    }

    [Theory, InlineData("TERM", "SIGTERM"), InlineData("INT", "SIGINT")]
    public void A_signal_stops_a_run_with_its_state_and_says_how_it_goes_on(string signal, string name)
    {
        if (OperatingSystem.IsWindows()) { return; }
        var path = PathOf("run.cajal");
        using (Child child = new($"'{path}' 1e6 2"))
        {
            AwaitCheckpoint(path, child);
            child.Signal(signal);
            child.Wait();
            Assert.Equal(130, child.ExitCode);
            Assert.StartsWith($"The run was stopped by {name} at ", child.Errors, StringComparison.Ordinal);
            Assert.Contains($"--resume {path}", child.Errors, StringComparison.Ordinal);
        }

        double seconds;
        using (var file = RunFile.Open(path))
        {
            Assert.Equal((RunState.Stopped, file.Time), (file.State, file.Checkpoints[^1]));
            seconds = SecondsAfter(file);
        }

        Assert.Equal(DigestOf(seconds), RecordingProgram.Run(path, seconds, 1, resumes: true).Digest);
    }

    // A limit on the size of files stands for a full disk: the write fails in the same way. The runtime, which would map its code by a file, is told not to.
    [Fact]
    public void A_run_whose_disk_is_full_stops_with_an_error_and_goes_on_when_there_is_room()
    {
        if (!RuntimeInformation.IsOSPlatform(OSPlatform.Linux)) { return; }
        var path = PathOf("run.cajal");
        using (Child child = new($"'{path}' 1e6 1", "export DOTNET_EnableWriteXorExecute=0; ulimit -f 4096; trap '' XFSZ;"))
        {
            child.Wait();
            Assert.Equal(2, child.ExitCode);
            Assert.Contains("what was written until here is kept, and the run can go on from its last checkpoint.", child.Errors, StringComparison.Ordinal);
        }

        double seconds;
        using (var file = RunFile.Open(path))
        {
            foreach (var recording in file.Recordings) { recording.Verify(); }
            seconds = SecondsAfter(file);
        }

        Assert.Equal(DigestOf(seconds), RecordingProgram.Run(path, seconds, 2, resumes: true).Digest);
    }

    /// <summary>A duration that the run has yet to reach, however fast the machine: whole seconds [s].</summary>
    private static double SecondsAfter(RunReader file) => Math.Ceiling(file.Checkpoints[^1]) + 1;

    /// <summary>The digest of the uninterrupted run of a duration [s].</summary>
    private static string DigestOf(double seconds)
    {
        if (s_digests.TryGetValue(seconds, out var known)) { return known; }
        var folder = Directory.CreateTempSubdirectory("cajal-whole-");
        try
        {
            return s_digests[seconds] = RecordingProgram.Run(Path.Combine(folder.FullName, "whole.cajal"), seconds, 1, resumes: false).Digest;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void AwaitCheckpoint(string path, Child child)
    {
        var started = Stopwatch.StartNew();
        while (!HasCheckpoint(path))
        {
            Assert.False(child.HasExited, child.HasExited ? child.Errors : "");
            Assert.True(started.Elapsed < TimeSpan.FromMinutes(2), "no checkpoint in two minutes");
            Await(TimeSpan.FromMilliseconds(10));
        }
    }

    private static bool HasCheckpoint(string path)
    {
        try
        {
            using var file = RunFile.Open(path);
            return file.Checkpoints.Count > 0;
        }
        catch (ModelException)
        {
            // The file is not there yet, or has no tables.
            return false;
        }
    }

    private static void Await(TimeSpan time) => Task.Delay(time).Wait();
}
