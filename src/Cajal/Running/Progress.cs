using System.Diagnostics;

namespace Cajal;

/// <summary>How far a run is.</summary>
/// <param name="Elapsed">Wall time since the run began.</param>
/// <param name="Done">Model time that is done [s].</param>
/// <param name="Total">Model time of the whole run [s].</param>
public readonly record struct ProgressReport(TimeSpan Elapsed, double Done, double Total)
{
    /// <summary>Part of the run that is done, 0 to 1.</summary>
    public double Fraction => Total > 0 ? Math.Clamp(Done / Total, 0, 1) : 1;

    /// <summary>Model time over wall time: above 1 is faster than nature.</summary>
    public double Speed => Elapsed > TimeSpan.Zero ? Done / Elapsed.TotalSeconds : 0;

    /// <summary>Expected wall time to the end [s]; NaN at the beginning.</summary>
    public double SecondsLeft => Done > 0 ? Elapsed.TotalSeconds * (1 / Fraction - 1) : double.NaN;
}

/// <summary>Where a run says how far it is: <c>net.Run(10 * s, Progress.Console)</c>.</summary>
public sealed class Progress
{
    private readonly Action<ProgressReport> _receive;
    private readonly long _interval;
    private long _due;

    private Progress(Action<ProgressReport> receive, TimeSpan interval)
    {
        (_receive, _interval) = (receive, (long)(interval.TotalSeconds * Stopwatch.Frequency));
    }

    /// <summary>Says nothing.</summary>
    public static Progress None { get; } = new(_ => { }, TimeSpan.Zero);

    /// <summary>
    /// Writes to standard error: on a terminal one line with a bar, drawn anew; otherwise a line at the start, every ten seconds, and at the end.
    /// </summary>
    public static Progress Console { get; } = ConsoleProgress.IsTerminal
        ? To(new ConsoleProgress(System.Console.Error, isTerminal: true).Show, TimeSpan.FromSeconds(0.2))
        : To(new ConsoleProgress(System.Console.Error, isTerminal: false).Show, TimeSpan.FromSeconds(10));

    /// <summary>Calls a function of the user's: at the start of a run, at its end, and between them no more often than the interval says.</summary>
    public static Progress To(Action<ProgressReport> receive, TimeSpan interval) => new(receive, interval);

    /// <summary>Takes a report; a run makes one with nothing done at its start and one with all done at its end, so that these always get through.</summary>
    internal void Report(ProgressReport report)
    {
        var now = Stopwatch.GetTimestamp();
        if (report.Done > 0 && report.Done < report.Total && now < _due) { return; }
        _due = now + _interval;
        _receive(report);
    }
}
