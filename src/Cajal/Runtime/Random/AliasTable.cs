namespace Cajal.Runtime.Random;

/// <summary>
/// A distribution of counts laid out so that one look-up draws from it: a place is chosen uniformly, and holds its own count up to a threshold,
/// another one above it. Walker, A. J. (1977); the layout follows Vose, M. D. (1991).
/// </summary>
internal sealed class AliasTable
{
    /// <summary>Counts less likely than this are left out: no uniform number would find them.</summary>
    private const double Negligible = 1e-20;

    /// <param name="first">The count of place 0; those of the next ones follow it.</param>
    /// <param name="weights">How likely the counts are, up to a common factor.</param>
    public AliasTable(long first, IReadOnlyList<double> weights)
    {
        First = first;

        // A power of two, so that a uniform number times the size is exact.
        var size = (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)weights.Count);
        (Thresholds, Aliases) = (new double[size], new long[size]);
        var scale = size / weights.Sum();
        Stack<int> small = [], large = [];
        for (var place = size - 1; place >= 0; place--)
        {
            Thresholds[place] = place < weights.Count ? weights[place] * scale : 0;
            (Thresholds[place] < 1 ? small : large).Push(place);
        }

        while (small.TryPop(out var place) && large.TryPop(out var donor))
        {
            Aliases[place] = first + donor;
            Thresholds[donor] -= 1 - Thresholds[place];
            (Thresholds[donor] < 1 ? small : large).Push(donor);
        }

        // What is left is full but for rounding. A count that is not there has been served first.
        foreach (var place in small.Concat(large)) { (Thresholds[place], Aliases[place]) = (1, first + place); }
    }

    /// <summary>The count of place 0.</summary>
    public long First { get; }

    /// <summary>Number of places, a power of two.</summary>
    public int Size => Thresholds.Length;

    /// <summary>Below which uniform number a place gives its own count.</summary>
    public double[] Thresholds { get; }

    /// <summary>The count that a place gives otherwise.</summary>
    public long[] Aliases { get; }

    /// <summary>A count.</summary>
    /// <param name="u">Chooses the place; 0 up to 1.</param>
    /// <param name="v">Chooses between the counts of the place; 0 up to 1.</param>
    public long Draw(double u, double v)
    {
        var place = (int)(u * Size);
        return v < Thresholds[place] ? First + place : Aliases[place];
    }

    /// <summary>How many of a number of trials succeed.</summary>
    /// <param name="trials">0 or more.</param>
    /// <param name="p">Probability that a trial succeeds, 0 to 1.</param>
    public static AliasTable Binomial(long trials, double p)
    {
        if (trials == 0 || p == 0) { return new(0, [1]); }
        if (p == 1) { return new(trials, [1]); }
        var mode = (long)Math.Floor((trials + 1) * p);
        var ofMode = PortableExponential.Exp(CountDistributions.LogBinomial(mode, trials, p));
        var odds = p / (1 - p);
        List<double> below = [], above = [ofMode];
        var probability = ofMode;
        for (var k = mode; k > 0 && probability > Negligible; k--) { below.Add(probability *= k / ((trials - k + 1) * odds)); }
        probability = ofMode;
        for (var k = mode; k < trials && probability > Negligible; k++) { above.Add(probability *= (trials - k) / (k + 1.0) * odds); }
        below.Reverse();
        return new(mode - below.Count, [.. below, .. above]);
    }
}
