using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>A clock that has its steps at listed times, for code and monitors; equations need a regular <see cref="Clock"/>.</summary>
/// <param name="times">The times [s]; each counts once.</param>
/// <exception cref="ModelException">They are no times, or negative.</exception>
public sealed class EventClock(QuantityArray times) : Clock(new ListedSteps(Required(times)))
{
    private static double[] Required(QuantityArray times)
    {
        ArgumentNullException.ThrowIfNull(times);
        _ = times.Require(Dimension.Time, nameof(times));
        for (var k = 0; k < times.Length; k++)
        {
            if (times.AsSpan()[k] is not (>= 0 and < double.PositiveInfinity)) { throw new ModelException($"times[{k}] is {times[k]}, but a clock starts at 0 s."); }
        }

        return [.. times.AsSpan().ToArray().Distinct().Order()];
    }
}
