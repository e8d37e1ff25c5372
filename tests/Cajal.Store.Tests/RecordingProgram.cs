using System.Globalization;
using Cajal.Conformance;
using static Cajal.Units.SI;

namespace Cajal.Store.Tests;

/// <summary>A recording run as a program of its own, for tests that kill, stop or starve it: <c>file seconds threads [--resume]</c>. Prints the digest.</summary>
internal static class RecordingProgram
{
    public static int Main(string[] args)
    {
        var (path, seconds, threads, resumes) = (args[0], double.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture), args.Contains("--resume"));
        try
        {
            Console.Out.WriteLine(Run(path, seconds, threads, resumes).Digest);
            return 0;
        }
        catch (ModelException e)
        {
            Console.Error.WriteLine(e.Message);
            return e is RunStoppedException ? RunStoppedException.ExitCode : 2;
        }
    }

    /// <summary>Builds the network and runs it.</summary>
    public static RunReport Run(string path, double seconds, int threads, bool resumes)
    {
        using var net = new Network { Threads = threads, Seed = 11, Warned = null };
        var cells = SampleNetwork.Build(net);
        var trace = net.Add(new StateMonitor(cells, ["v", "g"], record: Enumerable.Range(0, 16)) { Name = "trace" });
        using var run = resumes ? RunFile.Resume(path, net) : RunFile.Create(path, net, "sample");
        run.Record(trace);
        run.CheckpointEvery(TimeSpan.FromSeconds(0.1));
        run.StopOnSignals();
        net.Run(seconds * s);
        return net.Report("sample");
    }
}
