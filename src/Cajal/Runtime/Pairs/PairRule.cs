using Cajal.Runtime.Random;

namespace Cajal.Runtime.Pairs;

/// <summary>What gives the rows of a grid: the same rule gives the same pairs, in another process too.</summary>
/// <param name="Name">Name of the class of the rows.</param>
/// <param name="Number">Probability, degree or total.</param>
/// <param name="Multapses">Whether a pair may be drawn several times.</param>
/// <param name="Random">The random numbers.</param>
internal readonly record struct PairRule(string Name, double Number, bool Multapses, RandomStream Random)
{
    /// <summary>Makes the rows.</summary>
    /// <param name="threads">How many threads may work at it.</param>
    /// <exception cref="ModelException">The rule was stored by a version that knows more of them.</exception>
    public PairRows Of(PairGrid grid, int threads) => Name switch
    {
        nameof(AllPairs) => new AllPairs(grid),
        nameof(RandomPairs) => new RandomPairs(grid, Number, Random),
        nameof(FixedOutDegree) => new FixedOutDegree(grid, (int)Number, Multapses, Random),
        nameof(FixedInDegree) => FixedInDegree.Of(grid, (int)Number, Multapses, Random, threads),
        nameof(FixedTotal) => new FixedTotal(grid, (long)Number, Multapses, Random, threads),
        _ => throw new ModelException($"The stored state has synapses by the rule '{Name}', which this version of Cajal does not know."),
    };
}
