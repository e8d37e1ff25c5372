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
    /// <param name="cell">Distance of the values, such as 1 for neuron numbers: ticks are no closer, and the axis ends with the last cell. Null for values of any size.</param>
    public static Axis For(string label, Interval data, (double Min, double Max)? limits, (double Low, double High) padding, int wanted, double? cell = null)
    {
        var range = limits is { } asked ? new Interval(asked.Min, asked.Max) : Padded(data, padding);
        var (text, factor) = SiPrefix.Choose(label, range);
        var (min, max) = (range.Min / factor, range.Max / factor);
        var step = Plots.Layout.Ticks.Step(max - min, wanted);
        if (cell is { } size) { step = Math.Max(step, Plots.Layout.Ticks.Step(size / factor, 1)); }
        if (limits is null && cell is null)
        {
            (min, max) = (Snapped(min, Math.Floor, -1), Snapped(max, Math.Ceiling, 1));
            range = new(min * factor, max * factor);
        }

        return new(range, [.. Plots.Layout.Ticks.Between(min, max, step).Select(v => new Tick(v * factor, Plots.Layout.Ticks.Format(v, step)))], text);

        // A recording from 0.2 to 999.7 ms is shown from 0 to 1000: an end moves to the next tick when that is near.
        double Snapped(double end, Func<double, double> outward, int sign) =>
            outward(end / step) * step is var tick && (tick - end) * sign <= 0.03 * (max - min) ? tick : end;
    }

    /// <summary>A logarithmic axis, whose places are powers of ten.</summary>
    /// <param name="data">Range of the powers.</param>
    /// <param name="limits">Values that the user asked for as ends.</param>
    /// <exception cref="ModelException">A limit is not positive.</exception>
    public static Axis Logarithmic(string label, Interval data, (double Min, double Max)? limits, (double Low, double High) padding, int wanted)
    {
        if (limits is { Min: <= 0 } bad) { throw new ModelException(FormattableString.Invariant($"A logarithmic axis cannot begin at {bad.Min}: its ends are above zero.")); }
        var range = limits is { } asked ? new Interval(Math.Log10(asked.Min), Math.Log10(asked.Max)) : Padded(data, padding);
        var (text, factor) = SiPrefix.Choose(label, new(Math.Pow(10, range.Min), Math.Pow(10, range.Max)));
        var shift = Math.Log10(factor);
        return new(range, [.. Plots.Layout.Ticks.Powers(new(range.Min - shift, range.Max - shift), wanted).Select(t => t with { Value = t.Value + shift })], text);
    }

    private static Interval Padded(Interval data, (double Low, double High) padding) =>
        data.IsConstant ? data.Around() : new(data.Min - padding.Low * data.Span, data.Max + padding.High * data.Span);
}
