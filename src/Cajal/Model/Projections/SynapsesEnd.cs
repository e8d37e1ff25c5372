using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses;

namespace Cajal;

/// <summary>The synapses of a projection as the end of another one, which reads and writes their variables.</summary>
/// <remarks>
/// Its code reaches synapses of all workers, so one worker runs it. Variables that are kept are visible; subexpressions are not.
/// Event-driven variables have the value of their synapse's last event.
/// </remarks>
internal sealed class SynapsesEnd(Synapses synapses) : ProjectionEnd
{
    public override int Count => synapses.Count;

    internal override SimulationObject Owner => synapses;

    internal override int OwnerCount => synapses.Count;

    internal override IReadOnlyCollection<Declaration> Declarations => [.. synapses.Code.Declarations.Where(d => d.Kind != DeclarationKind.Subexpression)];

    internal override IEnumerable<VariableInfo> Variables => Declarations.Select(VariableInfo.Of);

    internal override IEnumerable<StateArray> Arrays => synapses.Store.Memory.Arrays.Select(a => a.Value);

    internal override ElementSet Elements => new(0, Count);

    internal override Tiles? Tiles => null;

    internal override EndPlaces Places => synapses.Store.Layout is { } layout ? new(layout.SlotCount, layout.SlotOf) : new(StateArray.Spare(OwnerCount));

    public override string ToString() => synapses.Name;

    internal override Node PositionIn(KernelWriter writer, Node place)
    {
        if (synapses.Store.Layout is not { } layout) { return place; }
        StateArray numbers = new(new($"number in {this}", IrType.Integer), writer.Ir.Precision, layout.SlotCount);
        for (var synapse = 0; synapse < Count; synapse++) { numbers[layout.SlotOf[synapse]] = synapse; }
        return writer.Lookup(numbers, place);
    }

    internal override void Settle(RunContext context) => synapses.Arrangement.UseSlots(context);

    internal override void LieByNumber() => synapses.Store.UseCreationOrder();

    internal override void RequireEvent(string eventName, string consequence) => throw new ModelException(
        $"'{this}' are synapses, to which no event happens, so {consequence}. Let it run for events of the other end.");

    internal override EmittedSpikes EventsOf(string eventName, bool ownsSynapses) => throw new System.Diagnostics.UnreachableException("Synapses have no events.");

    internal override NameTable NamesVia(ArraySymbol? index, RunContext context)
    {
        NameTable names = new(new Scope(Variables));
        synapses.Store.Memory.DefineIn(names, [.. Declarations], index is null ? ElementReference.Own : ElementReference.Through(index), null);
        return names;
    }
}
