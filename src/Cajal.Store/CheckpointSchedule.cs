using System.Diagnostics;

namespace Cajal.Store;

/// <summary>When checkpoints are due: by model time, by wall time, or both.</summary>
internal sealed class CheckpointSchedule
{
    /// <summary>Part of an interval by which a time may miss a multiple of it and still count as it.</summary>
    private const double Rounding = 1e-9;
    private double _next;
    private long _last;

    /// <summary>Model time between two [s]; infinite for no matter.</summary>
    public double ModelSeconds { get; set; } = double.PositiveInfinity;

    /// <summary>Wall time between two; infinite for no matter.</summary>
    public TimeSpan Wall { get; set; } = TimeSpan.MaxValue;

    /// <summary>Whether there are checkpoints at all.</summary>
    public bool IsOn => Wall != TimeSpan.MaxValue || double.IsFinite(ModelSeconds);

    /// <summary>The next one counts from here.</summary>
    /// <param name="time">Model time [s].</param>
    public void Begin(double time) =>
        (_next, _last) = (double.IsFinite(ModelSeconds) ? (Math.Floor((time / ModelSeconds) + Rounding) + 1) * ModelSeconds : ModelSeconds, Stopwatch.GetTimestamp());

    /// <summary>Whether one is due.</summary>
    /// <param name="time">Model time [s].</param>
    public bool IsDue(double time) => time >= _next * (1 - Rounding) || Stopwatch.GetElapsedTime(_last) >= Wall;
}
