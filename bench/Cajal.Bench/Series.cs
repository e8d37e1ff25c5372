using System.Globalization;

namespace Cajal.Bench;

/// <summary>Runs of the same workload in one process, each with a network of its own.</summary>
/// <param name="Runs">The runs in order.</param>
internal sealed record Series(IReadOnlyList<Measurement> Runs)
{
    /// <summary>Options that all workloads share.</summary>
    public static IReadOnlyList<RunOption> Options { get; } =
    [
        RunOption.Value("repeat", "1", "Runs to take the median of, after one that warms up; 1 for a single cold run"),
        RunOption.Flag("profile", "Take the time of each operation of the steps, which costs some itself"),
    ];

    /// <summary>The run with the median time of its steps.</summary>
    private Measurement Median => Runs.OrderBy(r => r.Report.RunSeconds).ElementAt((Runs.Count - 1) / 2);

    /// <summary>Runs a workload as often as the options ask for.</summary>
    /// <exception cref="ModelException">The number of runs is not right.</exception>
    public static Series Of(string name, Func<Workload> create, RunOptions options)
    {
        if (!int.TryParse(options.Value("repeat"), NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count < 1)
        {
            throw new ModelException($"--repeat needs a whole number from 1 on, such as --repeat 5, not '{options.Value("repeat")}'.");
        }

        // The first run of a process also waits for the just-in-time compiler.
        if (count > 1) { Measurement.Of(name, create(), options); }
        return new([.. Enumerable.Range(0, count).Select(_ => Measurement.Of(name, create(), options))]);
    }

    /// <summary>Prints the median run, what a step, an event and a synapse cost, and the profile; saves the report; checks all runs.</summary>
    public void Publish(RunOptions options)
    {
        options.Publish(Median.Report);
        if (!options.Quiet && options.JsonFile != "-") { Console.Out.Write($"\n{Costs()}{(Median.Profile is { } profile ? $"\n{profile}" : "")}"); }
        Median.Check();
        if (Runs.Count > 1) { Check.That(Runs.Select(r => r.Report.Digest).Distinct().Count() == 1, $"{Runs.Count} runs have the same spikes"); }
    }

    /// <summary>Median, least and greatest of a time over the model time.</summary>
    private string Spread(Func<Measurement, double> seconds)
    {
        var factors = Runs.Select(r => seconds(r) / r.Report.DurationSeconds).Order().ToList();
        return Runs.Count == 1 ? Factor(factors[0]) : $"{Factor(factors[(Runs.Count - 1) / 2])} ({Factor(factors[0])} to {Factor(factors[^1])} in {Runs.Count} runs)";

        static string Factor(double factor) => factor.ToString("0.0000", CultureInfo.InvariantCulture);
    }

    /// <summary>What the median run costs; all of its time is counted in each line. The memory of few synapses drowns in that of the program.</summary>
    private string Costs()
    {
        var report = Median.Report;
        List<FormattableString> lines =
        [
            $"  {"real time",-10}{Spread(r => r.Report.RunSeconds)} times the model time",
            $"  {"processor",-10}{Spread(r => r.ProcessorSeconds)} times the model time, all threads",
            $"  {"step",-10}{1e9 * report.RunSeconds / Median.NeuronSteps:0.00} ns a neuron",
        ];
        if (report.SynapticEvents > 0) { lines.Add($"  {"event",-10}{1e9 * report.RunSeconds / report.SynapticEvents:0.00} ns"); }
        if (report.Synapses >= 1_000_000) { lines.Add($"  {"synapse",-10}{1e9 * report.BuildSeconds / report.Synapses:0.0} ns to build, {(double)Median.Bytes / report.Synapses:0.0} bytes"); }
        return string.Concat(lines.Select(line => line.ToString(CultureInfo.InvariantCulture) + "\n"));
    }
}
