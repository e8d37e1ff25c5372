using Cajal.Runtime.Synapses;
using Cajal.Runtime.Synapses.Rows;
using Cajal.Runtime.Synapses.Slots;

namespace Cajal;

/// <summary>How a pathway becomes an operation of the time step.</summary>
internal sealed class PathwayPlan(Synapses owner, Pathway pathway, SynapseStore store, SynapseArrangement arrangement, RunPlan plan)
{
    private string Name => $"{owner.Name}.{pathway.Name}";

    private int Order => owner.Order + pathway.Order;

    private EmittedSpikes Emitted => pathway.Emitter.EventsOf(pathway.Event, pathway.On == End.Target);

    /// <summary>The operation that delivers the pathway's spikes, for which there are routes.</summary>
    public PathwayOperation Operation(Delivery kind) => kind switch
    {
        Delivery.Slots => Slots(),
        Delivery.Weights => Weights(),
        _ => Counts(),
    };

    private SlotPathway Slots()
    {
        var writer = pathway.Code.Write(Name, store, plan.Context);
        return new(
            Name, plan.Context.Clock.Steps, Order, writer.Finish(plan.Context.Compiler, plan.Random(owner, pathway.RandomStream)), pathway.Traffic, Emitted,
            writer.ReadThrough(SynapseCode.SourceIndex), arrangement.IsAlone);
    }

    private CountPathway Counts()
    {
        var (first, end) = owner.Target.Span;

        // Where the step of a run was changed, two spikes of a synapse may arrive together.
        var mostArrivals = 2 * ((IArrivalRows)pathway.Traffic.Routes!).MostArrivals;
        ArrivalCounts counts = new(owner.Target.OwnerCount, needsWide: mostArrivals > byte.MaxValue);
        var narrow = pathway.Code.WriteForCounts(Name, store, plan.Context, ArrivalCounts.NarrowSymbol, counts.Narrow);
        var wide = counts.Wide is null ? null : pathway.Code.WriteForCounts($"{Name} (many)", store, plan.Context, ArrivalCounts.WideSymbol, counts.Wide);
        return new(
            Name, plan.Context.Clock.Steps, Order, pathway.Traffic, Emitted, counts, narrow.Finish(plan.Context.Compiler, default), wide?.Finish(plan.Context.Compiler, default),
            [.. arrangement.Tiles.SlicesWithin(first, end)], arrangement.IsAlone);
    }

    private WeightPathway Weights() => new(
        Name, plan.Context.Clock.Steps, Order, pathway.Traffic, Emitted, arrangement.Tiles.Workers, arrangement.WeightOf(pathway, plan.Context)!.Value.Sum.Array);
}
