using Cajal.Runtime.Pairs;

namespace Cajal;

/// <summary>What becomes of the pairs of a block: those that meet the condition and win the draw become as many synapses as the number of copies says.</summary>
internal sealed class PairRules(PairBlock block)
{
    /// <summary>Condition on a pair; null for none.</summary>
    public PairFilter? Condition { get; init; }

    /// <summary>Draw of a pair, where its probability is an expression; null for none.</summary>
    public PairFilter? Draw { get; init; }

    /// <summary>Number of synapses of a pair, where it is an expression; null for <see cref="FixedCopies"/>.</summary>
    public PairNumber? Copies { get; init; }

    /// <summary>Number of synapses of every pair.</summary>
    public int FixedCopies { get; init; } = 1;

    /// <summary>Whether each pair becomes one synapse.</summary>
    public bool KeepAll => Condition is null && Draw is null && Copies is null && FixedCopies == 1;

    /// <summary>The synapses that there are so far.</summary>
    public PairList Pairs { get; } = new();

    /// <summary>Makes synapses of the pairs of the block, and empties it.</summary>
    /// <param name="row">What the random numbers of the pairs belong to.</param>
    /// <param name="part">Which block of the row it is.</param>
    public void Apply(uint row, uint part)
    {
        if (Condition is not null) { block.Keep(Condition.Ask(row, part)); }
        if (Draw is not null) { block.Keep(Draw.Ask(row, part)); }
        if (Copies is null && FixedCopies == 1)
        {
            block.AppendTo(Pairs);
        }
        else
        {
            AppendCopies(row, part);
        }

        block.Count = 0;
    }

    private void AppendCopies(uint row, uint part)
    {
        var copies = Copies?.Ask(row, part);
        for (var k = 0; k < block.Count; k++)
        {
            var count = copies is null ? FixedCopies : copies[k];
            for (var copy = 0; copy < count; copy++) { Pairs.Add(block.Sources[k], block.Targets[k]); }
        }
    }
}
