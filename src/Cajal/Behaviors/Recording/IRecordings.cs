namespace Cajal.Behaviors;

/// <summary>A behaviour that keeps recordings under names.</summary>
internal interface IRecordings
{
    /// <summary>What was recorded under a name; null when nothing was.</summary>
    object? Find(string name);
}
