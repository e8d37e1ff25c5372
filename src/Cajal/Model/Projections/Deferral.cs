using Cajal.Runtime;
using Cajal.Runtime.Synapses.Slots;

namespace Cajal;

/// <summary>A pathway of the targets whose code waits, during a run, until the sources' events reach the synapses: see <see cref="DeferredCode"/>.</summary>
internal sealed class Deferral
{
    private readonly SynapseLayout _layout;
    private readonly RowCall[] _calls;

    public Deferral(Synapses owner, Pathway pathway, SynapseStore store, RunContext context)
    {
        (Pathway, _layout) = (pathway, store.Layout!);
        var name = $"{owner.Name}.{pathway.Name}";
        History = new(name, _layout, context.Precision, owner.Target.OwnerCount, owner.Source.OwnerCount) { CatchUp = CatchUp };
        Binding = pathway.Code.WriteCatchUp($"{name}.catch up", pathway, store, context, History).Finish(context.Compiler, default);
        _calls = RowCall.OfWorkers(Binding, context.Clock.Steps, _layout, store.Traces![End.Source]);
    }

    public Pathway Pathway { get; }

    /// <summary>The events that are waiting.</summary>
    public EventHistory History { get; }

    /// <summary>The code for a row.</summary>
    public KernelBinding Binding { get; }

    private void CatchUp(int worker, int source, long step)
    {
        var row = _layout.Row(worker, source);
        if (row.Count > 0) { _calls[worker].Over(row, step); }
    }
}
