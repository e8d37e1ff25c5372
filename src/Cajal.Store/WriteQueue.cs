using System.Runtime.ExceptionServices;

namespace Cajal.Store;

/// <summary>
/// Writes to a run file by a thread of its own. What waits to be written is bounded: whoever adds more waits. All that has come since the last
/// transaction makes up the next one.
/// </summary>
internal sealed class WriteQueue : IDisposable
{
    private const long MostWaiting = 64 << 20, MostInTransaction = 64 << 20;
    private readonly Database _database;
    private readonly Thread _thread;
    private readonly Queue<(long Bytes, Action<Database> Write)> _jobs = [];
    private readonly object _lock = new();
    private volatile ExceptionDispatchInfo? _failure;
    private long _waiting;
    private bool _isWriting, _isClosed;

    public WriteQueue(Database database)
    {
        _database = database;
        _thread = new(Serve) { IsBackground = true, Name = "Cajal run file" };
        _thread.Start();
    }

    /// <summary>Adds something to write; waits as long as too much is waiting already.</summary>
    /// <param name="bytes">Memory that it holds until then.</param>
    /// <exception cref="ModelException">Something could not be written.</exception>
    public void Add(long bytes, Action<Database> write)
    {
        lock (_lock)
        {
            while (_waiting > 0 && _waiting + bytes > MostWaiting && _failure is null) { Monitor.Wait(_lock); }
            _failure?.Throw();
            _jobs.Enqueue((bytes, write));
            _waiting += bytes;
            Monitor.PulseAll(_lock);
        }
    }

    /// <summary>Whether something could not be written; who adds more hears of it.</summary>
    public bool HasFailed => _failure is not null;

    /// <summary>Waits until everything is written.</summary>
    /// <exception cref="ModelException">Something could not be written.</exception>
    public void Drain()
    {
        lock (_lock)
        {
            while ((_jobs.Count > 0 || _isWriting) && _failure is null) { Monitor.Wait(_lock); }
            _failure?.Throw();
        }
    }

    /// <summary>Writes what is left, if it can be written, and ends.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _isClosed = true;
            Monitor.PulseAll(_lock);
        }

        _thread.Join();
    }

    private void Serve()
    {
        while (Next() is { Count: > 0 } jobs)
        {
            try
            {
                _database.Execute("BEGIN");
                foreach (var (_, write) in jobs) { write(_database); }
                _database.Execute("COMMIT");
            }
            catch (Exception e)
            {
                Fail(e);
                return;
            }

            Written(jobs.Sum(j => j.Bytes));
        }
    }

    /// <summary>The jobs of the next transaction; none at the end.</summary>
    private List<(long Bytes, Action<Database> Write)> Next()
    {
        List<(long Bytes, Action<Database> Write)> jobs = [];
        lock (_lock)
        {
            while (_jobs.Count == 0 && !_isClosed) { Monitor.Wait(_lock); }
            for (var bytes = 0L; bytes < MostInTransaction && _jobs.TryDequeue(out var job); bytes += job.Bytes) { jobs.Add(job); }
            _isWriting = jobs.Count > 0;
        }

        return jobs;
    }

    private void Written(long bytes)
    {
        lock (_lock)
        {
            _waiting -= bytes;
            _isWriting = false;
            Monitor.PulseAll(_lock);
        }
    }

    private void Fail(Exception e)
    {
        try
        {
            _database.Execute("ROLLBACK");
        }
        catch (ModelException)
        {
            // SQLite has rolled back by itself.
        }

        lock (_lock)
        {
            (_failure, _isWriting) = (ExceptionDispatchInfo.Capture(e), false);
            _jobs.Clear();
            Monitor.PulseAll(_lock);
        }
    }
}
