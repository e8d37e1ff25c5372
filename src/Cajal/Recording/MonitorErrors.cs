namespace Cajal;

/// <summary>What the monitors say alike.</summary>
internal static class MonitorErrors
{
    /// <summary>Events are counted in the steps in which they happen, so their monitors have no clock of their own.</summary>
    public static ModelException OwnClock(string name, SpikeSource group) =>
        new($"'{name}' records in the steps of '{group.Name}' and cannot have another clock. Bins of another width are taken from what it has recorded.");

    /// <summary>A variable of what is recorded, but not a recorded one.</summary>
    public static ModelException NotRecorded(string name, string variable, IReadOnlyCollection<string> recorded) =>
        new($"'{name}' does not record '{variable}', but {string.Join(", ", recorded.Select(v => $"'{v}'"))}.{Suggest.Sentence(variable, recorded)}");

    /// <summary>What is recorded goes to a run file from the beginning or not at all.</summary>
    public static ModelException Begun(string name) =>
        new($"'{name}' has recorded already, so a run file would miss the beginning: call Record before the first run.");

    /// <summary>What went to a run file is not in memory.</summary>
    public static ModelException Elsewhere(string name) =>
        new($"'{name}' records to a run file and keeps nothing in memory: read the file, or call Record(..., keep: true) to have both.");
}
