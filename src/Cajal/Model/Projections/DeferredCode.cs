using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;
using Cajal.Runtime.Synapses.Slots;

namespace Cajal;

/// <summary>
/// Code of the targets' events that can wait until the source's next event reaches the synapse: it changes only variables of the synapse, and depends only on
/// them and on traces of the source, which nothing changes in between. What it computes is the same, event by event.
/// </summary>
internal static class DeferredCode
{
    /// <summary>Whether a pathway's code can wait.</summary>
    /// <param name="names">What names mean in it.</param>
    public static bool CanWait(Pathway pathway, SynapseCode code, SynapticTraces traces, NameTable names)
    {
        var subexpressions = Subexpressions.Of(code.Declarations);
        var known = traces[End.Source].Variables.ToDictionary(v => v, _ => (Expr)1);
        foreach (var statement in pathway.Code.Statements.Where(s => !traces.Holds(s.Target)))
        {
            var value = subexpressions.Inline(statement.Value).Substitute(known);
            if (!OrderAnalysis.IsFixed(value, names, _ => true)) { return false; }
            switch (names.Find(statement.Target))
            {
                case null: known[statement.Target] = 1; break;
                case VariablePlace { Access.Path: AccessPath.Element, Array.Symbol.Type: IrType.Real }: break;
                default: return false;
            }
        }

        return true;
    }

    /// <summary>Lets the lane's synapse run the code for the events of its target that it has not seen.</summary>
    /// <param name="writer">A kernel over the synapses of one source.</param>
    /// <param name="names">What names mean in it.</param>
    public static void Write(KernelWriter writer, NameTable names, Pathway pathway, SynapticTraces traces, EventHistory history, RunContext context)
    {
        var ir = writer.Ir;
        var done = (VariablePlace)ElementReference.Own.PlaceOf(history.Done);
        ImmutableArray<Assignment> statements = [.. pathway.Code.Statements.Where(s => !traces.Holds(s.Target))];
        ImmutableArray<VariablePlace> changed = [.. statements.Select(s => names.Find(s.Target)).OfType<VariablePlace>().Distinct()];
        var variables = changed.Select(p => statements.First(s => names.Find(s.Target) is VariablePlace v && v == p).Target).ToList();

        var count = writer.Read(ElementReference.Through(SynapseCode.TargetIndex).PlaceOf(history.Counts));
        var starts = changed.Select(writer.Read).ToList();
        var doneBefore = writer.Read(done);
        var locals = starts.Select(s => ir.Carried(s.Type)).ToList();
        var number = ir.Carried(IrType.Integer);
        foreach (var (variable, local) in variables.Zip(locals)) { writer.SetTemporary(variable, local); }

        var round = ir.ShiftLeft(ir.ShiftRightArithmetic(number, EventHistory.CapacityBits), EventHistory.CapacityBits);
        var place = ir.Add(ir.ShiftLeft(writer.ReadIndex(SynapseCode.TargetIndex), EventHistory.CapacityBits), ir.Subtract(number, round));
        var step = writer.Lookup(history.Steps, place);
        foreach (var (trace, value) in traces.Advanced(writer, names, context, End.Source, ElementMemory.SharedPlaceOf, step)) { writer.SetTemporary(trace, value); }
        foreach (var statement in statements)
        {
            if (names.Find(statement.Target) is VariablePlace) { writer.ExecuteAside(statement); } else { writer.Execute(statement, accumulates: false, ignoreMask: false); }
        }

        var next = variables.Select(v => writer.Evaluate(new Name(v))).ToList();
        writer.Repeat(ir.NotEqual(number, count), [new(number, doneBefore, ir.Add(number, ir.Integer(1))), .. locals.Select((local, k) => new Carried(local, starts[k], next[k]))]);
        foreach (var (variable, local) in changed.Zip(locals)) { writer.Write(variable, local); }
        writer.Write(done, count);
    }
}
