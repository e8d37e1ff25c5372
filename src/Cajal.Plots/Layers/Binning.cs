using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>Counts values in equal bins.</summary>
internal static class Binning
{
    /// <summary>Edges, shape [bins + 1], and counts, shape [bins]; the last bin includes its upper edge.</summary>
    public static (double[] Edges, double[] Counts) Count(ReadOnlySpan<double> values, int bins)
    {
        if (bins < 1) { throw new ModelException($"A histogram needs at least one bin, but was asked for {bins}."); }
        var range = Interval.Of(values);
        var (min, width) = range.IsEmpty ? (0, 1.0 / bins)
            : range.Span == 0 ? (range.Min - 0.5, 1.0 / bins)
            : (range.Min, range.Span / bins);
        var counts = new double[bins];
        foreach (var value in values)
        {
            if (double.IsFinite(value)) { counts[Math.Clamp((int)((value - min) / width), 0, bins - 1)]++; }
        }

        return ([.. Enumerable.Range(0, bins + 1).Select(k => min + k * width)], counts);
    }
}
