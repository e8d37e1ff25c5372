namespace Cajal;

/// <summary>An object that does one thing in a step, in a slot that the user may choose.</summary>
public abstract class ScheduledObject : SimulationObject
{
    private string _when;

    private protected ScheduledObject(string when, int order = 0) => (_when, Order) = (when, order);

    /// <summary>The slot of the step: "start", "groups", "thresholds", "synapses", "resets", "end", one of before_ or after_ these, or one of <see cref="Network.Slots"/>.</summary>
    /// <exception cref="ModelException">The network has no such slot; an object that joins one later is checked then.</exception>
    public string When
    {
        get => _when;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            Network?.SlotOrder.Require(value, Name);
            _when = value;
        }
    }

    internal sealed override void RequireSlot(SlotOrder slots) => slots.Require(When, Name);

    /// <summary>Code and samples need no step of one duration.</summary>
    internal override void RequireSuits(Clock clock)
    {
    }
}
