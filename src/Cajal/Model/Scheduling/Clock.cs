using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Says when the code of objects runs: at the multiples of <see cref="Dt"/>. Objects of one network may share a clock.</summary>
/// <remarks>
/// Clocks of one network show the same time. Steps that are within a ten-thousandth of the smaller <see cref="Dt"/> of each other run together.
/// </remarks>
public class Clock
{
    private Network? _network;

    /// <summary>A clock of regular steps.</summary>
    /// <param name="dt">Duration of a step [s].</param>
    /// <exception cref="ModelException">Not a positive time.</exception>
    public Clock(Quantity dt)
        : this(new RegularSteps(RequireStep(dt)))
    {
    }

    private protected Clock(StepClock steps) => Steps = steps;

    /// <summary>Duration of a step [s].</summary>
    /// <exception cref="ModelException">Not a positive time, one of which the present time is not a multiple, or a clock whose times are listed.</exception>
    public Quantity Dt
    {
        get => new(Regular.StepSeconds, Dimension.Time);
        set
        {
            var seconds = RequireStep(value);
            var before = Regular.StepSeconds;
            if (seconds == before) { return; }
            _network?.RequireIdle("the time step is changed");
            RegularSteps changed = new(seconds);
            var next = changed.FirstFrom(Now);
            if (Math.Abs(changed.TimeOf(next) - Now) > changed.Tolerance)
            {
                throw new ModelException($"The time step cannot change from {Dt} to {value}: the time {Time} is not a multiple of {value}.");
            }

            StepChange change = new(this, before, seconds, Steps.NextStep, next);
            StepChanged?.Invoke(change);
            (Regular.StepSeconds, Steps.NextStep) = (seconds, next);
        }
    }

    /// <summary>The present time of the network that the clock is part of [s].</summary>
    public Quantity Time => new(Now, Dimension.Time);

    /// <summary>Number of steps that began before the present time.</summary>
    public long StepCount => Steps.NextStep;

    /// <summary>Called before <see cref="Dt"/> changes, so that what is kept in steps can be reckoned anew.</summary>
    internal event Action<StepChange>? StepChanged;

    internal StepClock Steps { get; }

    /// <summary>Whether steps have one duration, which equations need.</summary>
    internal bool IsRegular => Steps is RegularSteps;

    private double Now => _network?.Time.Si ?? 0;

    private RegularSteps Regular => Steps as RegularSteps ?? throw new ModelException("The times of an EventClock are listed, so it has no dt. Give the object a Clock, or none.");

    /// <summary>Becomes part of a network.</summary>
    /// <exception cref="ModelException">It is part of another one.</exception>
    internal void Join(Network network)
    {
        if (_network is not null && _network != network) { throw new ModelException("A clock is part of one network only. Make a new one for each."); }
        if (_network is null) { Steps.NextStep = Steps.FirstFrom(network.Time.Si); }
        _network = network;
    }

    /// <summary>Goes to another time, where no object needs to reckon anything anew.</summary>
    /// <param name="stepSeconds">Duration of a step from there on [s].</param>
    internal void Reset(double time, double? stepSeconds = null)
    {
        if (stepSeconds is { } seconds) { Regular.StepSeconds = seconds; }
        Steps.NextStep = Steps.FirstFrom(time);
    }

    private static double RequireStep(Quantity dt) => dt.Require(Dimension.Time, "Dt") is > 0 and < double.PositiveInfinity
        ? dt.Si
        : throw new ModelException($"The time step has to be a positive time, but is {dt}.");
}

/// <summary>A change of the duration of a clock's steps.</summary>
/// <param name="From">The old duration [s].</param>
/// <param name="To">The new duration [s].</param>
/// <param name="FromStep">The step that comes next, in old steps.</param>
/// <param name="ToStep">The same, in new steps.</param>
internal readonly record struct StepChange(Clock Clock, double From, double To, long FromStep, long ToStep)
{
    /// <summary>New steps in an old one.</summary>
    public double Ratio => From / To;
}
