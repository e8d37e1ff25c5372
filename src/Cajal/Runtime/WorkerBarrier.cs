using System.Runtime.InteropServices;

namespace Cajal.Runtime;

/// <summary>Where workers wait for each other: they spin for a while, then sleep.</summary>
/// <param name="workers">How many workers meet.</param>
internal sealed class WorkerBarrier(int workers)
{
    private const int SpinsBeforeSleep = 20_000;
    private readonly object _gate = new();
    private Counters _counters;
    private int _sleeping;
    private volatile bool _broken;

    /// <summary>Returns when every worker has called it.</summary>
    /// <exception cref="OperationCanceledException">Another worker failed and will not come.</exception>
    public void Meet()
    {
        if (workers == 1) { return; }
        var phase = Volatile.Read(ref _counters.Phase);
        if (Interlocked.Increment(ref _counters.Arrived) == workers)
        {
            Volatile.Write(ref _counters.Arrived, 0);
            Release();
        }
        else
        {
            Wait(phase);
        }

        if (_broken) { throw new OperationCanceledException("Another worker failed."); }
    }

    /// <summary>Tells the workers that wait, or ever will, not to.</summary>
    public void Break()
    {
        _broken = true;
        Release();
    }

    private void Release()
    {
        // A full fence between the new phase and the look at the sleepers, who announce themselves before they look at the phase.
        Interlocked.Increment(ref _counters.Phase);
        if (Volatile.Read(ref _sleeping) == 0) { return; }
        lock (_gate) { Monitor.PulseAll(_gate); }
    }

    private void Wait(int phase)
    {
        for (var spin = 0; spin < SpinsBeforeSleep; spin++)
        {
            if (Volatile.Read(ref _counters.Phase) != phase || _broken) { return; }
            if (spin % 100 == 99) { Thread.Yield(); } else { Thread.SpinWait(1); }
        }

        lock (_gate)
        {
            Interlocked.Increment(ref _sleeping);
            while (Volatile.Read(ref _counters.Phase) == phase && !_broken) { Monitor.Wait(_gate); }
            Interlocked.Decrement(ref _sleeping);
        }
    }

    /// <summary>Those who arrive do not disturb those who wait: each counter has cache lines of its own.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 384)]
    private struct Counters
    {
        // Processors fetch lines of 64 bytes in pairs.
        [FieldOffset(128)]
        public int Arrived;

        [FieldOffset(256)]
        public int Phase;
    }
}
