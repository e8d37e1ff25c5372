using Cajal.Equations;

namespace Cajal;

/// <summary>Which projections can keep their weights in few bits: those whose spikes only add weights that stay.</summary>
internal static class CompactWeights
{
    /// <summary>Looks at the form of a pathway's code.</summary>
    /// <exception cref="ModelException">It does more than add.</exception>
    public static void Require(Synapses owner, Pathway pathway, SynapseCode code)
    {
        if (code.HasEventDriven) { throw Refusal(owner, "it has event-driven variables, which each spike advances"); }
        if (pathway.Code.Statements is not [{ Kind: AssignmentKind.Add or AssignmentKind.Subtract }]) { throw Refusal(owner, $"'{TextOf(pathway)}' does more than add to a variable"); }
    }

    /// <summary>Why a pathway of the right form is delivered in another way in a run.</summary>
    /// <param name="kind">The way.</param>
    /// <param name="isFixed">Whether a variable of the synapses cannot change during the run.</param>
    public static ModelException Refused(Synapses owner, Pathway pathway, SynapseCode code, Delivery kind, Func<string, bool> isFixed) => Refusal(
        owner,
        kind is Delivery.All or Delivery.Bits or Delivery.Targets ? $"'{TextOf(pathway)}' adds the same to a target whatever the synapse, so that there are none"
        : Changing(pathway, code, isFixed) is { } name ? $"'{name}' may change during a run, by code, a behaviour or an action of the program. Flag it (constant) if nothing changes it"
        : $"'{TextOf(pathway)}' adds what may change during a run, or to what does not always take it");

    private static ModelException Refusal(Synapses owner, string why) => new(
        $"'{owner.Name}' is to keep compact weights, but {why}. They are for code that only adds to a variable of the target neurons what stays during a run, as in 'I += w'.");

    private static string TextOf(Pathway pathway) => string.Join("; ", pathway.Code.Statements.Select(ExprPrinter.Print));

    private static string? Changing(Pathway pathway, SynapseCode code, Func<string, bool> isFixed) => pathway.Code.Statements
        .SelectMany(s => s.Value.SelfAndDescendants()).OfType<Name>().Select(n => n.Id)
        .FirstOrDefault(id => code.Declarations.Any(d => d.Name == id && d.IsStored) && !isFixed(id));
}
