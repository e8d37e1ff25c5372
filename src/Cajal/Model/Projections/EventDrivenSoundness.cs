using Cajal.Runtime;

namespace Cajal;

/// <summary>
/// Looks for event-driven variables of synapses that are no longer numbers. A slice of steps touches few of many synapses, so of large projections it
/// looks at a part after each slice and comes to all in turn.
/// </summary>
internal sealed class EventDrivenSoundness(Synapses owner, SynapseStore store)
{
    private const int MostAtOnce = 1 << 20;
    private int _next;

    /// <summary>Stops the run when a value is infinite or no number.</summary>
    /// <param name="now">Time of the step that comes next [s].</param>
    /// <exception cref="ModelException">The first such synapse, with variable and time.</exception>
    public void Require(double now)
    {
        if (store.Traces is { } traces)
        {
            if (traces.FirstNotFinite() is not { } variable) { return; }
            traces.Show(store, owner.Network!.ContextOn(owner.Clock));
            RequireNumbers(variable, now);
        }

        var places = store.Layout?.SlotCount ?? owner.Count;
        if (_next >= places) { _next = 0; }
        var count = Math.Min(MostAtOnce, places - _next);
        foreach (var equation in owner.Code.EventDrivenEquations)
        {
            if (store.Memory[equation.Name].FirstNotFinite(_next, count) is not null) { RequireNumbers(equation.Name, now); }
        }

        _next += count;
    }

    /// <summary>Gaps between the synapses may hold anything, so each synapse is looked at.</summary>
    private void RequireNumbers(string variable, double now)
    {
        for (var synapse = 0; synapse < owner.Count; synapse++)
        {
            var value = store.Get(variable, synapse);
            if (double.IsFinite(value)) { continue; }
            throw new ModelException(FormattableString.Invariant(
                $"{owner.Name}.{variable}[{synapse}], of the synapse from {owner.Sources()[synapse]} to {owner.Targets()[synapse]}, is {value} since an event shortly before {now} s. ")
                + "Look at what the code adds to it; what was recorded until then is kept.");
        }
    }
}
