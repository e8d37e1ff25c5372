using Cajal.Plots.Drawing;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>A raster of so many spikes that dots would cover each other: each pixel as dark as there are spikes in it.</summary>
internal static class SpikeDensity
{
    private const double Faintest = 0.15;

    /// <summary>One pixel a px of the panel, and no more rows than neurons; full colour from the 99th percentile of the counts on.</summary>
    public static Pixels Of(ReadOnlySpan<double> times, ReadOnlySpan<int> neurons, PlotArea area, Color color)
    {
        var (columns, rows) = ((int)Math.Round(area.Box.Width), (int)Math.Clamp(Math.Ceiling(area.Y.Span), 1, Math.Round(area.Box.Height)));
        var counts = new int[columns * rows];
        for (var k = 0; k < times.Length; k++)
        {
            if (!area.X.Contains(times[k]) || !area.Y.Contains(neurons[k])) { continue; }
            var column = Math.Min((int)((times[k] - area.X.Min) / area.X.Span * columns), columns - 1);
            var row = Math.Min((int)((area.Y.Max - neurons[k]) / area.Y.Span * rows), rows - 1);
            counts[(row * columns) + column]++;
        }

        var full = Percentile99(counts);
        Pixels pixels = new(columns, rows);
        for (var cell = 0; cell < counts.Length; cell++)
        {
            if (counts[cell] > 0) { pixels.Set(cell % columns, cell / columns, color, Faintest + ((1 - Faintest) * counts[cell] / full)); }
        }

        return pixels;
    }

    // Of the counts that are not zero; 1 where there are none.
    private static int Percentile99(int[] counts)
    {
        int[] sorted = [.. counts.Where(c => c > 0).Order()];
        return sorted.Length == 0 ? 1 : sorted[(int)(0.99 * (sorted.Length - 1))];
    }
}
