using System.Globalization;
using Cajal.Units;

namespace Cajal;

/// <summary>What a run may not go beyond; it stops there with everything kept. Nothing is limited unless said, but memory that is not there is never asked for.</summary>
public sealed class RunLimits
{
    private const double Reserve = 0.9;

    /// <summary>Highest mean rate of any group over <see cref="Window"/> [Hz]: a network above it runs away. Null for no limit.</summary>
    /// <exception cref="ModelException">No positive rate.</exception>
    public Quantity? Rate
    {
        get;
        set => field = value is { } rate && !(rate.Require(Dimension.Frequency, nameof(Rate)) > 0) ? throw NotPositive("rate", rate) : value;
    }

    /// <summary>Model time over which rates are taken [s], from multiples of it on.</summary>
    /// <exception cref="ModelException">No positive time.</exception>
    public Quantity Window
    {
        get;
        set => field = value.Require(Dimension.Time, nameof(Window)) > 0 ? value : throw NotPositive("window of rates", value);
    } = 0.1 * SI.s;

    /// <summary>Longest time of one run on the clock on the wall; null for no limit.</summary>
    public TimeSpan? WallTime { get; set; }

    /// <summary>Most memory of the process [bytes]; null for what the machine, or the limit that the system sets to the process, has left.</summary>
    public long? MemoryBytes { get; set; }

    /// <summary>Refuses something that would take more memory than there is.</summary>
    /// <param name="bytes">Memory that it takes.</param>
    /// <param name="what">What would take it, as the subject of a sentence.</param>
    /// <param name="remedy">What to do, for the part of it that fits.</param>
    /// <exception cref="ModelException">There is not so much.</exception>
    internal void RequireMemory(double bytes, string what, Func<double, string> remedy)
    {
        var free = MemoryBytes is { } limit ? limit - Environment.WorkingSet : FreeBytes;
        if (bytes <= free) { return; }
        throw new ModelException($"{what} would take {Text(bytes)} of memory, but {(free > 0 ? $"{Text(free)} are" : "nothing is")} left. {remedy(Math.Max(free, 0) / bytes)}");
    }

    /// <summary>Refuses a run that takes longer than it may.</summary>
    /// <exception cref="RunStoppedException">It does.</exception>
    internal void RequireTime(TimeSpan elapsed, Quantity now)
    {
        if (elapsed > WallTime)
        {
            throw new RunStoppedException($"The run has taken {TimeText.Of(elapsed.TotalSeconds)}, longer than its limit of {TimeText.Of(WallTime.Value.TotalSeconds)}, and was stopped at {now}. It can go on by another Run.");
        }
    }

    /// <summary>What the process may still take: of the machine's memory, or of that which a container gives it.</summary>
    private static double FreeBytes => (Reserve * GC.GetGCMemoryInfo().TotalAvailableMemoryBytes) - Environment.WorkingSet;

    private static string Text(double bytes) => bytes >= 1e9 ? string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e9:0.0} GB") : string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:0.0} MB");

    private static ModelException NotPositive(string what, Quantity given) => new($"The {what} of a limit has to be positive, but is {given}.");
}
