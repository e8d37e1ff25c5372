namespace Cajal.Runtime.Random;

/// <summary>
/// Counts drawn from Poisson and binomial distributions, without approximation: by inversion where the mean is small, else by transformed
/// rejection, whose cost does not grow with the mean.
/// Hörmann, W. (1993). The transformed rejection method for generating Poisson random variables. Insurance: Mathematics and Economics 12;
/// The generation of binomial random variates. Journal of Statistical Computation and Simulation 46.
/// </summary>
internal static class CountDraws
{
    /// <summary>Means above count as this, the largest up to which every count is a number of its own.</summary>
    private const double LargestMean = 1L << 53;

    /// <summary>From this mean on rejection is faster; its constants hold from 10 on.</summary>
    private const double LeastMeanOfRejection = 10;

    /// <summary>Where inversion ends: what rounding leaves over is less than this.</summary>
    private const double Negligible = 1e-17;

    /// <summary>A count with the given mean; 0 when the mean is no positive number.</summary>
    /// <param name="mean">The mean.</param>
    /// <param name="u">With <paramref name="v"/>, the two uniform numbers that the draw is made of.</param>
    public static double Poisson(double mean, double u, double v)
    {
        if (!(mean > 0)) { return 0; }
        DrawSequence uniforms = new(u, v);
        mean = Math.Min(mean, LargestMean);
        if (mean < LeastMeanOfRejection) { return Invert(uniforms.Next().U, PortableExponential.Exp(-mean), mean, 0, double.PositiveInfinity); }

        var b = 0.931 + (2.53 * Math.Sqrt(mean));
        var a = -0.059 + (0.02483 * b);
        var (inverseAlpha, accepted) = (1.1239 + (1.1328 / (b - 3.4)), 0.9277 - (3.6224 / (b - 2)));
        while (true)
        {
            var (x, y) = uniforms.Next();
            var (offset, margin) = (x - 0.5, 0.5 - Math.Abs(x - 0.5));
            var count = Math.Floor((((2 * a / margin) + b) * offset) + mean + 0.43);
            if (margin >= 0.07 && y <= accepted) { return count; }
            if (count < 0 || (margin < 0.013 && y > margin)) { continue; }
            if (PortableLogarithm.Log(y * inverseAlpha / ((a / (margin * margin)) + b)) <= CountDistributions.LogPoisson(count, mean)) { return count; }
        }
    }

    /// <summary>How many of a number of trials succeed; 0 when the probability is no number.</summary>
    /// <param name="trials">How many trials; a fraction is left out, and fewer than none are none.</param>
    /// <param name="p">Probability that a trial succeeds; below 0 it counts as 0, above 1 as 1.</param>
    /// <param name="u">With <paramref name="v"/>, the two uniform numbers that the draw is made of.</param>
    public static double Binomial(double trials, double p, double u, double v)
    {
        trials = Math.Min(Math.Floor(trials), LargestMean);
        if (!(trials > 0) || !(p > 0)) { return 0; }
        if (p >= 1) { return trials; }
        return p <= 0.5 ? Successes(trials, p, new(u, v)) : trials - Successes(trials, 1 - p, new(u, v));
    }

    /// <summary>How many successes there are among some things drawn, none twice, by inversion from the likeliest number on.</summary>
    /// <param name="draws">How many are drawn, up to <paramref name="population"/>.</param>
    /// <param name="successes">How many of all things are successes.</param>
    /// <param name="population">How many things there are.</param>
    /// <param name="u">A uniform number.</param>
    public static double Hypergeometric(double draws, double successes, double population, double u)
    {
        var failures = population - successes;
        var (least, most) = (Math.Max(0, draws - failures), Math.Min(draws, successes));
        if (least == most) { return least; }
        var mode = Math.Clamp(Math.Floor((draws + 1) * ((successes + 1) / (population + 2))), least, most);
        var (below, above) = (mode, mode);
        var ofBelow = PortableExponential.Exp(CountDistributions.LogHypergeometric(mode, draws, successes, population));
        var ofAbove = ofBelow;
        u -= ofBelow;
        while (u >= 0 && (ofBelow > Negligible || ofAbove > Negligible))
        {
            ofAbove *= (successes - above) * (draws - above) / ((above + 1) * (failures - draws + above + 1));
            u -= ofAbove;
            if (u < 0) { return above + 1; }
            ofBelow *= below * (failures - draws + below) / ((successes - below + 1) * (draws - below + 1));
            u -= ofBelow;
            if (u < 0) { return below - 1; }
            (above, below) = (above + 1, below - 1);
        }

        return mode;
    }

    private static double Successes(double trials, double p, DrawSequence uniforms)
    {
        var mean = trials * p;
        if (mean < LeastMeanOfRejection)
        {
            var odds = p / (1 - p);
            return Invert(uniforms.Next().U, PortableExponential.Exp(trials * PortableLogarithm.Log1p(-p)), (trials + 1) * odds, odds, trials);
        }

        var deviation = Math.Sqrt(mean * (1 - p));
        var b = 1.15 + (2.53 * deviation);
        var a = -0.0873 + (0.0248 * b) + (0.01 * p);
        var (alpha, accepted) = ((2.83 + (5.1 / b)) * deviation, 0.92 - (4.2 / b));
        var ofMode = CountDistributions.LogBinomial(Math.Floor((trials + 1) * p), trials, p);
        while (true)
        {
            var (x, y) = uniforms.Next();
            var (offset, margin) = (x - 0.5, 0.5 - Math.Abs(x - 0.5));
            var count = Math.Floor((((2 * a / margin) + b) * offset) + mean + 0.5);
            if (margin >= 0.07 && y <= accepted) { return count; }
            if (count < 0 || count > trials) { continue; }
            var ratio = PortableLogarithm.Log(y * alpha / ((a / (margin * margin)) + b));
            if (ratio <= CountDistributions.LogBinomial(count, trials, p) - ofMode) { return count; }
        }
    }

    /// <summary>The count at which the sum of the probabilities passes u; each probability is (c/k − d) times the one before.</summary>
    private static double Invert(double u, double first, double c, double d, double most)
    {
        var (count, probability) = (0.0, first);
        while (u >= probability && count < most)
        {
            u -= probability;
            count++;
            probability *= (c / count) - d;
            if (probability < Negligible && count > c) { break; }
        }

        return count;
    }

    /// <summary>As many pairs of uniform numbers of 53 bits as a draw takes, all found from the pair that belongs to its place.</summary>
    private struct DrawSequence(double u, double v)
    {
        private readonly ulong _first = BitConverter.DoubleToUInt64Bits(u), _second = BitConverter.DoubleToUInt64Bits(v);
        private uint _taken;

        public (double U, double V) Next()
        {
            var (a, b, c, d) = Philox.Block((uint)_first, (uint)(_first >> 32), (uint)_second, (uint)(_second >> 32), _taken++, 0);
            return (UniformBits.ToDouble(a, b), UniformBits.ToDouble(c, d));
        }
    }
}
