using Cajal.Runtime;
using Cajal.Runtime.Random;

namespace Cajal;

/// <summary>What a run is made of while its objects contribute to it.</summary>
/// <param name="Context">What the code is compiled for.</param>
/// <param name="Workers">Number of workers.</param>
/// <param name="Random">The random numbers of one piece of an object's code.</param>
internal sealed record RunPlan(RunContext Context, int Workers, Func<SimulationObject, uint, RandomStream> Random)
{
    private readonly List<StepOperation> _operations = [];
    private string _owner = "";
    private readonly Dictionary<StepOperation, (string Slot, Func<StepOperation[]> Make)> _parts = [];
    private readonly Dictionary<StateArray, (bool[] Begun, Clock Clock, string First)> _sums = [];

    /// <summary>One past the last step.</summary>
    public long EndStep => Context.Clock.Steps.EndStep;

    /// <summary>The same plan for code that runs by a clock.</summary>
    public RunPlan On(Clock clock) => this with { Context = Context with { Clock = clock } };

    /// <summary>The same plan for what an object contributes.</summary>
    public RunPlan For(SimulationObject item) => On(item.Clock) with { _owner = SchedulingTable.OwnerText(item) };

    public void Add(StepOperation operation)
    {
        operation.Owner = _owner;
        _operations.Add(operation);
    }

    /// <summary>Adds an operation that does the work of two slots in the first of them, as long as nothing between them can tell the difference.</summary>
    /// <param name="fused">The operation, in the first slot.</param>
    /// <param name="slot">The second slot.</param>
    /// <param name="parts">Makes an operation for each of the two, should they be needed.</param>
    public void Add(StepOperation fused, string slot, Func<StepOperation[]> parts)
    {
        Add(fused);
        _parts[fused] = (slot, parts);
    }

    /// <summary>The random numbers of one piece of an object's code.</summary>
    /// <param name="number">Which one of several pieces of the same kind.</param>
    public RandomStream RandomFor(SimulationObject owner, CodeStream code, int number = 0) => Random(owner, (uint)code + (uint)number);

    /// <summary>The elements of an end whose sum over synapses begins with this projection, as numbered in the whole owner of the end.</summary>
    /// <param name="sum">Where the sums are.</param>
    /// <exception cref="ModelException">Another projection adds to the same variable by another clock.</exception>
    public IReadOnlyList<int> BeginSums(StateArray sum, ProjectionEnd end, Synapses synapses, string variable)
    {
        if (!_sums.TryGetValue(sum, out var known)) { _sums[sum] = known = (new bool[end.OwnerCount], Context.Clock, synapses.Name); }
        if (known.Clock != Context.Clock)
        {
            throw new ModelException($"'{synapses.Name}' and '{known.First}' sum for '{variable}' by different clocks, so there is no step in which all is added. Give both one clock.");
        }

        List<int> begun = [.. Enumerable.Range(0, end.Count).Select(end.ElementAt).Where(e => !known.Begun[e])];
        begun.ForEach(e => known.Begun[e] = true);
        return begun;
    }

    /// <summary>The operations of a step in order: by slot, then order, then creation.</summary>
    /// <param name="slots">The slots in order.</param>
    /// <exception cref="ModelException">An operation belongs to a slot that the network does not have, or takes spikes that come later in the step.</exception>
    public IReadOnlyList<StepOperation> InOrder(SlotOrder slots)
    {
        foreach (var operation in _operations) { slots.Require(operation.Slot, operation.Name); }
        var places = _operations.Select((o, k) => (Operation: o, Place: (Slot: slots[o.Slot], o.Order, Created: k))).ToList();
        StepOperation[] ordered = [.. places.SelectMany(p => Parts(p.Operation, p.Place)).OrderBy(o => slots[o.Slot]).ThenBy(o => o.Order)];
        RequireSpikesBeforeListeners(ordered);
        ordered = StepFusion.Of(ordered);
        foreach (var operation in ordered) { operation.Meet(ordered); }
        return ordered;

        StepOperation[] Parts(StepOperation operation, (int Slot, int Order, int Created) first)
        {
            if (!_parts.TryGetValue(operation, out var parts)) { return [operation]; }
            var second = first with { Slot = slots[parts.Slot] };
            var isSeen = second.CompareTo(first) < 0
                || places.Exists(p => p.Place.CompareTo(first) > 0 && p.Place.CompareTo(second) < 0 && MayInfluence(p.Operation, operation));
            return isSeen ? Owned(parts.Make(), operation.Owner) : [operation];
        }
    }

    private static StepOperation[] Owned(StepOperation[] operations, string owner)
    {
        foreach (var operation in operations) { operation.Owner = owner; }
        return operations;
    }

    private static bool MayInfluence(StepOperation operation, StepOperation other) =>
        operation.WritesAnything || operation.Writes.Any(other.Uses.Contains);

    private static void RequireSpikesBeforeListeners(StepOperation[] ordered)
    {
        HashSet<object> awaited = [.. ordered.SelectMany(o => o.Writes).OfType<SpikeStream>()];
        foreach (var operation in ordered)
        {
            awaited.ExceptWith(operation.Writes);
            if (operation.ListensTo is not { } stream || !awaited.Contains(stream)) { continue; }
            var emitter = ordered.First(o => o.Writes.Contains(stream));
            throw new ModelException(
                $"'{operation.Name}', in the slot '{operation.Slot}', would take spikes before '{emitter.Name}', in the slot '{emitter.Slot}', emits them. "
                + "To have the input of a step count for its threshold, let the threshold begin the next one: Slots = [\"start\", \"thresholds\", \"resets\", \"groups\", \"synapses\", \"end\"].");
        }
    }
}

/// <summary>Pieces of an object's code that draw random numbers of their own. The numbers are part of the results: never renumber them.</summary>
internal enum CodeStream : uint
{
    Update = 1,
    Reset = 2,
    Pre = 3,
    Post = 4,
    Shared = 5,

    /// <summary>Subexpressions that are constant over a step.</summary>
    StepConstants = 6,

    /// <summary>Those of them that all elements share.</summary>
    SharedStepConstants = 7,

    /// <summary>Vectors and matrices that behaviours draw, in the order of drawing.</summary>
    Vectors = 8,

    /// <summary>Connectivity and values set by expressions; each call takes the next number.</summary>
    Construction = 1000,

    /// <summary>Conditions of events, in their order.</summary>
    EventCondition = 1 << 28,

    /// <summary>Code that runs on events, in the order of adding.</summary>
    EventCode = 2 << 28,

    /// <summary>Pathways of a projection that were added to it; each takes the number of its place among all.</summary>
    Pathway = 3u << 28,

    /// <summary>Summed variables of a projection, in their order.</summary>
    Sum = 4u << 28,
}
