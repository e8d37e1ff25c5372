using System.Collections.Immutable;
using Cajal.Equations;
using Cajal.Integrators;

namespace Cajal;

/// <summary>The stages from texts to kernels, in words, for <see cref="Network.Explain"/>.</summary>
internal static class StageText
{
    /// <summary>The declarations as they were read.</summary>
    public static string Parsed(ImmutableArray<Declaration> declarations) => Lines(declarations.Select(ExprPrinter.Print));

    /// <summary>Every name that stands for a number, with its value and unit.</summary>
    public static string Checked(ImmutableArray<Declaration> declarations, Scope scope) => Lines(declarations
        .Where(d => d.Value is not null)
        .SelectMany(d => d.Value!.SelfAndDescendants().OfType<Name>())
        .Select(n => n.Id)
        .Distinct()
        .Where(id => scope.Constant(id) is not null)
        .Select(id => $"{id} = {scope.Constant(id)}"));

    /// <summary>The advance of the state by one step.</summary>
    public static string Step(IntegrationStep step) => Lines([
        .. step.Temporaries.Select(t => $"{t.Name} = {ExprPrinter.Print(t.Value)}"),
        .. step.Iteration is { } i ? Passes(i) : [],
        .. step.Updates.Select(u => $"{u.Name}' = {ExprPrinter.Print(u.Value)}")]);

    /// <summary>Where the synapses lie, and what they take.</summary>
    /// <param name="store">The values of the synapses.</param>
    /// <param name="pathways">The pathways that take part, after the routes of the run are made.</param>
    public static string Layout(SynapseStore store, IEnumerable<Pathway> pathways)
    {
        var state = store.Memory.ArraysMade.Where(a => a.Value.Count >= store.Table.Count).Sum(a => a.Value.LaneBytes);
        return Lines([
            $"{store.Table.Count} synapses, {state} bytes of state{(store.Layout is { } layout ? $" and {4 * sizeof(int)} bytes of indices a synapse, in {layout.Workers} slice(s)" : " a synapse")}",
            .. store.Traces is { } traces ? [traces.Description] : Array.Empty<string>(),
            .. pathways.Select(p => $"{p.Name}: {p.Traffic.Routes!.Description}; delays up to {p.Traffic.Routes.MaxDelaySteps} steps")]);
    }

    /// <summary>How the code of a pathway goes through its synapses, and why.</summary>
    /// <param name="ordered">Why one synapse has to come after the other; null when none has to.</param>
    /// <param name="onlyAdds">Whether the code only adds to neurons.</param>
    public static string Order(string? ordered, bool onlyAdds) => Lines([
        ordered is not null ? $"one synapse after the other, which is slower, since {ordered}"
        : onlyAdds ? "one synapse after the other, which is as fast for code that only adds to neurons"
        : "several synapses at a time; what they add to neurons is added in their order"]);

    private static IEnumerable<string> Passes(Iteration iteration) =>
    [
        .. iteration.Carried.Select(c => $"{c.Name} = {ExprPrinter.Print(c.Start)}"),
        $"while {ExprPrinter.Print(iteration.Condition)}:",
        .. iteration.Temporaries.Select(t => $"    {t.Name} = {ExprPrinter.Print(t.Value)}"),
        .. iteration.Carried.Select(c => $"    {c.Name}' = {ExprPrinter.Print(c.Next)}"),
    ];

    private static string Lines(IEnumerable<string> lines) => string.Join('\n', lines.Select(l => $"  {l}"));
}
