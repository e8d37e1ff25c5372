using Cajal.Plots;
using Cajal.Store;
using Cajal.Units;

namespace Cajal.Cli;

/// <summary>Makes a page of a run file: the report of the run, statistics of its populations, spikes, rates, and what monitors recorded.</summary>
internal static class RunFileReport
{
    private const int FewTraces = 5, RateBins = 300;

    public static HtmlReport Of(RunReader run)
    {
        var page = run.Report is { } report ? new HtmlReport(report) : new HtmlReport($"{run.Model} ({run.State.ToString().ToLowerInvariant()})");
        if (run.Populations.Count > 0 && run.Time > 0)
        {
            var (start, end) = (new Quantity(0, Dimension.Time), new Quantity(run.Time, Dimension.Time));
            foreach (var (name, size, _) in run.Populations) { page.Add(PopulationStatistics.Of(name, Trains(run[name], size), start, end)); }
            page.Add(Activity(run));
        }

        foreach (var recording in run.Recordings.Where(r => r.Kind == "trace")) { page.Add(Traces(recording)); }
        return page;
    }

    /// <summary>A raster of all populations, one above the other, and the rate of each.</summary>
    private static Figure Activity(RunReader run)
    {
        Panel raster = new() { YLabel = "neuron", Height = 2.5, XLimits = (0, run.Time), YLimits = (-0.5, run.Populations.Sum(p => p.Size) - 0.5) };
        Panel rates = new() { YLabel = "rate [Hz]", XLimits = (0, run.Time) };
        double[] edges = [.. Enumerable.Range(0, RateBins + 1).Select(k => k * run.Time / RateBins)];
        foreach (var (name, size, first) in run.Populations)
        {
            var (times, label) = (run[name].Times(), run.Populations.Count > 1 ? name : null);
            raster.Raster(times, run[name].Indices(), label: label, offset: first);
            var counts = new double[RateBins];
            foreach (var time in times) { counts[Math.Min((int)(time / run.Time * RateBins), RateBins - 1)]++; }
            rates.Steps(edges, [.. counts.Select(c => c / (size * edges[1]))], label);
        }

        return new Figure { Title = "Activity" }.Add(raster).Add(rates);
    }

    private static Figure Traces(RunRecording recording)
    {
        Figure figure = new() { Title = $"{recording.Name}: {recording.Source}" };
        var times = recording.Times();
        foreach (var (variable, unit) in recording.Variables)
        {
            Panel panel = new() { YLabel = unit.Length > 0 ? $"{variable} [{unit}]" : variable };
            foreach (var element in recording.Elements.Take(FewTraces)) { panel.Line(times, recording.Of(variable, element), $"{variable}[{element}]"); }
            figure.Add(panel);
        }

        return figure;
    }

    private static double[][] Trains(RunRecording spikes, int size)
    {
        var trains = Enumerable.Range(0, size).Select(_ => new List<double>()).ToArray();
        foreach (var (neuron, time) in spikes.Indices().Zip(spikes.Times())) { trains[neuron].Add(time); }
        return [.. trains.Select(t => t.ToArray())];
    }
}
