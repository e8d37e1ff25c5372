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

    /// <summary>
    /// The spike time tiling coefficient of Cutts and Eglen (2014): how much more of each train's spikes lie near those of the other than would by chance,
    /// -1 to 1, whatever the rates; NaN where a train has no spikes.
    /// </summary>
    /// <param name="a">Times of the spikes of one neuron [s], ascending.</param>
    /// <param name="b">Those of the other.</param>
    /// <param name="window">How far away is near, before and after [s].</param>
    /// <param name="from">Start of the recording [s].</param>
    /// <param name="to">Its end [s].</param>
    /// <exception cref="ModelException">The window is not a positive time, or the end is not after the start.</exception>
    public static double TilingCoefficient(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Quantity window, Quantity from, Quantity to)
    {
        var (reach, start, end) = (window.Require(Dimension.Time, nameof(window)), from.Require(Dimension.Time, nameof(from)), to.Require(Dimension.Time, nameof(to)));
        if (!(reach > 0)) { throw new ModelException($"The window of a tiling coefficient has to be a positive time, but is {window}."); }
        if (!(end > start)) { throw new ModelException($"A recording ends after its start, but this one runs from {from} to {to}."); }
        if (a.IsEmpty || b.IsEmpty) { return double.NaN; }
        var (tiledA, tiledB) = (Tiled(a, reach, start, end), Tiled(b, reach, start, end));
        return (Excess(Near(a, b, reach), tiledB) + Excess(Near(b, a, reach), tiledA)) / 2;

        // Where everything is near by chance already, and so are all spikes, the trains agree as well as can be.
        static double Excess(double near, double tiled) => near * tiled == 1 ? 1 : (near - tiled) / (1 - (near * tiled));
    }

    /// <summary>The part of a recording that lies near a spike.</summary>
    private static double Tiled(ReadOnlySpan<double> times, double reach, double start, double end)
    {
        var (covered, upTo) = (0.0, start);
        foreach (var time in times)
        {
            var (left, right) = (Math.Max(time - reach, upTo), Math.Min(time + reach, end));
            if (right <= left) { continue; }
            covered += right - left;
            upTo = right;
        }

        return covered / (end - start);
    }

    /// <summary>The part of one train's spikes that lie near a spike of another.</summary>
    private static double Near(ReadOnlySpan<double> times, ReadOnlySpan<double> others, double reach)
    {
        var (near, k) = (0, 0);
        foreach (var time in times)
        {
            while (k < others.Length && others[k] < time - reach) { k++; }
            if (k < others.Length && others[k] <= time + reach) { near++; }
        }

        return (double)near / times.Length;
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
