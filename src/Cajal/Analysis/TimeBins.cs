using Cajal.Units;

namespace Cajal;

/// <summary>Equal bins of time, from a start on.</summary>
/// <remarks>
/// A time belongs to the bin that starts with it. Times of spikes and edges of bins are both rounded multiples of a step, so a time counts as on an edge
/// when it is less than a 10⁸th of a bin before it.
/// </remarks>
internal readonly struct TimeBins
{
    private const double Slack = 1e-8;
    private readonly double _start;

    private TimeBins(double start, double width, int count) => (_start, Width, Count) = (start, width, count);

    /// <summary>Width of a bin [s].</summary>
    public double Width { get; }

    public int Count { get; }

    /// <summary>As many whole bins as there are between two times [s].</summary>
    /// <exception cref="ModelException">There is none, or an argument is no time.</exception>
    public static TimeBins Between(Quantity from, Quantity to, Quantity width)
    {
        var (start, end, seconds) = (from.Require(Dimension.Time, nameof(from)), to.Require(Dimension.Time, nameof(to)), width.Require(Dimension.Time, nameof(width)));
        if (!(seconds > 0)) { throw new ModelException($"The width of a bin has to be a positive time, but is {width}."); }
        var count = Math.Floor(((end - start) / seconds) + Slack);
        return count is >= 1 and <= int.MaxValue ? new(start, seconds, (int)count)
            : throw new ModelException($"From {from} to {to} there is no whole bin of {width}, or more of them than can be counted.");
    }

    /// <summary>Number of the bin of a time; negative or from <see cref="Count"/> on where it lies outside.</summary>
    public long Of(double time) => (long)Math.Floor(((time - _start) / Width) + Slack);

    /// <summary>Adds to each bin the number of spikes in it, their times counted from an origin.</summary>
    public void AddCounts(ReadOnlySpan<double> times, double origin, int[] counts)
    {
        foreach (var time in times)
        {
            var bin = Of(time - origin);
            if (bin >= 0 && bin < Count) { counts[bin]++; }
        }
    }
}
