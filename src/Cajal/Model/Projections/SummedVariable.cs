using Cajal.Compilation;
using Cajal.Equations;
using Cajal.Runtime;
using Cajal.Runtime.Synapses;
using Cajal.Runtime.Synapses.Slots;

namespace Cajal;

/// <summary>
/// A parameter at one end of a projection that is, in each step, the sum of an expression over the synapses: <c>I_post = w*(v_pre - v_post) : amp (summed)</c>.
/// It is 0 for elements of the end without synapses. Several projections may add to one variable; the sum is taken in order of projection, then of synapse.
/// </summary>
internal sealed class SummedVariable
{
    private readonly Declaration _declaration;
    private readonly ProjectionEnd _end;
    private readonly bool _isAtSource;

    /// <exception cref="EquationException">The end has no such parameter, or of another unit.</exception>
    public SummedVariable(Declaration declaration, ProjectionEnd source, ProjectionEnd target)
    {
        _declaration = declaration;
        _isAtSource = declaration.Name.EndsWith("_pre", StringComparison.Ordinal);
        _end = _isAtSource ? source : target;
        RequireParameter(declaration.Name[..declaration.Name.LastIndexOf('_')]);
    }

    public string Name => _declaration.Name;

    /// <summary>Adds the sum to the steps of a run, before the elements are integrated.</summary>
    /// <param name="writer">A kernel over listed synapses.</param>
    /// <param name="place">Where the sum goes.</param>
    /// <param name="number">Number of this variable among those of the projection.</param>
    public void Contribute(RunPlan plan, Synapses owner, KernelWriter writer, VariablePlace place, int number)
    {
        writer.Accumulate(place, writer.Evaluate(_declaration.Value!));
        if (writer.ReadVia.Contains(place.Array))
        {
            throw new EquationException(_declaration.Span, $"'{Name}' is the sum of something that depends on it.",
                "A sum begins at 0 in each step: keep its last value in another variable.");
        }

        // Elements that are not shared among the workers by their numbers are left to one of them.
        var tiles = _end.Tiles ?? new(_end.OwnerCount, 1);
        var (clock, layout, places, alone) = (plan.Context.Clock.Steps, owner.Store.Layout!, _end.Places, _end.Tiles is null);
        var begun = plan.BeginSums(place.Array, _end, owner, Name).ToLookup(tiles.OwnerOf, e => places[e]);
        plan.Add(new ClearOperation($"{writer.Name}.begin", clock, StepSlot.Groups, _end.Owner.Order - 1, place.Array, [.. Enumerable.Range(0, tiles.Workers).Select(w => begun[w].ToArray())], alone));

        // A worker's synapses are in its own slice only when the slices are made by the same elements.
        var binding = writer.Finish(plan.Context.Compiler, plan.RandomFor(owner, CodeStream.Sum, number));
        IEnumerable<object> readsAcross = _isAtSource || layout.Workers != tiles.Workers ? binding.Arrays : writer.ReadThrough(SynapseCode.SourceIndex);
        plan.Add(new ListedOperation(
            writer.Name, clock, StepSlot.Groups, _end.Owner.Order - 1, binding, SynapsesOf(owner.Store.Table, layout, tiles), layout.SlotCount, alone, readsAcross));
    }

    private void RequireParameter(string name)
    {
        var owner = _end.Owner.Name;
        if (_end.Declarations.FirstOrDefault(d => d.Name == name) is not { } target)
        {
            throw new EquationException(_declaration.Span, $"'{Name}' is a sum for '{name}' of '{owner}', which has no such variable.",
                $"Declare it there as '{name} : unit'.{Suggest.Sentence(name, _end.Declarations.Select(d => d.Name))}");
        }

        const VariableFlags Fixed = VariableFlags.Shared | VariableFlags.Constant | VariableFlags.Linked;
        if (target.Kind != DeclarationKind.Parameter || (target.Flags & Fixed) != 0)
        {
            throw new EquationException(_declaration.Span, $"'{Name}' is a sum for '{name}' of '{owner}', which is no parameter with a value for each element.",
                $"Declare a parameter for it there, as in '{name}_sum : unit', and use that.");
        }

        if (_declaration.Type == Equations.ValueType.Boolean)
        {
            throw new EquationException(_declaration.Span, $"'{Name}' is a boolean, but a sum is a number.", "Count with int(...), into an integer.");
        }

        if (target.Dimension != _declaration.Dimension || target.Type != _declaration.Type)
        {
            throw new EquationException(_declaration.Span, $"'{Name}' is declared as {Kind(_declaration)}, but '{name}' of '{owner}' as {Kind(target)}.",
                "Declare both alike.");
        }
    }

    private static string Kind(Declaration d) => d.Type switch
    {
        Equations.ValueType.Integer => "an integer",
        Equations.ValueType.Boolean => "a boolean",
        _ => d.Dimension.IsNone ? "a plain number" : $"a value in {UnitText.Of(d.Dimension)}",
    };

    /// <summary>The synapses in order of creation, each with the worker that owns the element that it adds to.</summary>
    private ElementSlice[] SynapsesOf(SynapseTable table, SynapseLayout layout, Tiles tiles)
    {
        var elements = _isAtSource ? table.Sources : table.Targets;
        var synapses = Enumerable.Range(0, table.Count).ToLookup(synapse => tiles.OwnerOf(elements[synapse]));
        return [.. Enumerable.Range(0, tiles.Workers).Select(w => new ElementSlice([.. synapses[w].Select(synapse => layout.SlotOf[synapse])], [.. synapses[w]]))];
    }
}
