using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>An action of the program that a network calls in each step of a clock. It may read and set values, and call <see cref="Network.Stop"/>.</summary>
/// <remarks>It runs while nothing else does. Monitors hold what happened until that moment.</remarks>
public sealed class NetworkOperation : ScheduledObject
{
    private readonly Action<Quantity> _action;

    /// <param name="action">What to do.</param>
    /// <param name="dt">Time between calls [s]; null for every step of the network's clock.</param>
    /// <param name="when">The slot of the step.</param>
    /// <param name="order">Place within the slot.</param>
    /// <exception cref="ModelException">The interval is no positive time.</exception>
    public NetworkOperation(Action action, Quantity? dt = null, string when = StepSlot.Start, int order = 0)
        : this(_ => action(), dt, when, order) => ArgumentNullException.ThrowIfNull(action);

    /// <param name="action">What to do; told the present time [s].</param>
    /// <param name="dt">Time between calls [s]; null for every step of the network's clock.</param>
    /// <param name="when">The slot of the step.</param>
    /// <param name="order">Place within the slot.</param>
    /// <exception cref="ModelException">The interval is no positive time.</exception>
    public NetworkOperation(Action<Quantity> action, Quantity? dt = null, string when = StepSlot.Start, int order = 0)
        : base(when, order)
    {
        ArgumentNullException.ThrowIfNull(action);
        _action = action;
        if (dt is { } interval) { Dt = interval; }
    }

    internal override string DefaultName => "operation";

    internal override void Contribute(RunPlan plan) => plan.Add(new ActionOperation(Name, Clock.Steps, When, Order, time =>
    {
        Network!.ComeTo(time);
        _action(new(time, Dimension.Time));
    }));
}
