using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Pairs;
using Cajal.Runtime.Synapses;
using Cajal.Runtime.Synapses.Rows;
using Cajal.Runtime.Synapses.Slots;

namespace Cajal;

/// <summary>Where the synapses of a projection lie in a run, and by which routes spikes reach them: what the projection is decides it.</summary>
internal sealed class SynapseArrangement(Synapses owner, SynapseCode code, SynapseStore store)
{
    /// <summary>From this density on a bit for every pair takes less than the targets of those that are connected, and counting them is faster.</summary>
    private const double LeastDensityOfBits = 0.03;

    /// <summary>From this many synapses on that a source has in a worker's slice it is worth it to give them whole vectors.</summary>
    private const int LeastRow = 32;

    private readonly Dictionary<Pathway, RouteKey> _keys = [];
    private SynapseRows? _rowsBySource;
    private int _rowsVersion = -1;

    /// <summary>How the pathways that can be stored in several ways are to be; null to choose. Results are the same.</summary>
    public Delivery? Forced { get; set; }

    /// <summary>Whether the code reaches elements of other workers, so that one worker has to do it all.</summary>
    public bool IsAlone { get; private set; }

    /// <summary>The pathway in whose order synapses with slots lie: the first of the sources'; null when there is none.</summary>
    public Pathway? Leading => owner.Pathways.FirstOrDefault(p => p.On == End.Source);

    /// <summary>The pathway whose code waits in the present run; null when none does.</summary>
    public Deferral? Deferral { get; private set; }

    /// <summary>How the elements that the code acts on are shared among the workers.</summary>
    public Tiles Tiles { get; private set; }

    /// <summary>Lets both ends settle, and finds out who does the work of a run.</summary>
    public void Settle(RunContext context)
    {
        owner.Source.Settle(context);
        owner.Target.Settle(context);

        // Which arrays the code touches does not depend on the order in memory, so the order can depend on it.
        store.SettleTraces(owner, MayBeChanged || code.RunsByClock ? null : TraceRules.EndsOf(owner, code.Names(store, context), context), context);
        var names = code.Names(store, context);
        IsAlone = owner.Target.Tiles is null || owner.Pathways.Any(p => p.Code.ChangesSources(names));
        Tiles = IsAlone ? new(owner.Target.OwnerCount, 1) : owner.Target.Tiles!.Value;
    }

    /// <summary>Gives every synapse a slot, where code goes through synapses and not only spikes.</summary>
    public SynapseLayout UseSlots(RunContext context)
    {
        Settle(context);
        var (source, target) = (owner.Source, owner.Target);
        var padsRows = PadsRows(context);
        if (store.Layout is { } present && present.Workers == Tiles.Workers && present.PadsRows == padsRows && present.SourcePlaces == source.Places && present.TargetPlaces == target.Places)
        {
            store.Traces?.Share(present.Workers);
            return present;
        }

        ArrivalOrder order = new(Owners(), Tiles.Workers, store.Table.Sources, source.OwnerCount, Leading?.Delays.InSteps(source.Clock.Dt.Si) ?? default);
        SynapseLayout layout = new(store.Table, order, source.Places, target.Places, padsRows);
        store.UseLayout(layout);
        store.Traces?.Share(layout.Workers);
        return layout;
    }

    /// <summary>How a pathway's spikes are delivered, as far as it is decided without a look at the synapses.</summary>
    /// <exception cref="ModelException">The projection is to keep weights in few bits, and keeps none.</exception>
    public Delivery KindOf(Pathway pathway, RunContext context)
    {
        var kind = Kind(pathway, context);
        if (owner.WeightStorage == WeightStorage.Compact && kind != Delivery.Weights) { throw CompactWeights.Refused(owner, pathway, code, kind, IsFixed); }
        return kind;
    }

    private Delivery Kind(Pathway pathway, RunContext context) =>
        owner.Target.Tiles is not null && pathway.Code.AddsTheSame(store, context) ? CountedBy(pathway)
        : !IsAlone && Forced is not Delivery.Slots && WeightOf(pathway, context) is not null ? Delivery.Weights
        : CanWait(pathway, context) ? Delivery.Deferred
        : Delivery.Slots;

    /// <summary>Lets a pathway's code wait for the run that is being prepared.</summary>
    public void Defer(Pathway pathway, RunContext context) => Deferral = new(owner, pathway, store, context);

    /// <summary>Takes stock after a run.</summary>
    public void EndRun()
    {
        CatchUp(owner.Source.Clock.Steps.NextStep);
        Deferral = null;
    }

    /// <summary>Lets code that waits run.</summary>
    /// <param name="step">The step that comes next.</param>
    public void CatchUp(long step) => Deferral?.History.Finish(step);

    /// <summary>Sends the spikes of a pathway by routes of a kind, those that are there if they still lead to the synapses.</summary>
    /// <returns>The kind that it is in the end: pairs with several synapses do not fit in bits.</returns>
    public Delivery Route(Pathway pathway, Delivery kind, RunContext context)
    {
        var key = new RouteKey(kind, kind == Delivery.Slots ? store.Layout : null, store.Version, pathway.Delays.Version, Tiles, context.StepSeconds, null);
        FixedWeights? weights = null;
        if (kind == Delivery.Weights)
        {
            weights = new(WeightOf(pathway, context)!.Value.Statement, pathway, store, context);
            key = key with { Weights = (weights.Text, store.ValuesVersion) };
        }

        if (pathway.Traffic.Routes is null || !_keys.TryGetValue(pathway, out var known) || known != key)
        {
            pathway.Traffic.Follow(Make(pathway, kind, weights, context), pathway.Emitter.Clock.Steps.NextStep);
            _keys[pathway] = key;
        }

        return pathway.Traffic.Routes switch { BitRows => Delivery.Bits, TargetRows when kind == Delivery.Bits => Delivery.Targets, _ => kind };
    }

    /// <summary>What a pathway adds to a variable of the targets, where each synapse has a weight that does not change during the run; else null.</summary>
    public (VariablePlace Sum, Assignment Statement)? WeightOf(Pathway pathway, RunContext context) => pathway.Code.AddedWeight(store, context, IsFixed);

    private SpikeRoutes Make(Pathway pathway, Delivery kind, FixedWeights? weights, RunContext context)
    {
        var (delays, stepSeconds) = (pathway.Delays, pathway.Emitter.Clock.Dt.Si);
        if (kind == Delivery.Slots)
        {
            var layout = store.Layout!;
            var order = pathway == Leading ? layout.Order
                : new(layout.Order.Owners, layout.Workers, EmittersOf(pathway), pathway.Emitter.OwnerCount, delays.InSteps(stepSeconds));
            return new SlotRoutes(order, layout);
        }

        if (kind == Delivery.Deferred) { return new TargetRoutes(store.Table, Tiles, delays.InSteps(stepSeconds).Common); }
        var (rows, tiles, threads) = (RowsOf(pathway), new TargetTiles(Tiles), context.Threads);
        var common = delays.AreOwn ? 0 : delays.InSteps(stepSeconds).Common;
        return kind == Delivery.All ? new AllRows(rows, AllPairsOf(pathway)!, tiles, common)
            : kind == Delivery.Bits && BitRows.TryMake(rows, tiles, pathway.Emitter.Span, owner.Target.Span, common, threads) is { } bits ? bits
            : weights is null ? new TargetRows(Built(WeightFormat.None)) : WeightRows.Of(Built(FormatOf(context.Precision)), context.Precision);

        RowBuilder Built(WeightFormat format) => new(
            rows, tiles, common, delays.AreOwn ? () => delays.StepsOfThread(stepSeconds, owner.Name) : null, weights is null ? null : weights.OfThread, format, threads);
    }

    private WeightFormat FormatOf(Precision precision) =>
        owner.WeightStorage == WeightStorage.Compact ? WeightFormat.Compact : precision == Precision.Double ? WeightFormat.Double : WeightFormat.Single;

    /// <summary>What counts the arrivals of spikes that add the same to a target.</summary>
    private Delivery CountedBy(Pathway pathway) =>
        Forced is null or Delivery.All && AllPairsOf(pathway) is not null ? Delivery.All
        : FitsBits(pathway) && (Forced ?? Denser(pathway)) == Delivery.Bits ? Delivery.Bits
        : Delivery.Targets;

    /// <summary>The pairs, where spikes reach all synapses together and these are all pairs with consecutive targets; else null.</summary>
    private PairGrid? AllPairsOf(Pathway pathway) =>
        pathway.On == End.Source && !pathway.Delays.AreOwn && store.Table.Sets is [AllPairs { Grid: { IsWhole: true, Targets.IsRange: true } grid }] ? grid : null;

    /// <summary>What takes less for one weight and one delay.</summary>
    private Delivery Denser(Pathway pathway) =>
        store.Table.Count >= LeastDensityOfBits * pathway.Emitter.Count * owner.Target.Count ? Delivery.Bits : Delivery.Targets;

    /// <summary>Whether rows of bits can be made: spikes reach all synapses together, and tiles begin where bits are counted together.</summary>
    private bool FitsBits(Pathway pathway)
    {
        TargetTiles tiles = new(Tiles);
        return !pathway.Delays.AreOwn && Enumerable.Range(0, tiles.Count).All(t => tiles.Start(t) % BitCounter.Width == 0);
    }

    /// <summary>Whether spikes of the leading pathway reach whole rows, of which each is worth vectors of its own.</summary>
    private bool PadsRows(RunContext context) =>
        Leading is { Active: true } leading && !leading.Delays.AreOwn && store.Table.Count >= (long)LeastRow * Tiles.Workers * owner.Source.Count
        && owner.Source is GroupEnd && (store.Traces is not null || store.Layout?.PadsRows == true || leading.Traffic.IsEmpty(leading.Emitter.Clock.Steps.NextStep))
        && leading.Code.SuitsRows(store, context);

    /// <summary>Whether a pathway's code can wait until the sources' events reach the synapses, since nobody looks at them before.</summary>
    private bool CanWait(Pathway pathway, RunContext context) =>
        Forced is not Delivery.Slots && pathway.On == End.Target && store.Traces is not null && !IsAlone && PadsRows(context)
        && owner.Pathways.All(p => !p.Active || p == pathway || p == Leading) && owner.Pathways.All(p => p.Traffic.Lateness is null)
        && pathway.Delays.InSteps(context.StepSeconds).Common == 0 && pathway.Traffic.IsEmpty(context.Step)
        && !owner.Network!.Objects.Any(o => o.TakesPart && o.Needs.Contains(owner)) && pathway.Code.CanWait(pathway, store, context);

    /// <summary>Whether nothing changes a variable of the synapses during the run.</summary>
    private bool IsFixed(string variable) =>
        code.Declarations.First(d => d.Name == variable) is { Kind: DeclarationKind.Parameter } declaration
        && (declaration.Flags.HasFlag(VariableFlags.Constant)
            || (!declaration.Flags.HasFlag(VariableFlags.Linked) && !owner.Pathways.Any(p => p.Code.Assigned.Contains(variable)) && !MayBeChanged));

    /// <summary>Whether something beside the pathways may change values of the synapses during the run.</summary>
    private bool MayBeChanged => owner.Network!.BehaviorSchedule.InOrder.Any() || owner.Network.Objects.Any(o => o.TakesPart
        && (o is NetworkOperation || o.PartOf == owner || (o is Synapses other && (other.Source.Owner == owner || other.Target.Owner == owner))));

    private SynapseRows RowsOf(Pathway pathway)
    {
        if (pathway.On == End.Target) { return new ListedRows(store.Table.Targets, store.Table.Targets, pathway.Emitter.OwnerCount); }
        if (_rowsBySource is null || _rowsVersion != store.Version)
        {
            (_rowsBySource, _rowsVersion) = (new TableRows(store.Table, pathway.Emitter.OwnerCount), store.Version);
        }

        return _rowsBySource;
    }

    private NativeList<int> EmittersOf(Pathway pathway) => pathway.On == End.Source ? store.Table.Sources : store.Table.Targets;

    private byte[] Owners()
    {
        var ownerOfTarget = new byte[Tiles.Count];
        for (var t = 0; t < Tiles.Count; t++) { ownerOfTarget[t] = checked((byte)Tiles.OwnerOf(t)); }
        var owners = new byte[store.Table.Count];
        for (var k = 0; k < owners.Length; k++) { owners[k] = ownerOfTarget[store.Table.Targets[k]]; }
        return owners;
    }

    /// <summary>What routes are made from: they stay as long as this does.</summary>
    private sealed record RouteKey(
        Delivery Kind, SynapseLayout? Layout, int Table, int Delays, Tiles Tiles, double StepSeconds, (string Text, int Values)? Weights);
}
