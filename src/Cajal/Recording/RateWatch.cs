using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Looks for groups that fire faster than they may, in windows of model time that follow one another.</summary>
/// <param name="rate">Highest mean rate [Hz].</param>
/// <param name="window">Length of a window [s].</param>
internal sealed class RateWatch(double rate, double window)
{
    private readonly Dictionary<SpikeSource, (long Window, long Spikes)> _groups = [];

    /// <summary>Takes the spikes of a group in a slice of steps.</summary>
    /// <exception cref="ModelException">There are too many.</exception>
    public void Take(SpikeSource group, ReadOnlySpan<Spike> spikes)
    {
        var stepSeconds = group.Dt.Si;
        var stepsInWindow = Math.Max((long)Math.Round(window / stepSeconds), 1);
        var most = rate * group.Count * stepsInWindow * stepSeconds;
        var (present, count) = _groups.GetValueOrDefault(group);
        foreach (var (step, _) in spikes)
        {
            if (step / stepsInWindow != present) { (present, count) = (step / stepsInWindow, 0); }
            if (++count <= most) { continue; }
            var begin = new Quantity(present * stepsInWindow * stepSeconds, Dimension.Time);
            throw new ModelException(FormattableString.Invariant(
                $"'{group.Name}' runs away: its {group.Count} neurons have spiked {count} times in the {new Quantity(stepsInWindow * stepSeconds, Dimension.Time)} from {begin} on, more than the limit of {new Quantity(rate, Dimension.Frequency)} allows. ")
                + "Look at the balance of excitation and inhibition, or raise Limits.Rate; what was recorded until then is kept.");
        }

        _groups[group] = (present, count);
    }
}
