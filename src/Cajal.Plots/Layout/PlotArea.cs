namespace Cajal.Plots.Layout;

/// <summary>The inside of a panel's axes, and where data values fall in it.</summary>
internal sealed record PlotArea(Box Box, Interval X, Interval Y)
{
    // Far outside of the picture, where places no longer matter but numbers would grow long.
    private const double Far = 1e6;

    public double MapX(double value) => Math.Clamp(Box.Left + (value - X.Min) / X.Span * Box.Width, -Far, Far);

    public double MapY(double value) => Math.Clamp(Box.Bottom - (value - Y.Min) / Y.Span * Box.Height, -Far, Far);

    public Point Map(double x, double y) => new(MapX(x), MapY(y));

    /// <summary>The data value at a place.</summary>
    public double ValueX(double place) => X.Min + ((place - Box.Left) / Box.Width * X.Span);

    /// <summary>The data value at a place.</summary>
    public double ValueY(double place) => Y.Min + ((Box.Bottom - place) / Box.Height * Y.Span);
}
