using System.Diagnostics;

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

    /// <summary>The cost of an action; a slow one gets three attempts, since a busy machine may stop us for a second, but hardly three times in a row.</summary>
    public static Cost Of(Action action)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (bytes, started) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            action();
            Cost cost = new(Stopwatch.GetElapsedTime(started), GC.GetAllocatedBytesForCurrentThread() - bytes);
            if (attempt == 3 || cost.Time <= Longest) { return cost; }
        }
    }
}
