using Cajal.Plots.Drawing;
using Cajal.Plots.Layout;

namespace Cajal.Plots.Layers;

/// <summary>What the legend shows in front of a label.</summary>
internal enum LegendKey { Line, Dot, Bar }

/// <summary>One series of data within a panel.</summary>
internal abstract record Layer(Color Color, string? Label)
{
    public abstract LegendKey Key { get; }

    /// <summary>Range of x.</summary>
    public abstract Interval XRange { get; }

    /// <summary>Range of y of the data whose x is within the axis.</summary>
    public abstract Interval YRange(Interval x);

    /// <summary>Distance of the values of x, where they are numbers of neurons or the like; null where they may have any size.</summary>
    public virtual double? CellX => null;

    /// <summary>The same for y.</summary>
    public virtual double? CellY => null;

    public abstract void Draw(ICanvas canvas, PlotArea area);

    protected static Interval YWhereXWithin(ReadOnlySpan<double> x, ReadOnlySpan<double> y, Interval within)
    {
        var range = Interval.Empty;
        for (var k = 0; k < y.Length; k++)
        {
            if (within.Contains(x[k])) { range = range.Include(y[k]); }
        }

        return range;
    }
}
