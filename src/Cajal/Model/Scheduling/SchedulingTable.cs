using System.Globalization;
using System.Text;
using Cajal.Runtime;
using Cajal.Units;

namespace Cajal;

/// <summary>Lays out what a network does in a step, for <see cref="Network.SchedulingSummary"/>.</summary>
internal static class SchedulingTable
{
    private static readonly string[] s_header = ["operation", "part of", "clock dt", "when", "order", "active"];

    /// <param name="operations">The operations in order.</param>
    /// <param name="objects">All objects; the inactive ones do nothing, and come last.</param>
    public static string Of(IReadOnlyList<StepOperation> operations, IReadOnlyList<SimulationObject> objects)
    {
        var fastest = operations.Select(o => o.Clock).OfType<RegularSteps>().Select(c => c.StepSeconds).DefaultIfEmpty(0).Min();
        List<string[]> rows = [s_header];
        foreach (var o in operations) { rows.Add([o.Name, o.Owner, ClockText(o.Clock, fastest), o.Slot, o.Order.ToString(CultureInfo.InvariantCulture), "yes"]); }
        foreach (var item in objects.Where(o => !o.TakesPart)) { rows.Add([item.Name, OwnerText(item), "", "", "", "no"]); }
        var widths = s_header.Select((_, column) => rows.Max(r => r[column].Length)).ToArray();
        StringBuilder text = new();
        foreach (var row in rows) { text.AppendLine(string.Join(" | ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd()); }
        return text.ToString();
    }

    /// <summary>The object that the user made, with its type.</summary>
    public static string OwnerText(SimulationObject item) => item.PartOf is { } whole ? OwnerText(whole) : $"{item.Name} ({item.GetType().Name})";

    private static string ClockText(StepClock clock, double fastest)
    {
        if (clock is not RegularSteps regular) { return "listed times"; }
        var every = regular.StepSeconds / fastest;
        return string.Create(CultureInfo.InvariantCulture, $"{new Quantity(regular.StepSeconds, Dimension.Time)} ({(Math.Abs(every - 1) < 1e-9 ? "every step" : $"every {every:0.##} steps")})");
    }
}
