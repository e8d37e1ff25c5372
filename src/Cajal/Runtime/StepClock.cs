namespace Cajal.Runtime;

/// <summary>The steps of a clock: when each is, which comes next, and which the present run leaves out.</summary>
internal abstract class StepClock
{
    /// <summary>The step that comes next, while no worker runs.</summary>
    public long NextStep { get; set; }

    /// <summary>One past the last step of the present run.</summary>
    public long EndStep { get; set; }

    /// <summary>How far a time may lie from a step's and still count as it [s].</summary>
    public abstract double Tolerance { get; }

    /// <summary>Time of a step [s].</summary>
    public abstract double TimeOf(long step);

    /// <summary>The first step at or after a time [s], within the tolerance.</summary>
    public abstract long FirstFrom(double time);
}

/// <summary>Steps of one duration; times are products, so they do not drift.</summary>
/// <param name="stepSeconds">Duration of a step [s].</param>
internal sealed class RegularSteps(double stepSeconds) : StepClock
{
    private const double WholeStepTolerance = 1e-4;

    /// <summary>Duration of a step [s]; its user brings <see cref="StepClock.NextStep"/> in line.</summary>
    public double StepSeconds { get; set; } = stepSeconds;

    public override double Tolerance => WholeStepTolerance * StepSeconds;

    public override double TimeOf(long step) => step * StepSeconds;

    public override long FirstFrom(double time)
    {
        var steps = time / StepSeconds;
        var whole = Math.Round(steps);
        return (long)(Math.Abs(steps - whole) <= WholeStepTolerance ? whole : Math.Ceiling(steps));
    }
}

/// <summary>Steps at listed times.</summary>
/// <param name="times">The times [s], ascending.</param>
internal sealed class ListedSteps(double[] times) : StepClock
{
    /// <summary>Far above the rounding of a sum of times, far below any step.</summary>
    public override double Tolerance => 1e-9;

    public override double TimeOf(long step) => times[step];

    public override long FirstFrom(double time)
    {
        var found = Array.BinarySearch(times, time - Tolerance);
        return found >= 0 ? found : ~found;
    }
}
