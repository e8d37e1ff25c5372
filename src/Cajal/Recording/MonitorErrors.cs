namespace Cajal;

/// <summary>What the monitors say alike.</summary>
internal static class MonitorErrors
{
    /// <summary>Events are counted in the steps in which they happen, so their monitors have no clock of their own.</summary>
    public static ModelException OwnClock(string name, SpikeSource group) =>
        new($"'{name}' records in the steps of '{group.Name}' and cannot have another clock. Bins of another width are taken from what it has recorded.");
}
