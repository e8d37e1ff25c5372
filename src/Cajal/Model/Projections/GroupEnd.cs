using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses;

namespace Cajal;

/// <summary>A group or a part of it as the end of a projection.</summary>
internal sealed class GroupEnd(Subgroup part) : ProjectionEnd
{
    public override int Count => part.Count;

    internal override SimulationObject Owner => part.Group;

    internal override int OwnerCount => part.Group.Count;

    internal override IReadOnlyCollection<Declaration> Declarations => Neurons?.Declarations ?? [];

    internal override IEnumerable<VariableInfo> Variables => Neurons?.VisibleVariables ?? [];

    internal override IEnumerable<StateArray> Arrays => Neurons?.Arrays ?? [];

    internal override ElementSet Elements => part.Elements;

    internal override Tiles? Tiles => part.Group.Tiles;

    internal override EndPlaces Places => new(StateArray.Spare(OwnerCount));

    private NeuronGroup? Neurons => part.Group as NeuronGroup;

    public override string ToString() => part.ToString();

    internal override Node PositionIn(KernelWriter writer, Node place) => part.PositionIn(writer, place);

    internal override void Settle(RunContext context)
    {
    }

    internal override void RequireEvent(string eventName, string consequence) => part.Group.RequireEvent(eventName, ToString(), consequence);

    internal override EmittedSpikes EventsOf(string eventName, bool ownsSynapses) => new(part.Group.StreamOf(eventName), part.Start, part.End, ownsSynapses);

    internal override NameTable NamesVia(ArraySymbol? index, RunContext context) => Neurons?.NamesVia(index, context) ?? new(new Scope([]));
}
