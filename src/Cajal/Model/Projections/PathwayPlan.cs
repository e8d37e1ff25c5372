using Cajal.Runtime;
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

    /// <summary>Adds what delivers the pathway's spikes, for which there are routes, to the plan.</summary>
    public PathwayOperation Add(Delivery kind)
    {
        var operation = Operation(kind);
        plan.Add(operation);
        if (operation is CountPathway counting) { plan.Add(Arrivals(counting)); }
        return operation;
    }

    private PathwayOperation Operation(Delivery kind) => kind switch
    {
        Delivery.Slots when pathway == arrangement.Leading && store.Layout!.PadsRows => Rows(),
        Delivery.Slots => Slots(),
        Delivery.Deferred => Deferred(),
        Delivery.Weights => Weights(),
        _ => Counts(),
    };

    private RowPathway Rows()
    {
        var (context, traces, deferral) = (plan.Context, store.Traces, arrangement.Deferral);
        var writer = pathway.Code.WriteRow(Name, store, context, deferral?.Pathway, deferral?.History);
        var binding = writer.Finish(context.Compiler, plan.Random(owner, pathway.RandomStream));
        IEnumerable<object> own = [.. traces?.Arrays ?? [], .. deferral is null ? Array.Empty<object>() : [deferral.History.Steps]];
        return new(
            Name, context.Clock.Steps, Order, binding, RowCall.OfWorkers(binding, context.Clock.Steps, store.Layout!, traces?[End.Source]), pathway.Traffic, Emitted,
            binding.ReadsAcross.Concat(writer.ReadThrough(SynapseCode.SourceIndex)).Except(own), arrangement.IsAlone, TraceUpdate(), deferral?.History);
    }

    private DeferredPathway Deferred()
    {
        var deferral = arrangement.Deferral!;
        return new(Name, plan.Context.Clock.Steps, Order, pathway.Traffic, Emitted, deferral.History, TraceUpdate()!, deferral.Binding.Written);
    }

    private SlotPathway Slots()
    {
        var writer = pathway.Code.Write(Name, pathway.On, store, plan.Context);
        return new(
            Name, plan.Context.Clock.Steps, Order, writer.Finish(plan.Context.Compiler, plan.Random(owner, pathway.RandomStream)), pathway.Traffic, Emitted,
            writer.ReadThrough(SynapseCode.SourceIndex).Except(store.Traces?.Arrays ?? []), arrangement.IsAlone, TraceUpdate(), store.Traces is { } traces ? traces.BindTo : null);
    }

    /// <summary>What the pathway's events do to the traces of their end; null where there are none.</summary>
    private TraceUpdate? TraceUpdate()
    {
        if (store.Traces is not { } traces) { return null; }
        var binding = pathway.Code.WriteTraces($"{Name}.traces", pathway.On, store, plan.Context).Finish(plan.Context.Compiler, default);
        return new(binding, Enumerable.Range(0, store.Layout!.Workers).Select(CallOf), pathway.On == End.Source ? store.Layout.Source : store.Layout.Target);

        KernelCall CallOf(int worker)
        {
            KernelCall call = new(binding, plan.Context.Clock.Steps);
            traces.BindTo(call, worker);
            return call;
        }
    }

    private CountPathway Counts()
    {
        var (first, end) = owner.Target.Span;

        // Where the step of a run was changed, two spikes of a synapse may arrive together.
        var mostArrivals = 2 * ((IArrivalRows)pathway.Traffic.Routes!).MostArrivals;
        ArrivalCounts counts = new(owner.Target.OwnerCount, needsWide: mostArrivals > byte.MaxValue);
        return new(
            $"{Name}.spikes", plan.Context.Clock.Steps, Order, pathway.Traffic, Emitted, counts, [.. arrangement.Tiles.SlicesWithin(first, end)], arrangement.IsAlone);
    }

    /// <summary>The code that takes the counts of a pathway.</summary>
    private RangeOperation Arrivals(CountPathway counting)
    {
        var few = pathway.Code.WriteForCounts(Name, store, plan.Context, ArrivalCounts.NarrowSymbol, counting.Counts.Narrow).Finish(plan.Context.Compiler, default);
        var many = counting.Counts.Wide is not { } wide ? few
            : pathway.Code.WriteForCounts($"{Name} (many)", store, plan.Context, ArrivalCounts.WideSymbol, wide).Finish(plan.Context.Compiler, default);
        return RangeOperation.OfArrivals(Name, Order, counting, few, many);
    }

    private WeightPathway Weights() => new(
        Name, plan.Context.Clock.Steps, Order, pathway.Traffic, Emitted, arrangement.Tiles.Workers, arrangement.WeightOf(pathway, plan.Context)!.Value.Sum.Array);
}
