namespace Cajal.Runtime;

/// <summary>The slots of a time step, in order.</summary>
internal enum StepSlot { Start, Groups, Thresholds, Synapses, Resets, End }

/// <summary>One piece of the time step: the code of one object in one slot, done by each worker for the elements that it owns.</summary>
/// <param name="name">Name for the schedule, such as "cells.threshold".</param>
/// <param name="slot">The slot.</param>
/// <param name="order">Order within the slot; ties are broken by the order of creation.</param>
internal abstract class StepOperation(string name, StepSlot slot, int order = 0)
{
    public string Name { get; } = name;

    public StepSlot Slot { get; } = slot;

    public int Order { get; } = order;

    /// <summary>Arrays and spike streams that this operation changes.</summary>
    public virtual IEnumerable<object> Writes => [];

    /// <summary>Arrays and spike streams of which it reads elements that another worker owns.</summary>
    public virtual IEnumerable<object> ReadsAcross => [];

    /// <summary>Whether only the first worker does it, for all elements, while the others wait.</summary>
    public virtual bool RunsAlone => false;

    /// <summary>Does a worker's share of the step.</summary>
    public abstract void Execute(int worker, long step);
}
