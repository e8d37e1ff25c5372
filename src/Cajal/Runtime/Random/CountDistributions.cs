namespace Cajal.Runtime.Random;

/// <summary>
/// Logarithms of the probabilities of counts, with full relative accuracy however large the counts are.
/// Loader, C. (2000). Fast and accurate computation of binomial probabilities.
/// </summary>
internal static class CountDistributions
{
    private const double TwoPi = 2 * Math.PI;

    // log n! less Stirling's formula, where its series is not yet good enough.
    private static readonly double[] s_stirlingErrors =
    [
        0, 0.08106146679532726, 0.04134069595540929, 0.02767792568499834, 0.020790672103765093, 0.016644691189821193, 0.013876128823070748,
        0.01189670994589177, 0.010411265261972096, 0.009255462182712733, 0.008330563433362871, 0.007573675487951841, 0.00694284010720953,
        0.006408994188004207, 0.0059513701127588475, 0.005554733551962801,
    ];

    /// <summary>Logarithm of the probability of a count under a Poisson distribution.</summary>
    /// <param name="count">0 or more.</param>
    /// <param name="mean">More than 0.</param>
    public static double LogPoisson(double count, double mean) => count == 0
        ? -mean
        : -StirlingError(count) - Deviance(count, mean) - (0.5 * PortableLogarithm.Log(TwoPi * count));

    /// <summary>Logarithm of the probability of a count under a binomial distribution.</summary>
    /// <param name="count">0 to <paramref name="trials"/>.</param>
    /// <param name="p">More than 0 and less than 1.</param>
    public static double LogBinomial(double count, double trials, double p)
    {
        if (count == 0) { return trials * PortableLogarithm.Log1p(-p); }
        if (count == trials) { return trials * PortableLogarithm.Log(p); }
        var misses = trials - count;
        return StirlingError(trials) - StirlingError(count) - StirlingError(misses) - Deviance(count, trials * p) - Deviance(misses, trials * (1 - p))
            + (0.5 * PortableLogarithm.Log(trials / (TwoPi * count * misses)));
    }

    /// <summary>Logarithm of the probability of a number of successes among things drawn, none twice.</summary>
    /// <param name="count">From the least to the largest possible number.</param>
    /// <param name="draws">How many are drawn: more than 0, and fewer than there are.</param>
    public static double LogHypergeometric(double count, double draws, double successes, double population)
    {
        var p = draws / population;
        return LogBinomial(count, successes, p) + LogBinomial(draws - count, population - successes, p) - LogBinomial(draws, population, p);
    }

    /// <summary>log n! − log(√(2πn)·(n/e)ⁿ); the first term that the series leaves out is below 1e-15 from n = 16 on.</summary>
    private static double StirlingError(double n)
    {
        if (n < s_stirlingErrors.Length) { return s_stirlingErrors[(int)n]; }
        var square = n * n;
        return ((1.0 / 12) - (((1.0 / 360) - (((1.0 / 1260) - (((1.0 / 1680) - (1.0 / 1188 / square)) / square)) / square)) / square)) / n;
    }

    /// <summary>x·log(x/mean) + mean − x, also where x is close to the mean.</summary>
    private static double Deviance(double x, double mean)
    {
        if (Math.Abs(x - mean) >= 0.1 * (x + mean)) { return (x * PortableLogarithm.Log(x / mean)) + mean - x; }
        var v = (x - mean) / (x + mean);
        var (sum, term) = ((x - mean) * v, 2 * x * v);
        for (var odd = 3; ; odd += 2)
        {
            term *= v * v;
            var more = sum + (term / odd);
            if (more == sum) { return sum; }
            sum = more;
        }
    }
}
