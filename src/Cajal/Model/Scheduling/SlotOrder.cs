using System.Collections.Immutable;
using Cajal.Runtime;

namespace Cajal;

/// <summary>The slots of a network's time step, in order.</summary>
internal sealed class SlotOrder
{
    private readonly Dictionary<string, int> _positions = [];

    /// <param name="slots">Names of the slots, without those before and after each.</param>
    /// <exception cref="ModelException">A name is empty, repeated, or that of a slot before or after another.</exception>
    public SlotOrder(IEnumerable<string> slots)
    {
        Slots = [.. slots];
        foreach (var slot in Slots)
        {
            if (string.IsNullOrWhiteSpace(slot)) { throw new ModelException("The name of a slot cannot be empty."); }
            if (slot.StartsWith("before_", StringComparison.Ordinal) || slot.StartsWith("after_", StringComparison.Ordinal))
            {
                throw new ModelException($"'{slot}' cannot be the name of a slot: each slot X has a 'before_X' and an 'after_X' already.");
            }

            if (_positions.ContainsKey(slot)) { throw new ModelException($"The slot '{slot}' is listed twice."); }
            foreach (var name in (string[])[StepSlot.Before(slot), slot, StepSlot.After(slot)]) { _positions[name] = _positions.Count; }
        }
    }

    /// <summary>The slots of a network of which nothing else is said.</summary>
    public static SlotOrder Default { get; } = new([StepSlot.Start, StepSlot.Groups, StepSlot.Thresholds, StepSlot.Synapses, StepSlot.Resets, StepSlot.End]);

    public ImmutableArray<string> Slots { get; }

    /// <summary>Position of a slot in a step.</summary>
    public int this[string slot] => _positions[slot];

    /// <exception cref="ModelException">There is no such slot.</exception>
    public void Require(string slot, string owner)
    {
        if (_positions.ContainsKey(slot)) { return; }
        throw new ModelException(
            $"'{owner}' runs in the slot '{slot}', which the network does not have.{Suggest.Sentence(slot, _positions.Keys)} "
            + $"Slots are {string.Join(", ", Slots.Select(s => $"'{s}'"))}, each with one before and one after it, such as '{StepSlot.Before(Slots[0])}'.");
    }
}
