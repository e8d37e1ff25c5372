using System.Diagnostics;

namespace Cajal.Runtime;

/// <summary>Runs the time steps: every operation of the schedule in order, on every worker.</summary>
internal sealed class SimulationLoop
{
    private static readonly TimeSpan SliceTime = TimeSpan.FromMilliseconds(20);
    private readonly StepOperation[] _operations;
    private readonly bool[] _barriers;
    private readonly int _workers;

    /// <param name="operations">The operations in the order of creation of their objects.</param>
    /// <param name="workers">Number of workers.</param>
    public SimulationLoop(IEnumerable<StepOperation> operations, int workers)
    {
        _operations = [.. operations.OrderBy(o => o.Slot).ThenBy(o => o.Order)];
        _barriers = BarrierPlan.Of(_operations);
        _workers = workers;
    }

    /// <summary>The operations in the order in which a step does them, and whether the workers meet before each.</summary>
    public IEnumerable<(StepOperation Operation, bool Meets)> Schedule => _operations.Zip(_barriers);

    /// <summary>Runs the steps from <paramref name="first"/> to <paramref name="end"/>−1.</summary>
    /// <param name="betweenSlices">Called by the caller's thread with the next step, while no worker works; false stops the run there.</param>
    /// <returns>The step at which the run stopped.</returns>
    public long Run(long first, long end, Func<long, bool> betweenSlices)
    {
        using WorkerTeam team = new(_workers);
        var step = first;
        long slice = 16;
        while (step < end)
        {
            var (from, to) = (step, Math.Min(end, step + slice));
            var started = Stopwatch.GetTimestamp();
            team.Execute(worker => RunSlice(team.Barrier, worker, from, to));
            step = to;
            if (!betweenSlices(step)) { break; }

            // Short enough to be stopped and to show progress, long enough that slices cost nothing.
            slice = Stopwatch.GetElapsedTime(started) < SliceTime ? Math.Min(slice * 2, 1 << 20) : Math.Max(slice / 2, 1);
        }

        return step;
    }

    private void RunSlice(WorkerBarrier barrier, int worker, long from, long to)
    {
        for (var step = from; step < to; step++)
        {
            for (var k = 0; k < _operations.Length; k++)
            {
                if (_barriers[k]) { barrier.Meet(); }
                var operation = _operations[k];
                if (worker == 0 || !operation.RunsAlone) { operation.Execute(worker, step); }
            }
        }
    }
}
