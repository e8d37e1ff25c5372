using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Runtime;

namespace Cajal;

/// <summary>The synapses of a projection as elements that code runs over by a clock.</summary>
internal sealed class SynapseElements(Synapses synapses, SynapseCode code, SynapseStore store) : ICodeTarget
{
    public SimulationObject Owner => synapses;

    public bool IsWhole => true;

    public Scope ScopeOf(Constants? constants, ModelText text) => code.ScopeWith(constants, text);

    public void RequireOwn(ImmutableArray<Assignment> statements)
    {
        if (statements.FirstOrDefault(s => code.IsOfEnds(s.Target)) is { } foreign)
        {
            throw new EquationException(foreign.Span with { Length = foreign.Target.Length },
                $"'{foreign.Target}' is a variable of neurons, which many synapses share: code that runs over synapses by a clock cannot change it.",
                "Let the neurons sum over their synapses by a variable flagged (summed), or change it by code of the group.");
        }
    }

    public CodeElements? Begin(RunPlan plan, ModelText text)
    {
        if (synapses.Count == 0) { return null; }
        var layout = synapses.Arrangement.UseSlots(plan.Context);
        var names = code.Names(store, plan.Context, text);
        return new(names, (name, domain) => code.BeginKernel(name, domain, store, plan.Context, names), layout.Slices, layout.SlotCount, synapses.Arrangement.IsAlone);
    }
}
