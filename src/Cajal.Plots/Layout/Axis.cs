namespace Cajal.Plots.Layout;

/// <summary>A tick: where, as a data value, and what it says.</summary>
internal sealed record Tick(double Value, string Text);

/// <summary>One axis of a panel: the range of data that it shows, its ticks, and its label with unit.</summary>
internal sealed record Axis(Interval Range, IReadOnlyList<Tick> Ticks, string Label)
{
    /// <param name="data">Range of the data; may be empty or a single value.</param>
    /// <param name="limits">What the user asked for, instead of the data's range.</param>
    /// <param name="padding">Room at each end, as a fraction of the data's range.</param>
    /// <param name="wanted">At most about this many ticks.</param>
    /// <param name="whole">The values are whole numbers, such as neuron numbers.</param>
    public static Axis For(string label, Interval data, (double Min, double Max)? limits, (double Low, double High) padding, int wanted, bool whole = false)
    {
        var range = limits is { } asked ? new Interval(asked.Min, asked.Max) : Padded(data, padding);
        var (text, factor) = SiPrefix.Choose(label, range);
        var (min, max) = (range.Min / factor, range.Max / factor);
        var step = Plots.Layout.Ticks.Step(max - min, wanted);
        if (whole) { step = Math.Max(1, step); }
        if (limits is null && !whole)
        {
            (min, max) = (Snapped(min, Math.Floor, -1), Snapped(max, Math.Ceiling, 1));
            range = new(min * factor, max * factor);
        }

        return new(range, [.. Plots.Layout.Ticks.Between(min, max, step).Select(v => new Tick(v * factor, Plots.Layout.Ticks.Format(v, step)))], text);

        // A recording from 0.2 to 999.7 ms is shown from 0 to 1000: an end moves to the next tick when that is near.
        double Snapped(double end, Func<double, double> outward, int sign) =>
            outward(end / step) * step is var tick && (tick - end) * sign <= 0.03 * (max - min) ? tick : end;
    }

    private static Interval Padded(Interval data, (double Low, double High) padding)
    {
        if (data.IsEmpty) { return new(0, 1); }
        // A constant has no scale of its own: show a tenth of its size, or one unit around zero.
        if (data.Span <= 1e-12 * Math.Max(Math.Abs(data.Min), Math.Abs(data.Max)))
        {
            var half = data.Min == 0 ? 0.5 : Math.Abs(data.Min) / 10;
            return new(data.Min - half, data.Max + half);
        }

        return new(data.Min - padding.Low * data.Span, data.Max + padding.High * data.Span);
    }
}
