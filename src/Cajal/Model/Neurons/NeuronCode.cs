using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal;

/// <summary>The neurons of a group, or a part of it, as elements that code runs over.</summary>
internal sealed class NeuronCode(Subgroup part) : ICodeTarget
{
    public SimulationObject Owner => Group;

    public bool IsWhole => part.Count == part.Group.Count;

    private NeuronGroup Group => part.Group as NeuronGroup
        ?? throw new ModelException($"'{part.Group.Name}' has no variables that code could read or change: only a NeuronGroup has.");

    public Scope ScopeOf(Constants? constants, ModelText text) => Group.ScopeWith(constants, Group.Definitions.With(text));

    /// <remarks>The room behind the last element may be written, but not what links lead to from there.</remarks>
    public Tiles? TilesFor(ImmutableArray<Assignment> code) => IsWhole && code.All(s => Group.Links.Find(s.Target) is null) ? Group.Tiles : null;

    public void RequireOwn(ImmutableArray<Assignment> code)
    {
    }

    public CodeElements? Begin(RunPlan plan, ModelText text)
    {
        var names = Group.NamesWith(plan.Context, Group.Definitions.With(text));
        names["i"] = new ValuePlace(w => part.PositionIn(w, w.Ir.Element));
        names["N"] = new ValuePlace(w => w.Ir.Integer(part.Count));
        var tiles = Group.Tiles;
        var slices = Enumerable.Range(0, tiles.Workers).Select(worker =>
        {
            int[] elements = [.. Enumerable.Range(0, part.Count).Select(part.ElementAt).Where(e => e >= tiles.Start(worker) && e < tiles.End(worker))];
            return new ElementSlice(elements, elements);
        });
        return new(names, (name, domain) => new(name, domain, new IrBuilder(plan.Context.Precision), names), [.. slices], StateArray.Spare(Group.Count), Alone: false);
    }
}
