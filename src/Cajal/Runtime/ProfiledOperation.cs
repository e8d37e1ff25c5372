using System.Diagnostics;

namespace Cajal.Runtime;

/// <summary>An operation whose time is taken.</summary>
internal sealed class ProfiledOperation(StepOperation operation, int workers) : StepOperation(operation.Name, operation.Clock, operation.Slot, operation.Order)
{
    // Counters of different workers lie on different cache lines.
    private const int Stride = 8;
    private readonly long[] _ticks = new long[workers * Stride];

    /// <summary>Time of the worker that took longest [s].</summary>
    public double Seconds => _ticks.Max() / (double)Stopwatch.Frequency;

    public override bool WritesAnything => operation.WritesAnything;

    public override IReadOnlyCollection<object> Uses => operation.Uses;

    public override IEnumerable<object> Writes => operation.Writes;

    public override IEnumerable<object> ReadsAcross => operation.ReadsAcross;

    public override bool RunsAlone => operation.RunsAlone;

    public override int LongestSlice => operation.LongestSlice;

    public override int StepsBetweenTakes => operation.StepsBetweenTakes;

    public override void Take(int worker, long first, long last)
    {
        var started = Stopwatch.GetTimestamp();
        operation.Take(worker, first, last);
        Add(worker, started);
    }

    public override void Execute(int worker, long step)
    {
        var started = Stopwatch.GetTimestamp();
        operation.Execute(worker, step);
        Add(worker, started);
    }

    private void Add(int worker, long started) => _ticks[worker * Stride] += Stopwatch.GetTimestamp() - started;
}
