using Cajal.Units;

namespace Cajal.Bench;

/// <summary>One run of a workload.</summary>
/// <param name="Workload">The workload.</param>
/// <param name="Populations">Its populations, in the order of those of the report.</param>
/// <param name="Report">What it took, and what came out.</param>
/// <param name="ProcessorSeconds">Processor time of the steps, of all threads [s]: on a busy machine it tells more than wall time.</param>
/// <param name="Bytes">Memory that the network takes once it has run [bytes].</param>
/// <param name="Profile">Where the time of the steps went; null when it was not asked for.</param>
internal sealed record Measurement(Workload Workload, IReadOnlyList<Population> Populations, RunReport Report, double ProcessorSeconds, long Bytes, RunProfile? Profile)
{
    /// <summary>Steps of all neurons.</summary>
    public double NeuronSteps => Report.Neurons * Math.Round(Report.DurationSeconds / Report.DtSeconds);

    /// <summary>Builds a workload and runs it.</summary>
    /// <param name="name">Name of the workload.</param>
    public static Measurement Of(string name, Workload workload, RunOptions options)
    {
        // Networks give their memory back by finalizers.
        GC.Collect();
        GC.WaitForPendingFinalizers();
        var before = Environment.WorkingSet;
        using var net = options.NewNetwork();
        var populations = workload.Build(net, options);
        if (workload.Settling.Si > 0) { net.Run(workload.Settling); }

        // Parts of groups need monitors; the report begins anew with each that is added.
        var spikes = populations.Select(p => p.Cells.Count < p.Cells.Group.Count ? net.Add(new SpikeMonitor(p.Cells)) : null).ToList();
        var (start, end) = (TimeSpan.Zero, TimeSpan.Zero);
        var clock = Progress.To(progress => (start, end) = (progress.Done == 0 ? Environment.CpuUsage.TotalTime : start, Environment.CpuUsage.TotalTime), TimeSpan.Zero);
        net.Run(options.Duration, clock, options.Flag("profile"));
        var report = net.Report(name);
        report = report with { Populations = [.. populations.Zip(spikes, (p, s) => s is null ? report.Populations.First(g => g.Name == p.Name) : Activity(p, s, options.Duration))] };
        return new(workload, populations, report, (end - start).TotalSeconds, Environment.WorkingSet - before, net.Profile);
    }

    /// <summary>Checks the rates of the populations and what else must hold.</summary>
    public void Check()
    {
        foreach (var (population, seen) in Populations.Zip(Report.Populations))
        {
            Cajal.Check.That(
                seen.RateHz >= population.Lowest && seen.RateHz <= population.Highest,
                FormattableString.Invariant($"{population.Name}: {seen.RateHz:0.##} Hz, between {population.Lowest:0.##} and {population.Highest:0.##} Hz ({population.Source})"));
        }

        Workload.CheckRun(Report);
    }

    private static PopulationReport Activity(Population population, SpikeMonitor spikes, Quantity duration) => new(
        population.Name, population.Cells.Count, spikes.Count / (population.Cells.Count * duration.Si),
        spikes.Trains().Select(times => SpikeTrainStatistics.IntervalCv(times)).Where(double.IsFinite).DefaultIfEmpty(double.NaN).Average());
}
