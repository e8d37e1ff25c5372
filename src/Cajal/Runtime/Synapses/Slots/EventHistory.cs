using Cajal.Ir;

namespace Cajal.Runtime.Synapses.Slots;

/// <summary>
/// Events of the targets whose code has not run in all synapses yet. A row, the synapses of one source in a worker's slice, catches up when the
/// source's next event reaches it; those that would lose an event catch up before.
/// </summary>
/// <param name="name">Name of the code, the first part of the arrays' names.</param>
/// <param name="targets">Where the targets lie.</param>
/// <param name="sources">Number of places of sources.</param>
internal sealed class EventHistory(string name, SynapseLayout layout, Precision precision, int targets, int sources)
{
    /// <summary>Events of one target that are remembered, as a power of 2.</summary>
    public const int CapacityBits = 3;

    private const int Capacity = 1 << CapacityBits;
    private readonly Worker[] _workers = [.. Enumerable.Range(0, layout.Workers).Select(_ => new Worker(new long[sources]))];

    /// <summary>Steps of the last events of each target; the event of number n at n modulo the capacity.</summary>
    public StateArray Steps { get; } = new(new($"{name} event steps", IrType.Integer), precision, StateArray.Spare(targets) * Capacity + Capacity);

    /// <summary>Number of events of each target.</summary>
    public StateArray Counts { get; } = new(new($"{name} events", IrType.Integer), precision, targets);

    /// <summary>Number of events of its target whose code each slot has run.</summary>
    public StateArray Done { get; } = new(new($"{name} events done", IrType.Integer), precision, layout.SlotCount);

    /// <summary>Lets the synapses of a row catch up; given by those who have the code.</summary>
    public required Action<int, int, long> CatchUp { get; init; }

    /// <summary>Notes that a row has caught up with all events so far.</summary>
    public void Note(int worker, int source, long step) => _workers[worker].CaughtUp[source] = step;

    /// <summary>Remembers an event of a target.</summary>
    public void Add(int worker, int target, long step)
    {
        var number = precision == Precision.Double ? Counts.Lane<long>(target) : Counts.Lane<int>(target);
        var place = (target * Capacity) + (int)(number & (Capacity - 1));
        if (number >= Capacity) { Release(worker, step - AgeOf(place, step), step); }
        if (precision == Precision.Double) { (Steps.Lane<long>(place), Counts.Lane<long>(target)) = (step, number + 1); }
        else { (Steps.Lane<int>(place), Counts.Lane<int>(target)) = ((int)step, (int)number + 1); }
    }

    /// <summary>Lets all rows catch up.</summary>
    /// <param name="step">The step that comes next.</param>
    public void Finish(long step)
    {
        for (var worker = 0; worker < _workers.Length; worker++) { CatchUpTo(worker, step, step); }
    }

    private long AgeOf(int place, long step) => precision == Precision.Double ? step - Steps.Lane<long>(place) : unchecked((int)step - Steps.Lane<int>(place));

    /// <summary>Lets rows catch up that have not done so since an event that is about to be forgotten, and some more, so that it is not often necessary.</summary>
    private void Release(int worker, long forgotten, long step)
    {
        if (forgotten >= _workers[worker].Oldest) { CatchUpTo(worker, forgotten + ((step - forgotten) / 2), step); }
    }

    private void CatchUpTo(int worker, long last, long step)
    {
        var caughtUp = _workers[worker].CaughtUp;
        for (var source = 0; source < caughtUp.Length; source++)
        {
            if (caughtUp[source] > last) { continue; }
            CatchUp(worker, source, step);
            caughtUp[source] = step;
        }

        _workers[worker].Oldest = last + 1;
    }

    /// <param name="CaughtUp">In which step each row last caught up.</param>
    private sealed record Worker(long[] CaughtUp)
    {
        /// <summary>A step before which no row has last caught up.</summary>
        public long Oldest { get; set; }
    }
}
