using Cajal.Units;

namespace Cajal;

/// <summary>How much two spike trains differ.</summary>
public static class SpikeTrainDistance
{
    /// <summary>
    /// The distance of Victor and Purpura (1996): the least cost of turning one train into the other, where to add or remove a spike costs 1 and to move it
    /// costs q for each second.
    /// </summary>
    /// <param name="a">Times of the spikes of one train [s], ascending.</param>
    /// <param name="b">Those of the other.</param>
    /// <param name="q">Cost of moving a spike [Hz]: none is moved further than 2/q. 0 compares the numbers of spikes, infinity asks for the same times.</param>
    /// <exception cref="ModelException">The cost is no rate, or negative.</exception>
    public static double VictorPurpura(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Quantity q)
    {
        var cost = q.Require(Dimension.Frequency);
        if (!(cost >= 0)) { throw new ModelException($"The cost of moving a spike has to be 0 Hz or more, but is {q}."); }

        // costs[j]: from the spikes of a so far to the first j of b.
        var costs = new double[b.Length + 1];
        for (var j = 0; j < costs.Length; j++) { costs[j] = j; }
        foreach (var time in a)
        {
            var diagonal = costs[0]++;
            for (var j = 1; j < costs.Length; j++)
            {
                var moved = diagonal + (time == b[j - 1] ? 0 : cost * Math.Abs(time - b[j - 1]));
                diagonal = costs[j];
                costs[j] = Math.Min(moved, Math.Min(costs[j], costs[j - 1]) + 1);
            }
        }

        return costs[^1];
    }

    /// <summary>
    /// The distance of van Rossum (2001): spikes become exponentials that decay with a time constant, and the distance is the root of the integrated square
    /// of the difference, scaled so that one spike more counts 1 (the paper's is this over the root of 2).
    /// </summary>
    /// <param name="a">Times of the spikes of one train [s], ascending.</param>
    /// <param name="b">Those of the other.</param>
    /// <param name="tau">Time constant [s]: differences in time that are much shorter do not count.</param>
    /// <exception cref="ModelException">The time constant is not a positive time.</exception>
    public static double VanRossum(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Quantity tau)
    {
        var seconds = tau.Require(Dimension.Time);
        if (!(seconds > 0)) { throw new ModelException($"The time constant of a distance has to be positive, but is {tau}."); }

        // The square is the sum of s·s'·exp(-|t - t'|/tau) over all pairs of spikes, s = 1 in a and -1 in b: a trace of the earlier ones suffices.
        var (square, trace, last) = (0.0, 0.0, double.NegativeInfinity);
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            var isOfA = j == b.Length || (i < a.Length && a[i] <= b[j]);
            var (time, sign) = isOfA ? (a[i++], 1) : (b[j++], -1);
            trace *= Math.Exp((last - time) / seconds);
            square += 1 + (2 * sign * trace);
            (trace, last) = (trace + sign, time);
        }

        return Math.Sqrt(Math.Max(square, 0));
    }
}
