namespace Cajal.Runtime;

/// <summary>One piece of the time step: the code of one object in one slot, done by each worker for the elements that it owns.</summary>
/// <param name="name">Name for the schedule, such as "cells.threshold".</param>
/// <param name="clock">The clock in whose steps it runs.</param>
/// <param name="slot">The slot, one of <see cref="StepSlot"/> or of the network's own.</param>
/// <param name="order">Order within the slot; ties are broken by the order of creation.</param>
internal abstract class StepOperation(string name, StepClock clock, string slot, int order = 0)
{
    public string Name { get; } = name;

    /// <summary>The object to which it belongs, for people.</summary>
    public string Owner { get; set; } = "";

    public StepClock Clock { get; } = clock;

    public string Slot { get; } = slot;

    public int Order { get; } = order;

    /// <summary>Arrays and spike streams that this operation changes.</summary>
    public virtual IEnumerable<object> Writes => [];

    /// <summary>Whether it may change anything: the user's own action.</summary>
    public virtual bool WritesAnything => false;

    /// <summary>Arrays that its code reads or changes.</summary>
    public abstract IReadOnlyCollection<object> Uses { get; }

    /// <summary>Arrays and spike streams of which it reads elements that another worker owns.</summary>
    public virtual IEnumerable<object> ReadsAcross => [];

    /// <summary>The stream of which it takes the spikes of the step, which have to be there when it runs; null for none.</summary>
    public virtual SpikeStream? ListensTo => null;

    /// <summary>After how many steps at most it has to take spikes, its own slice's or all; 0 when it takes none.</summary>
    public virtual int StepsBetweenTakes => 0;

    /// <summary>Whether only the first worker does it, for all elements, while the others wait.</summary>
    public virtual bool RunsAlone => false;

    /// <summary>After how many steps at most it has to be given time between slices, to empty what it fills.</summary>
    public virtual int LongestSlice => int.MaxValue;

    /// <summary>Learns what else is done in the steps of a run, before the first of them.</summary>
    public virtual void Meet(IReadOnlyList<StepOperation> operations)
    {
    }

    /// <summary>Takes the spikes of some steps for a worker, whenever <see cref="StepsBetweenTakes"/> asks for it, before the worker's share of the last of them.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="first">The first step.</param>
    /// <param name="last">The last step.</param>
    public virtual void Take(int worker, long first, long last)
    {
    }

    /// <summary>Does a worker's share of a step.</summary>
    /// <param name="worker">The worker.</param>
    /// <param name="step">Number of the step of <see cref="Clock"/>.</param>
    public abstract void Execute(int worker, long step);
}
