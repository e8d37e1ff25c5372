using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses.Rows;

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
    public KernelWriter Write(string name, SynapseStore store, RunContext context)
    {
        // Code that only adds to neurons has nothing to compute side by side: one synapse after the other is faster than gathered vectors.
        var names = _synapses.Names(store, context, _text);
        var ordered = OrderAnalysis.WhyOrdered(_statements, _synapses.EventDrivenEquations.Select(d => d.Value!), names);
        var onlyAdds = !_synapses.HasEventDriven && _statements.All(s => names.Find(s.Target) is VariablePlace { Access.Path: AccessPath.Via });
        context.Trace?.Invoke($"{name}: order", StageText.Order(ordered, onlyAdds));
        var writer = _synapses.BeginKernel(name, ordered is null && !onlyAdds ? KernelDomain.List : KernelDomain.Sequence, store, context, names);
        if (_synapses.HasEventDriven) { _synapses.WriteEventDriven(writer, names, context); }
        foreach (var statement in _statements) { writer.Execute(statement, accumulates: ordered is null, ignoreMask: false); }
        return writer;
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
