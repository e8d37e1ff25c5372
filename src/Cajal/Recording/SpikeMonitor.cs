using Cajal.Runtime;

namespace Cajal;

/// <summary>Records which elements of a group spiked, and when, and the values of their variables at that moment, before the reset.</summary>
public sealed class SpikeMonitor : EventMonitor
{
    /// <param name="source">The group, or a part of it; indices count from its first element.</param>
    /// <param name="variables">Variables and subexpressions of which to keep the value at each spike; null for none.</param>
    /// <param name="record">Whether to keep times and values; otherwise spikes are only counted.</param>
    /// <exception cref="ModelException">The group never spikes, or has no such variable.</exception>
    public SpikeMonitor(Subgroup source, IEnumerable<string>? variables = null, bool record = true)
        : base(source, SpikeSource.SpikeEvent, variables, record)
    {
    }

    internal override string DefaultName => "spike_monitor";
}
