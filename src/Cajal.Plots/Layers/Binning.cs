using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>Counts values in equal bins.</summary>
internal static class Binning
{
    /// <summary>Edges, shape [bins + 1], and counts, shape [bins]; the last bin includes its upper edge.</summary>
    public static (double[] Edges, double[] Counts) Count(ReadOnlySpan<double> values, int bins)
    {
        if (bins < 1) { throw new ModelException($"A histogram needs at least one bin, but was asked for {bins}."); }
        // Values that differ by rounding alone stand in the middle of a range of their size.
        var range = Interval.Of(values) is { IsConstant: false } varied ? varied : Interval.Of(values).Around();
        var (min, width) = (range.Min, range.Span / bins);
        var counts = new double[bins];
        foreach (var value in values)
        {
            if (double.IsFinite(value)) { counts[Math.Clamp((int)((value - min) / width), 0, bins - 1)]++; }
        }

        return ([.. Enumerable.Range(0, bins + 1).Select(k => min + k * width)], counts);
    }
}
