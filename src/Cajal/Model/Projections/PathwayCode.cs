using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses.Rows;
using Cajal.Runtime.Synapses.Slots;

namespace Cajal;

/// <summary>The statements of a pathway, and how they become a kernel.</summary>
internal sealed class PathwayCode
{
    private readonly SynapseCode _synapses;
    private readonly ModelText _text;
    private readonly ImmutableArray<Assignment> _statements;

    /// <param name="source">The text as messages quote it.</param>
    /// <exception cref="EquationException">The text is not right.</exception>
    public PathwayCode(SynapseCode synapses, ModelText text, SourceText source)
    {
        (_synapses, _text) = (synapses, text);
        _statements = [.. CodeParser.Parse(source).Select(OrderAnalysis.Normalize)];
    }

    /// <summary>The statements in order.</summary>
    public ImmutableArray<Assignment> Statements => _statements;

    /// <summary>Names that it gives a value.</summary>
    public IEnumerable<string> Assigned => _statements.Select(s => s.Target);

    /// <summary>The statements, and the constants that came with them.</summary>
    public string Describe() => string.Join("; ", [.. _statements.Select(ExprPrinter.Print), .. new Definitions(null, _text).Describe()]);

    /// <summary>Proves names and units.</summary>
    /// <param name="constants">Constants of the run; null while names may still be missing.</param>
    public void Check(Constants? constants) => CodeChecker.Check(_statements, _synapses.ScopeWith(constants, _text));

    /// <summary>Whether it changes variables of the sources, which other workers may own.</summary>
    public bool ChangesSources(NameTable names) => OrderAnalysis.SharedWrites(_statements, names).Any(a => a.Via == SynapseCode.SourceIndex);

    /// <summary>Whether every spike adds the same to a target, whatever the synapse, so that it is enough to know how many there are.</summary>
    public bool AddsTheSame(SynapseStore store, RunContext context) =>
        !_synapses.HasEventDriven && OrderAnalysis.AddsTheSame(_statements, _synapses.NamesOfValues(store, context, _text), SynapseCode.TargetIndex);

    /// <summary>What a spike adds to a variable of the target, where that is all it does and the synapse's own values in it cannot change during the run; else null.</summary>
    /// <param name="isFixed">Whether a variable of the synapses cannot change during the run.</param>
    public (VariablePlace Sum, Assignment Statement)? AddedWeight(SynapseStore store, RunContext context, Func<string, bool> isFixed)
    {
        if (_synapses.HasEventDriven || _statements is not [{ Kind: AssignmentKind.Add or AssignmentKind.Subtract } statement]) { return null; }
        var names = _synapses.NamesOfValues(store, context, _text);
        return names.Find(statement.Target) is VariablePlace { Access: { Path: AccessPath.Via } access, Array.Symbol.Type: IrType.Real, WriteMask: null, Index: null } sum
            && access.Via == SynapseCode.TargetIndex && OrderAnalysis.IsFixed(statement.Value, names, isFixed) ? (sum, statement) : null;
    }

    /// <summary>Event-driven variables are brought to the present, the statements run, and the present is remembered.</summary>
    /// <param name="name">Name of the kernel.</param>
    /// <param name="on">The end whose events run it.</param>
    public KernelWriter Write(string name, End on, SynapseStore store, RunContext context)
    {
        // Code that only adds to neurons has nothing to compute side by side: one synapse after the other is faster than gathered vectors.
        var names = _synapses.Names(store, context, _text);
        var ordered = OrderAnalysis.WhyOrdered(_statements, _synapses.EventDrivenEquations.Select(d => d.Value!), names);
        var onlyAdds = !_synapses.HasEventDriven && _statements.All(s => names.Find(s.Target) is VariablePlace { Access.Path: AccessPath.Via });
        context.Trace?.Invoke($"{name}: order", StageText.Order(ordered, onlyAdds));
        var writer = _synapses.BeginKernel(name, ordered is null && !onlyAdds ? KernelDomain.List : KernelDomain.Sequence, store, context, names);
        WriteStatements(writer, on, store.Traces, context, names, accumulates: ordered is null, a => ElementReference.Through(SynapseCode.SourceIndex).PlaceOf(a));
        return writer;
    }

    /// <summary>Whether synapses of a row may run the code side by side.</summary>
    public bool SuitsRows(SynapseStore store, RunContext context) =>
        OrderAnalysis.WhyOrdered(_statements, _synapses.EventDrivenEquations.Select(d => d.Value!), _synapses.Names(store, context, _text)) is null;

    /// <summary>Whether the code can run in a synapse later than its event, see <see cref="DeferredCode"/>.</summary>
    public bool CanWait(Pathway pathway, SynapseStore store, RunContext context) =>
        DeferredCode.CanWait(pathway, _synapses, store.Traces!, _synapses.Names(store, context, _text));

    /// <summary>The code of the sources' events as a kernel over rows: consecutive slots of one source, of which the caller binds the traces.</summary>
    /// <param name="name">Name of the kernel.</param>
    /// <param name="deferred">Code that the synapses run before for events that they have not seen; null for none.</param>
    /// <param name="history">Those events.</param>
    public KernelWriter WriteRow(string name, SynapseStore store, RunContext context, Pathway? deferred, EventHistory? history)
    {
        var (names, writer) = BeginRow(name, store, context);
        if (deferred is not null) { deferred.Code.WriteDeferred(writer, deferred, store, history!, context); }
        WriteStatements(writer, End.Source, store.Traces, context, names, accumulates: true, ElementMemory.SharedPlaceOf);
        return writer;
    }

    /// <summary>A kernel over rows that runs this code for events that the synapses have not seen.</summary>
    /// <param name="name">Name of the kernel.</param>
    /// <param name="pathway">The pathway of the code.</param>
    public KernelWriter WriteCatchUp(string name, Pathway pathway, SynapseStore store, RunContext context, EventHistory history)
    {
        var (_, writer) = BeginRow(name, store, context);
        WriteDeferred(writer, pathway, store, history, context);
        return writer;
    }

    private (NameTable Names, KernelWriter Writer) BeginRow(string name, SynapseStore store, RunContext context)
    {
        var names = _synapses.Names(store, context, _text);
        return (names, _synapses.BeginKernel(name, KernelDomain.Range, store, context, names));
    }

    private void WriteDeferred(KernelWriter writer, Pathway pathway, SynapseStore store, EventHistory history, RunContext context) =>
        writer.Within(_synapses.Names(store, context, _text), names => DeferredCode.Write(writer, names, pathway, store.Traces!, history, context));

    /// <summary>Brings event-driven variables to the present and writes the statements; traces are changed in the kernel's sight only.</summary>
    /// <param name="on">The end whose events run it.</param>
    /// <param name="placeAtSource">Where a kernel finds traces of the source.</param>
    private void WriteStatements(
        KernelWriter writer, End on, SynapticTraces? traces, RunContext context, NameTable names, bool accumulates, Func<StateArray, Place> placeAtSource)
    {
        if (traces is null)
        {
            if (_synapses.HasEventDriven) { _synapses.WriteEventDriven(writer, names, context); }
            foreach (var statement in _statements) { writer.Execute(statement, accumulates, ignoreMask: false); }
            return;
        }

        var read = EndsReadBy(traces).ToList();
        foreach (var end in read)
        {
            Func<StateArray, Place> placeOf = end == End.Source ? placeAtSource : a => ElementReference.Through(SynapseCode.TargetIndex).PlaceOf(a);
            foreach (var (variable, value) in traces.Advanced(writer, names, context, end, placeOf, writer.Ir.Step)) { writer.SetTemporary(variable, value); }
        }

        foreach (var statement in _statements)
        {
            if (!traces.Holds(statement.Target)) { writer.Execute(statement, accumulates, ignoreMask: false); }
            else if (read.Contains(on)) { writer.ExecuteAside(statement); }
        }
    }

    /// <summary>A kernel over listed elements of an end that brings their traces to the present and lets the statements change them.</summary>
    /// <param name="name">Name of the kernel.</param>
    /// <param name="on">The end whose events run the statements.</param>
    public KernelWriter WriteTraces(string name, End on, SynapseStore store, RunContext context)
    {
        var (names, traces) = (_synapses.Names(store, context, _text), store.Traces!);
        KernelWriter writer = new(name, KernelDomain.Sequence, new IrBuilder(context.Precision), names);
        foreach (var (variable, value) in traces.Advanced(writer, names, context, on, a => ElementReference.Own.PlaceOf(a), writer.Ir.Step)) { writer.SetTemporary(variable, value); }
        foreach (var statement in _statements.Where(s => traces.Holds(s.Target))) { writer.ExecuteAside(statement); }
        foreach (var variable in traces[on].Variables) { Store(traces[on][variable], writer.Evaluate(new Name(variable))); }
        Store(traces[on].LastEvents, writer.Ir.Step);
        return writer;

        void Store(StateArray array, Node value) => writer.Write((VariablePlace)ElementReference.Own.PlaceOf(array), value);
    }

    /// <summary>The ends whose traces are read for each synapse.</summary>
    private IEnumerable<End> EndsReadBy(SynapticTraces traces)
    {
        var subexpressions = Subexpressions.Of(_synapses.Declarations);
        var read = _statements.Where(s => !traces.Holds(s.Target)).SelectMany(s => subexpressions.Inline(s.Value).SelfAndDescendants().OfType<Name>()).Select(n => n.Id).ToHashSet();
        return Enum.GetValues<End>().Where(end => traces[end].Variables.Any(read.Contains));
    }

    /// <summary>The statements as code of the targets that knows how many spikes reached each: what they add is added as often, at once.</summary>
    /// <param name="name">Name of the kernel.</param>
    /// <param name="arrivals">The counts.</param>
    /// <param name="memory">Their memory.</param>
    public KernelWriter WriteForCounts(string name, SynapseStore store, RunContext context, ArraySymbol arrivals, NativeBuffer memory)
    {
        KernelWriter writer = new(name, KernelDomain.Range, new IrBuilder(context.Precision), _synapses.NamesAtTarget(store, context, _text));
        writer.BindIndex(arrivals, memory);
        var count = writer.ReadIndex(arrivals);
        foreach (var statement in _statements) { writer.ExecuteTimes(statement, count); }
        return writer;
    }

    /// <summary>A kernel over listed synapses that gives the weight of each at its position in the list.</summary>
    /// <param name="name">Name of the kernel.</param>
    /// <param name="weights">Where the weights go.</param>
    /// <param name="take">Told the variables whose values are to be found for each list, with the array where they have to be.</param>
    public KernelWriter WriteWeights(string name, Assignment statement, SynapseStore store, RunContext context, ArraySymbol weights, Action<SynapseValues, ArraySymbol> take)
    {
        var writer = _synapses.BeginKernel(name, KernelDomain.List, store, context, _synapses.NamesOfValues(store, context, _text, take));
        var value = writer.Evaluate(statement.Value);
        writer.Record(weights, statement.Kind == AssignmentKind.Subtract ? writer.Ir.Negate(value) : value);
        return writer;
    }
}
