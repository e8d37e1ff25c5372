using System.Diagnostics;
using System.Globalization;

namespace Cajal.Tests.Fuzzing;

/// <summary>What an action takes of time, and of memory by the thread that runs it.</summary>
internal readonly record struct Cost(TimeSpan Time, long Bytes)
{
    /// <summary>A stack as small as that of any platform's main thread.</summary>
    public const int StackBytes = 1 << 20;

    private const long MostBytes = 100_000_000;

    /// <summary>How long a text may take.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromSeconds(1);

    /// <summary>What is too much of it, in words; null when nothing is.</summary>
    public string? Excess => Bytes > MostBytes ? $"allocates {Bytes / 1e6:F0} MB" : Time > Longest ? $"takes {Time.TotalSeconds:F1} s" : null;

    /// <summary>The cost of an action on the thread that calls.</summary>
    public static Cost Of(Action action)
    {
        var (bytes, time) = (GC.GetAllocatedBytesForCurrentThread(), Spent());
        action();
        return new(Spent() - time, GC.GetAllocatedBytesForCurrentThread() - bytes);
    }

    /// <summary>Time that a processor gave to this thread, where the system tells it, so that a busy machine does not matter; else the time of the clock.</summary>
    private static TimeSpan Spent()
    {
        const string Schedule = "/proc/thread-self/schedstat";
        return File.Exists(Schedule)
            ? TimeSpan.FromMicroseconds(long.Parse(File.ReadAllText(Schedule).Split(' ')[0], CultureInfo.InvariantCulture) / 1000)
            : Stopwatch.GetElapsedTime(0);
    }
}
