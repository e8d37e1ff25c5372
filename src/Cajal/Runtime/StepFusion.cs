namespace Cajal.Runtime;

/// <summary>
/// Joins operations of a step that run code over the same elements, so that memory is passed over once, in the place of the earlier or the later one, as long as
/// nothing between them can tell the difference.
/// </summary>
internal static class StepFusion
{
    /// <summary>The operations, joined where they can be.</summary>
    /// <param name="ordered">The operations in the order in which a step does them.</param>
    public static StepOperation[] Of(IEnumerable<StepOperation> ordered)
    {
        List<StepOperation> operations = [.. ordered];
        for (var later = 1; later < operations.Count; later++)
        {
            if (Enumerable.Range(0, later).Any(earlier => TryJoin(operations, earlier, later))) { later--; }
        }

        return [.. operations];
    }

    private static bool TryJoin(List<StepOperation> operations, int earlier, int later)
    {
        if (operations[earlier] is not RangeOperation first || operations[later] is not RangeOperation second || !first.GoesWith(second)) { return false; }
        var between = operations[(earlier + 1)..later];
        var place = !between.Exists(o => Interfere(o, second)) ? first : !between.Exists(o => Interfere(o, first)) ? second : null;
        if (place is null || first.Then(second, place) is not { } joined) { return false; }
        operations[place == first ? earlier : later] = joined;
        operations.RemoveAt(place == first ? later : earlier);
        return true;
    }

    private static bool Interfere(StepOperation a, StepOperation b) =>
        a.WritesAnything || a.Writes.Any(SeenBy(b).Contains) || b.Writes.Any(SeenBy(a).Contains);

    private static HashSet<object> SeenBy(StepOperation operation) => operation.ListensTo is { } spikes ? [.. operation.Uses, spikes] : [.. operation.Uses];
}
