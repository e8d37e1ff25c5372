using System.Runtime.ExceptionServices;

namespace Cajal.Runtime;

/// <summary>Threads that do the same piece of work together, each for its own slice; the caller is worker 0.</summary>
internal sealed class WorkerTeam : IDisposable
{
    private readonly Thread[] _threads;
    private readonly WorkerBarrier _start, _finish;
    private Action<int>? _work;
    private ExceptionDispatchInfo? _failure;

    /// <param name="workers">Number of workers, the caller included.</param>
    public WorkerTeam(int workers)
    {
        (_start, _finish, Barrier) = (new(workers), new(workers), new(workers));
        _threads = [.. Enumerable.Range(1, workers - 1).Select(worker => new Thread(() => Serve(worker)) { IsBackground = true, Name = $"Cajal worker {worker}" })];
        foreach (var thread in _threads) { thread.Start(); }
    }

    /// <summary>Where the workers meet during the work.</summary>
    public WorkerBarrier Barrier { get; }

    /// <summary>Does the work on every worker and returns when all are done.</summary>
    /// <exception cref="Exception">The first failure of any worker; the team cannot be used again.</exception>
    public void Execute(Action<int> work)
    {
        _work = work;
        _start.Meet();
        Attempt(0);
        _finish.Meet();
        _failure?.Throw();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _work = null;
        _start.Meet();
        foreach (var thread in _threads) { thread.Join(); }
    }

    private void Serve(int worker)
    {
        while (true)
        {
            _start.Meet();
            if (_work is null) { return; }
            Attempt(worker);
            _finish.Meet();
        }
    }

    private void Attempt(int worker)
    {
        try
        {
            _work!(worker);
        }
        catch (Exception e)
        {
            // The others leave the work by an exception of their own, which comes after this one.
            Interlocked.CompareExchange(ref _failure, ExceptionDispatchInfo.Capture(e), null);
            Barrier.Break();
        }
    }
}
