using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Cajal.Runtime;

/// <summary>Runs the time steps: at every moment the operations of the clocks that are due, in order, on every worker.</summary>
internal sealed class SimulationLoop
{
    private static readonly TimeSpan SliceTime = TimeSpan.FromMilliseconds(20);
    private readonly StepOperation[] _operations;
    private readonly bool[] _barriers;
    private readonly StepClock[] _clocks;
    private readonly int[] _clockOf;
    private readonly bool _hasActions;
    private readonly int[] _takesEvery;
    private readonly int _workers, _longestSlice;
    private volatile bool _stopRequested;
    private bool _stops;

    /// <param name="operations">The operations in the order in which a step does them.</param>
    /// <param name="clocks">The clocks that the time goes by, those of the operations among them.</param>
    /// <param name="workers">Number of workers.</param>
    public SimulationLoop(IReadOnlyList<StepOperation> operations, IReadOnlyList<StepClock> clocks, int workers)
    {
        (_operations, _clocks, _workers) = ([.. operations], [.. clocks], workers);
        _barriers = BarrierPlan.Of(_operations);
        _hasActions = _operations.Any(o => o.WritesAnything);
        StepsBetweenMeetings = BarrierPlan.StepsBetweenMeetings(_operations);
        _takesEvery = [.. _operations.Select(o => BarrierPlan.TakesAll(o) ? StepsBetweenMeetings : o.StepsBetweenTakes)];
        foreach (var stream in _operations.SelectMany(o => o.Writes).OfType<SpikeStream>()) { stream.Keep(2 * StepsBetweenMeetings); }
        _longestSlice = _operations.Select(o => o.LongestSlice).Append(1 << 20).Min();
        _clockOf = [.. _operations.Select(o => Array.IndexOf(_clocks, o.Clock))];
    }

    /// <summary>The operations in the order in which a step does them, and whether the workers meet before each.</summary>
    public IEnumerable<(StepOperation Operation, bool Meets)> Schedule => _operations.Zip(_barriers);

    /// <summary>Steps from one meeting of the workers to the next; 1 where there are several clocks.</summary>
    public int StepsBetweenMeetings { get; }

    /// <summary>Time of the earliest step that is still to come [s], while no worker works; infinite at the end of the run.</summary>
    public double NextTime => _clocks.Where(c => c.NextStep < c.EndStep).Select(c => c.TimeOf(c.NextStep)).DefaultIfEmpty(double.PositiveInfinity).Min();

    /// <summary>Runs the clocks from their next steps to their ends.</summary>
    /// <param name="betweenSlices">Called by the caller's thread while no worker works, after the clocks have moved on; false stops the run there.</param>
    public void Run(Func<bool> betweenSlices)
    {
        using WorkerTeam team = new(_workers);
        ClockWalk[] walks = [.. Enumerable.Range(0, _workers).Select(_ => new ClockWalk(_clocks))];
        var slice = Math.Min(16, _longestSlice);
        while (_clocks.Any(c => c.NextStep < c.EndStep))
        {
            var moments = slice;
            var started = Stopwatch.GetTimestamp();
            team.Execute(worker => RunSlice(team.Barrier, walks[worker], worker, moments));
            walks[0].Publish();
            if (!betweenSlices() || _stopRequested) { break; }

            // Short enough to be stopped and to show progress, long enough that slices cost nothing.
            slice = Stopwatch.GetElapsedTime(started) < SliceTime ? Math.Min(slice * 2, _longestSlice) : Math.Max(slice / 2, 1);
        }
    }

    /// <summary>Whether <see cref="Stop"/> was called.</summary>
    public bool IsStopped => _stopRequested;

    /// <summary>Ends the run at the end of the step, when an operation calls it; otherwise soon.</summary>
    public void Stop() => _stopRequested = true;

    private bool IsLastBeforeMeeting(long step) => StepsBetweenMeetings == 1 || (step + 1) % StepsBetweenMeetings == 0 || step + 1 == _clocks[0].EndStep;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void RunSlice(WorkerBarrier barrier, ClockWalk walk, int worker, int moments)
    {
        var firstTaken = _clocks[0].NextStep;
        for (var moment = 0; moment < moments && walk.Next(); moment++)
        {
            // Nothing is left to take between slices, where the state may be looked at.
            var meets = moment == moments - 1 || IsLastBeforeMeeting(walk.StepOf(0));
            for (var k = 0; k < _operations.Length; k++)
            {
                // Workers meet also where the operation is not due: the plan holds for any part of the operations as long as all meetings take place.
                if (_barriers[k] && meets) { barrier.Meet(); }
                var operation = _operations[k];
                if (!walk.IsDue(_clockOf[k]) || (worker > 0 && operation.RunsAlone)) { continue; }
                var step = walk.StepOf(_clockOf[k]);
                if (_takesEvery[k] == 1) { operation.Take(worker, step, step); }
                else if (_takesEvery[k] > 1 && meets) { operation.Take(worker, firstTaken, step); }
                operation.Execute(worker, step);
            }

            if (meets) { firstTaken = walk.StepOf(0) + 1; }

            // One worker decides for all; it cannot decide anew before all have met again at the action of the next step.
            if (!_hasActions) { continue; }
            if (worker == 0) { _stops = _stopRequested; }
            barrier.Meet();
            if (_stops) { return; }
        }
    }
}
