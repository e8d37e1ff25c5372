using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Integrators;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses;

namespace Cajal;

/// <summary>
/// Event-driven variables that are traces (<see cref="TraceRules"/>): they are held once for each element of their end, and brought to the present
/// by the events of that end alone, exactly, from one event to the next. What a synapse shows to others is their value at its last event.
/// </summary>
internal sealed class SynapticTraces
{
    private const string LastUpdateStep = SynapseStore.LastUpdateStep;
    private readonly Synapses _owner;
    private readonly ImmutableDictionary<string, End> _ends;
    private readonly Dictionary<End, EndTraces> _traces;
    private bool _isShown;

    public SynapticTraces(Synapses owner, ImmutableDictionary<string, End> ends, Precision precision)
    {
        (_owner, _ends) = (owner, ends);
        _traces = new() { [End.Source] = Of(owner.Source, End.Source), [End.Target] = Of(owner.Target, End.Target) };

        EndTraces Of(ProjectionEnd end, End which) =>
            new(NameOf(owner, which), [.. owner.Code.EventDrivenEquations.Select(d => d.Name).Where(d => ends[d] == which)], precision, end.OwnerCount);
    }

    /// <summary>The traces of an end.</summary>
    public EndTraces this[End end] => _traces[end];

    /// <summary>What is said of them where a model is explained.</summary>
    public string Description => string.Join(", ", _owner.Code.EventDrivenEquations.Select(d => $"{d.Name} once a {(_ends[d.Name] == End.Source ? "source" : "target")}"));

    /// <summary>All arrays.</summary>
    public IEnumerable<StateArray> Arrays => _traces.Values.SelectMany(t => t.Arrays);

    /// <summary>Whether a name means a trace.</summary>
    public bool Holds(string variable) => _ends.ContainsKey(variable);

    /// <summary>The traces of synapses whose values, one each, are the same for all of an element; null when they are not.</summary>
    public static SynapticTraces? TryTake(Synapses owner, SynapseStore store, ImmutableDictionary<string, End> ends, Precision precision)
    {
        if (owner.Pathways.Any(p => !p.Traffic.IsEmpty(p.Emitter.Clock.Steps.NextStep))) { return null; }
        SynapticTraces traces = new(owner, ends, precision);
        foreach (var (end, ofEnd) in traces._traces)
        {
            foreach (var variable in ofEnd.Variables)
            {
                if (!Take(variable, ofEnd[variable], end)) { return null; }
            }

            if (!Take(LastUpdateStep, ofEnd.LastEvents, end)) { return null; }
        }

        return traces;

        bool Take(string variable, StateArray to, End end)
        {
            if (store.PromisedValues(variable)?.Common is { } common)
            {
                to.Fill(common);
                return true;
            }

            var from = store.Memory[variable];
            var elements = end == End.Source ? store.Table.Sources : store.Table.Targets;
            var isTaken = new bool[to.Count];
            for (var k = 0; k < store.Table.Count; k++)
            {
                var (e, value) = (elements[k], from[store.PositionOf(k)]);
                if (isTaken[e] && to[e] != value) { return false; }
                (isTaken[e], to[e]) = (true, value);
            }

            return true;
        }
    }

    /// <summary>The traces that a stored state has; null when it has none.</summary>
    public static SynapticTraces? TryRestore(Synapses owner, Snapshot snapshot, Precision precision)
    {
        var names = owner.Code.EventDrivenEquations.Select(d => d.Name).ToList();
        if (names.Count == 0 || EndIn(names[0]) is null) { return null; }
        SynapticTraces traces = new(owner, names.ToImmutableDictionary(n => n, n => EndIn(n)!.Value), precision);
        foreach (var ofEnd in traces._traces.Values) { ofEnd.Restore(snapshot); }
        return traces;

        End? EndIn(string name) => Enum.GetValues<End>().Cast<End?>().FirstOrDefault(end => snapshot.Holds($"{NameOf(owner, end!.Value)}.{name}"));
    }

    /// <summary>The first trace of which an element has an infinite value or none; null when there is none.</summary>
    public string? FirstNotFinite() => _owner.Code.EventDrivenEquations.Select(d => d.Name).FirstOrDefault(name => this[_ends[name]][name].FirstNotFinite() is not null);

    /// <summary>Gives each worker that serves synapses of a source its copy.</summary>
    public void Share(int workers) => _traces[End.Source].Share(workers);

    /// <summary>Takes stock after a run.</summary>
    public void EndRun()
    {
        _traces[End.Source].Join();
        _isShown = false;
    }

    /// <summary>Lets a kernel of a worker use the worker's copies.</summary>
    public void BindTo(KernelCall call, int worker)
    {
        foreach (var traces in _traces.Values) { traces.BindTo(call, worker); }
    }

    /// <summary>Reckons last events by another duration of a step.</summary>
    public void RescaleSteps(double ratio, long now, long then)
    {
        foreach (var traces in _traces.Values) { traces.LastEvents.RescaleSteps(ratio, now, then); }
        _isShown = false;
    }

    public void Save(Snapshot snapshot)
    {
        foreach (var traces in _traces.Values) { traces.Save(snapshot); }
    }

    public void Restore(Snapshot snapshot)
    {
        foreach (var traces in _traces.Values) { traces.Restore(snapshot); }
        _isShown = false;
    }

    /// <summary>Gives the traces and the last update their places for code that may look at them: a trace has its value at the synapse's last event.</summary>
    public void DefineIn(NameTable names, SynapseStore store, RunContext context)
    {
        ValuePlace lastUpdate = new(w =>
        {
            var (source, target) = (w.Read(PlaceFor(End.Source, _traces[End.Source].LastEvents, store)), w.Read(PlaceFor(End.Target, _traces[End.Target].LastEvents, store)));
            return w.Ir.Select(w.Ir.Less(w.Ir.Integer(0), w.Ir.Subtract(source, target)), source, target);
        });
        names[LastUpdateStep] = lastUpdate;
        names["lastupdate"] = new ValuePlace(w => w.Ir.Multiply(w.Ir.ToReal(w.Read(lastUpdate)), w.Ir.Real(context.StepSeconds)));
        DefineIn(names, store, context, w => w.Read(lastUpdate));
    }

    /// <summary>Gives the traces their places for code that looks at what they are in a step.</summary>
    /// <param name="step">The step, for a synapse.</param>
    public void DefineIn(NameTable names, SynapseStore store, RunContext context, Func<KernelWriter, Node> step)
    {
        foreach (var (end, traces) in _traces)
        {
            foreach (var variable in traces.Variables)
            {
                names[variable] = new ValuePlace(w => Advanced(w, names, context, end, array => PlaceFor(end, array, store), step(w))[variable]);
            }
        }
    }

    /// <summary>The values of an end's traces at a step.</summary>
    /// <param name="placeOf">Where a kernel finds what an array holds for the element.</param>
    /// <param name="step">The step.</param>
    public Dictionary<string, Node> Advanced(KernelWriter writer, NameTable names, RunContext context, End end, Func<StateArray, Place> placeOf, Node step)
    {
        var (ir, traces) = (writer.Ir, _traces[end]);
        NameTable own = new(names);
        var elapsed = ir.Multiply(ir.ToReal(ir.Subtract(step, writer.Read(placeOf(traces.LastEvents)))), ir.Real(context.StepSeconds));
        own[EventDriven.Elapsed] = new ValuePlace(_ => elapsed);
        foreach (var variable in traces.Variables) { own[variable] = placeOf(traces[variable]); }
        var system = IntegrationStage.SystemOf(
            _owner.Code.Declarations, _owner.Code.ScopeWith(context.Constants), context.StepSeconds, d => _ends.TryGetValue(d.Name, out var of) && of == end);
        if (system.Equations.IsEmpty) { return []; }
        var solution = MethodChoice.EventDrivenOf(_owner, system);
        context.Trace?.Invoke($"{writer.Name}: event-driven solution", StageText.Step(solution));
        foreach (var temporary in solution.Temporaries)
        {
            var value = writer.Evaluate(temporary.Value, own);
            own[temporary.Name] = new ValuePlace(_ => value);
        }

        return solution.Updates.ToDictionary(u => u.Name, u => ir.FlushSubnormal(writer.Evaluate(u.Value, own)));
    }

    /// <summary>Shows in the arrays of the synapses what the traces are.</summary>
    /// <param name="context">What code is compiled for while no run goes on.</param>
    public void Show(SynapseStore store, RunContext context)
    {
        if (_isShown) { return; }
        _isShown = true;
        var names = _owner.Code.Names(store, context);
        var writer = _owner.Code.BeginKernelInPlace("show traces", KernelDomain.Range, store, context, names);
        foreach (var variable in _ends.Keys.Order(StringComparer.Ordinal).Append(LastUpdateStep))
        {
            writer.Write((VariablePlace)ElementReference.Own.PlaceOf(store.Memory[variable]), writer.Read(names[variable]));
        }

        KernelCall call = new(writer.Finish(context.Compiler, default), context.Clock.Steps);
        call.OverRange(0, StateArray.WholeBlocks(store.Layout?.SlotCount ?? store.Table.Count), context.Step);
    }

    private static string NameOf(Synapses owner, End end) => $"{owner.Name}.{(end == End.Source ? "source" : "target")} traces";

    /// <summary>Where code that looks at all synapses finds a trace: in the copy of the worker that serves the synapse.</summary>
    private Place PlaceFor(End end, StateArray array, SynapseStore store)
    {
        var index = end == End.Source ? SynapseCode.SourceIndex : SynapseCode.TargetIndex;
        if (store.Layout is not { } layout || _traces[end].Copies == 1) { return ElementReference.Through(index).PlaceOf(array); }
        NativeBuffer copies = new(layout.Source.Bytes);
        var places = copies.Span<int>(0, layout.SlotCount);
        var sources = layout.Source.Span<int>(0, layout.SlotCount);
        for (var worker = 0; worker < layout.Workers; worker++)
        {
            for (var slot = layout.SliceStart(worker); slot < layout.SliceStart(worker + 1); slot++) { places[slot] = sources[slot] + (worker * _traces[end].Stride); }
        }

        return ElementReference.Through(new("source copy", IrType.Integer, ElementStorage.Int32), copies).PlaceOf(array);
    }
}
