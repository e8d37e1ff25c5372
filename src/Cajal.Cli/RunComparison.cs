using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Cajal.Store;

namespace Cajal.Cli;

/// <summary>A spike of one of two runs that the other lacks.</summary>
/// <param name="Time">When [s].</param>
/// <param name="Population">Group of the neuron.</param>
/// <param name="Neuron">Number of the neuron in its group.</param>
/// <param name="IsInFirst">Whether the first run has it.</param>
internal sealed record SpikeDifference(double Time, string Population, int Neuron, bool IsInFirst);

/// <summary>One population in two runs.</summary>
internal sealed record PopulationComparison(string Name, long SpikesA, long SpikesB, double RateA, double RateB);

/// <summary>What two runs have in common, and where they part.</summary>
internal sealed record RunComparison(IReadOnlyList<PopulationComparison> Populations, IReadOnlyList<string> OnlyInOne, SpikeDifference? First)
{
    public bool AreSame => First is null && OnlyInOne.Count == 0;

    public static RunComparison Of(RunReader a, RunReader b)
    {
        var common = a.Populations.IntersectBy(b.Populations.Select(p => (p.Name, p.Size)), p => (p.Name, p.Size)).ToList();
        List<PopulationComparison> populations = [];
        SpikeDifference? first = null;
        foreach (var (name, size, _) in common)
        {
            var (spikesA, spikesB) = (a[name], b[name]);
            populations.Add(new(name, spikesA.Rows, spikesB.Rows, spikesA.Rows / (size * a.Time), spikesB.Rows / (size * b.Time)));
            if (FirstDifference(name, spikesA, spikesB) is { } found && (first is null || found.Time < first.Time)) { first = found; }
        }

        string[] others = [.. Others(a, common), .. Others(b, common)];
        return new(populations, others, first);
    }

    /// <summary>For people: the populations, then where they part.</summary>
    public string ToText(string pathA, string pathB)
    {
        var culture = CultureInfo.InvariantCulture;
        StringBuilder text = new();
        text.AppendLine(culture, $"A  {pathA}").AppendLine(culture, $"B  {pathB}").AppendLine();
        var width = Math.Max("population".Length, Populations.Select(p => p.Name.Length).DefaultIfEmpty(0).Max());
        text.AppendLine(culture, $"{"population".PadRight(width)}  {"spikes A",12}  {"spikes B",12}  {"rate A [Hz]",12}  {"rate B [Hz]",12}");
        foreach (var p in Populations) { text.AppendLine(culture, $"{p.Name.PadRight(width)}  {p.SpikesA,12:#,0}  {p.SpikesB,12:#,0}  {p.RateA,12:0.000}  {p.RateB,12:0.000}"); }
        text.AppendLine();
        foreach (var name in OnlyInOne) { text.AppendLine(culture, $"Only one run has {name}."); }
        if (First is { } first)
        {
            text.AppendLine(culture, $"The runs part at {TimeText.Of(first.Time)}: neuron {first.Neuron} of '{first.Population}' spikes in {(first.IsInFirst ? "A" : "B")}, but not in {(first.IsInFirst ? "B" : "A")}.");
        }

        if (AreSame) { text.AppendLine("All spikes are the same."); }
        return text.ToString();
    }

    /// <summary>For programs: one object.</summary>
    public string ToJson() => new JsonObject
    {
        ["same"] = AreSame,
        ["first_difference"] = First is not { } f ? null : new JsonObject { ["time_s"] = f.Time, ["population"] = f.Population, ["neuron"] = f.Neuron, ["spikes_in"] = f.IsInFirst ? "a" : "b" },
        ["only_in_one"] = new JsonArray([.. OnlyInOne.Select(n => JsonValue.Create(n))]),
        ["populations"] = new JsonArray([.. Populations.Select(p => new JsonObject
        {
            ["name"] = p.Name, ["spikes_a"] = p.SpikesA, ["spikes_b"] = p.SpikesB, ["rate_a_hz"] = p.RateA, ["rate_b_hz"] = p.RateB,
        })]),
    }.ToJsonString(new() { WriteIndented = true, NewLine = "\n" });

    // Spikes are in order of step, then neuron; in the first place where they differ, the earlier one is missing in the other run.
    private static SpikeDifference? FirstDifference(string name, RunRecording a, RunRecording b)
    {
        var (timesA, neuronsA, timesB, neuronsB) = (a.Times(), a.Indices(), b.Times(), b.Indices());
        for (var k = 0; k < Math.Max(timesA.Length, timesB.Length); k++)
        {
            var order = k >= timesA.Length ? 1 : k >= timesB.Length ? -1 : (timesA[k], neuronsA[k]).CompareTo((timesB[k], neuronsB[k]));
            if (order != 0) { return order < 0 ? new(timesA[k], name, neuronsA[k], IsInFirst: true) : new(timesB[k], name, neuronsB[k], IsInFirst: false); }
        }

        return null;
    }

    private static IEnumerable<string> Others(RunReader run, IReadOnlyList<(string Name, int Size, int First)> common) =>
        run.Populations.ExceptBy(common.Select(c => (c.Name, c.Size)), p => (p.Name, p.Size)).Select(p => $"'{p.Name}' of {p.Size} neurons ({run.Path})");
}
