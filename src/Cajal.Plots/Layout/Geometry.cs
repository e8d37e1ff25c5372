namespace Cajal.Plots.Layout;

/// <summary>A place in the figure [px], from the top left corner; a NaN coordinate ends a stroke.</summary>
internal readonly record struct Point(double X, double Y)
{
    /// <summary>Ends a stroke within a list of points.</summary>
    public static Point Break => new(double.NaN, double.NaN);

    public bool IsBreak => double.IsNaN(X) || double.IsNaN(Y);
}

/// <summary>A rectangle of the figure [px].</summary>
internal readonly record struct Box(double Left, double Top, double Width, double Height)
{
    public double Right => Left + Width;

    public double Bottom => Top + Height;
}

/// <summary>A range of data values; empty when nothing was included.</summary>
internal readonly record struct Interval(double Min, double Max)
{
    public static Interval Empty => new(double.PositiveInfinity, double.NegativeInfinity);

    public bool IsEmpty => !(Min <= Max);

    public double Span => Max - Min;

    /// <summary>Whether there is nothing to tell apart: no values, one, or some that differ by rounding alone.</summary>
    public bool IsConstant => IsEmpty || Span <= 1e-9 * Math.Max(Math.Abs(Min), Math.Abs(Max));

    /// <summary>What to show of a constant, which has no scale of its own: a tenth of its size, or half a unit around zero, to either side; 0 to 1 of nothing.</summary>
    public Interval Around()
    {
        if (IsEmpty) { return new(0, 1); }
        var half = Min == 0 ? 0.5 : Math.Abs(Min) / 10;
        return new(Min - half, Max + half);
    }

    public bool Contains(double value) => value >= Min && value <= Max;

    /// <summary>This range widened to a value; NaN, infinities and numbers whose differences overflow are left out, as they cannot be drawn.</summary>
    public Interval Include(double value) => Math.Abs(value) <= 1e300 ? new(Math.Min(Min, value), Math.Max(Max, value)) : this;

    public Interval Include(Interval other) => new(Math.Min(Min, other.Min), Math.Max(Max, other.Max));

    public static Interval Of(ReadOnlySpan<double> values)
    {
        var range = Empty;
        foreach (var value in values) { range = range.Include(value); }
        return range;
    }
}
