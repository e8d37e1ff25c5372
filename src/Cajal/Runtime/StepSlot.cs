namespace Cajal.Runtime;

/// <summary>Names of the slots of a time step. A network may order them otherwise or add its own; each has one before and one after it.</summary>
internal static class StepSlot
{
    public const string Start = "start";
    public const string Groups = "groups";
    public const string Thresholds = "thresholds";
    public const string Synapses = "synapses";
    public const string Resets = "resets";
    public const string End = "end";

    /// <summary>The slot right before another.</summary>
    public static string Before(string slot) => $"before_{slot}";

    /// <summary>The slot right after another.</summary>
    public static string After(string slot) => $"after_{slot}";
}
