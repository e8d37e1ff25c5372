using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Ir;
using Cajal.Runtime;

namespace Cajal;

/// <summary>
/// Copies of what linked variables hold at the start of an update, for groups that are linked to their own variables: all neurons see the
/// values of before, whichever of them is advanced first.
/// </summary>
internal static class HeldLinks
{
    /// <summary>Adds the copying to a run.</summary>
    /// <param name="names">The group's names.</param>
    /// <returns>Names by which the copies are read in place of the links.</returns>
    public static NameTable Contribute(RunPlan plan, NeuronGroup group, NameTable names)
    {
        NameTable held = new(names);
        KernelWriter writer = new($"{group.Name}.links", KernelDomain.Range, new IrBuilder(plan.Context.Precision), names);
        foreach (var d in group.Declarations)
        {
            if (d.Kind == DeclarationKind.Subexpression && !d.IsStored) { held[d.Name] = new ExpressionPlace(d.Value!, held); }
            if (!d.Flags.HasFlag(VariableFlags.Linked)) { continue; }
            StateArray copy = new(new($"{group.Name}.{d.Name} held", ElementMemory.TypeOf(d.Type)), plan.Context.Precision, group.Count);
            held[d.Name] = ElementReference.Own.PlaceOf(copy);
            writer.WriteUnmasked((VariablePlace)held[d.Name], writer.Read(names[d.Name]));
        }

        plan.Add(new RangeOperation(
            writer.Name, plan.Context.Clock.Steps, StepSlot.Groups, group.Order, writer.Finish(plan.Context.Compiler, plan.RandomFor(group, CodeStream.Update)), group.Tiles.Slices));
        return held;
    }
}
