using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses.Slots;

namespace Cajal;

/// <summary>A kernel that looks at all synapses of a projection as they lie in memory, and at event-driven variables as they are in that very step.</summary>
/// <param name="Binding">The kernel, a <see cref="KernelDomain.Range"/> over slots.</param>
/// <param name="Rows">Where it puts each of the values, one for each slot.</param>
/// <param name="Layout">Where the synapses lie.</param>
/// <param name="Tiles">Each worker's targets; one worker where one does all.</param>
/// <param name="ReadsAcross">Arrays of which it reads elements of other workers.</param>
internal sealed record SynapseSweep(KernelBinding Binding, ImmutableArray<ArraySymbol> Rows, SynapseLayout Layout, Tiles Tiles, ImmutableArray<object> ReadsAcross)
{
    /// <summary>Makes the kernel.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="variables">Variables and subexpressions of the synapses.</param>
    public static SynapseSweep Of(string name, Synapses synapses, IReadOnlyList<string> variables, RunContext context)
    {
        var (code, store, arrangement) = (synapses.Code, synapses.Store, synapses.Arrangement);
        var layout = arrangement.UseSlots(context);
        var names = code.Names(store, context);
        var writer = code.BeginKernel(name, KernelDomain.Range, store, context, names);
        var subexpressions = Subexpressions.Of(code.Declarations);
        if (variables.Any(v => code.EventDrivenEquations.Any(d => subexpressions.Inline(new Name(v)).Mentions(d.Name)))) { UsePresent(writer, names, code, store, context); }
        ImmutableArray<ArraySymbol> rows = [.. variables.Select(v => new ArraySymbol($"{v} of the slots", IrType.Real))];
        foreach (var (row, variable) in rows.Zip(variables)) { writer.Record(row, writer.Evaluate(new Name(variable))); }
        var binding = writer.Finish(context.Compiler, default);
        return new(binding, rows, layout, arrangement.Tiles, [.. writer.ReadThrough(SynapseCode.SourceIndex), .. binding.ReadsAcross]);
    }

    /// <summary>Gives event-driven variables the values that they have in the step, which is later than their last event.</summary>
    private static void UsePresent(KernelWriter writer, NameTable names, SynapseCode code, SynapseStore store, RunContext context)
    {
        if (store.Traces is { } traces)
        {
            traces.DefineIn(names, store, context, w => w.Ir.Step);
            return;
        }

        // Their equations begin from what the last event left.
        NameTable left = new(names);
        foreach (var d in code.EventDrivenEquations) { left[d.Name] = names[d.Name]; }
        List<(string Name, Node Value)> values = [];
        writer.Within(left, _ => values = code.EventDrivenValues(writer, left, context));
        foreach (var (name, value) in values) { names[name] = new ValuePlace(_ => value); }
    }
}
