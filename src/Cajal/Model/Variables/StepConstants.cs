using System.Collections.Immutable;
using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal;

/// <summary>Subexpressions flagged <c>(constant over dt)</c>: evaluated once a step, before anything else of it, and stored.</summary>
internal static class StepConstants
{
    /// <summary>Adds their evaluation to a run: first what the elements share, then what each has for itself.</summary>
    /// <param name="owner">The object.</param>
    /// <param name="arrayOf">Where a variable is stored.</param>
    /// <param name="addOwn">Adds the kernel for what each element has for itself.</param>
    public static void Contribute(
        RunPlan plan, SimulationObject owner, ImmutableArray<Declaration> declarations, NameTable names, Func<string, StateArray> arrayOf, Action<string, Action<KernelWriter>> addOwn)
    {
        var subexpressions = Subexpressions.Of(declarations);
        var (shared, own) = Split(subexpressions.InOrder);
        if (shared.Length > 0)
        {
            // As an object of one element, for which a vector of the padding stands.
            NameTable ofOne = new(names);
            foreach (var d in declarations.Where(d => d.Flags.HasFlag(VariableFlags.Shared) && d.IsStored)) { ofOne[d.Name] = ElementReference.Own.PlaceOf(arrayOf(d.Name)); }
            ofOne[NameTable.Exists] = new ValuePlace(w => w.Ir.Equal(w.Ir.Element, w.Ir.Integer(0)));
            KernelWriter writer = new($"{owner.Name}.shared_constants", KernelDomain.Range, new IrBuilder(plan.Context.Precision), ofOne);
            Write(writer, shared, ofOne);
            plan.Add(new RangeOperation(
                writer.Name, plan.Context.Clock.Steps, StepSlot.Before(StepSlot.Start), owner.Order,
                writer.Finish(plan.Context.Compiler, plan.RandomFor(owner, CodeStream.SharedStepConstants)), [(0, StateArray.Block)]));
        }

        if (own.Length > 0) { addOwn($"{owner.Name}.constants", writer => Write(writer, own, names)); }

        void Write(KernelWriter writer, Declaration[] constants, NameTable places)
        {
            foreach (var d in constants) { writer.WriteUnmasked((VariablePlace)places[d.Name], writer.Evaluate(subexpressions.Inline(d.Value!))); }
        }
    }

    private static (Declaration[] Shared, Declaration[] Own) Split(IEnumerable<Declaration> inOrder)
    {
        var constants = inOrder.Where(d => d.Flags.HasFlag(VariableFlags.ConstantOverDt)).ToLookup(d => d.Flags.HasFlag(VariableFlags.Shared));
        return ([.. constants[true]], [.. constants[false]]);
    }
}
