using Cajal.Units;

namespace Cajal;

/// <summary>How much the spikes of two neurons, or of many, go together.</summary>
public static class SpikeCorrelation
{
    /// <summary>Pearson's correlation coefficient of two neurons' counts, -1 to 1; NaN where one never changes.</summary>
    /// <param name="a">Spikes of one neuron in each bin, as <see cref="SpikeCounts.Of"/> gives them.</param>
    /// <param name="b">Those of the other in the same bins.</param>
    /// <exception cref="ModelException">The counts are not of the same bins.</exception>
    public static double Coefficient(ReadOnlySpan<int> a, ReadOnlySpan<int> b)
    {
        RequireSame(a.Length, b.Length);
        var (x, y) = (Standardised(a), Standardised(b));
        var sum = 0.0;
        for (var k = 0; k < x.Length; k++) { sum += x[k] * y[k]; }
        return sum / x.Length;
    }

    /// <summary>Mean of the correlation coefficients of all pairs of neurons, without neurons whose count never changes; NaN for fewer than two others.</summary>
    /// <remarks>In time proportional to the neurons, not to the pairs: the variance of the sum of standardised counts is their number and twice all coefficients.</remarks>
    /// <param name="counts">Spikes of each neuron in the same bins; shape [neurons][bins].</param>
    /// <exception cref="ModelException">The counts are not of the same bins.</exception>
    public static double MeanCoefficient(IReadOnlyList<int[]> counts)
    {
        ArgumentNullException.ThrowIfNull(counts);
        if (counts.Count == 0) { return double.NaN; }
        var (sum, neurons) = (new double[counts[0].Length], 0);
        foreach (var train in counts)
        {
            RequireSame(sum.Length, train.Length);
            var z = Standardised(train);
            if (z.Length == 0 || double.IsNaN(z[0])) { continue; }
            for (var k = 0; k < z.Length; k++) { sum[k] += z[k]; }
            neurons++;
        }

        return neurons < 2 ? double.NaN : (sum.Average(s => s * s) - neurons) / (neurons * (neurons - 1.0));
    }

    /// <summary>The cross-correlogram: how often b spikes at each lag after a. Of a train with itself the autocorrelogram, each spike with itself at lag 0.</summary>
    /// <param name="a">Times of the spikes of one neuron [s], ascending.</param>
    /// <param name="b">Those of the other.</param>
    /// <param name="maxLag">Greatest lag [s], rounded to bins.</param>
    /// <param name="width">Width of a bin [s]; lag 0 is in the middle of one.</param>
    /// <exception cref="ModelException">The width or the greatest lag is not a positive time, or the lag is shorter than a bin.</exception>
    public static CrossCorrelogram Correlogram(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Quantity maxLag, Quantity width)
    {
        var side = TimeBins.Between(0, maxLag + (width / 2), width).Count;
        var reach = (side + 0.5) * width;
        var bins = TimeBins.Between(-reach, reach, width);
        var counts = new int[bins.Count];
        var first = 0;
        foreach (var time in a)
        {
            while (first < b.Length && b[first] - time < -reach.Si - bins.Width) { first++; }
            var end = first;
            while (end < b.Length && b[end] - time <= reach.Si) { end++; }
            bins.AddCounts(b[first..end], time, counts);
        }

        return new([.. Enumerable.Range(-side, counts.Length).Select(k => k * bins.Width)], counts);
    }

    /// <summary>Counts without their mean over their standard deviation; NaN where they never change.</summary>
    private static double[] Standardised(ReadOnlySpan<int> counts)
    {
        var values = new double[counts.Length];
        for (var k = 0; k < values.Length; k++) { values[k] = counts[k]; }
        if (values.Length == 0) { return values; }
        var mean = values.Average();
        var deviation = Math.Sqrt(values.Average(v => (v - mean) * (v - mean)));
        return [.. values.Select(v => (v - mean) / deviation)];
    }

    private static void RequireSame(int one, int other)
    {
        if (one != other) { throw new ModelException($"Correlation is a property of counts in the same bins, but one neuron has {one} bins and another {other}."); }
    }
}

/// <summary>How often one neuron spikes at each lag after another.</summary>
/// <param name="Lags">Middle of each bin [s], ascending, 0 in the middle; shape [lags].</param>
/// <param name="Counts">Pairs of spikes in each bin; shape [lags].</param>
public sealed record CrossCorrelogram(double[] Lags, int[] Counts);
