using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;

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

    /// <summary>Proves names and units.</summary>
    /// <param name="constants">Constants of the run; null while names may still be missing.</param>
    public void Check(Constants? constants) => CodeChecker.Check(_statements, _synapses.ScopeWith(constants, _text));

    /// <summary>Whether it changes variables of the sources, which other workers may own.</summary>
    public bool ChangesSources(NameTable names) => OrderAnalysis.SharedWrites(_statements, names).Any(a => a.Via == SynapseCode.SourceIndex);

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
}
