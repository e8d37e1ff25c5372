using Cajal.Runtime;

namespace Cajal.Behaviors;

/// <summary>The behaviours of all objects of a network in the order in which an iteration calls them.</summary>
internal sealed class BehaviorSchedule(Network network)
{
    private readonly List<Entry> _entries = [];

    /// <summary>Whether behaviours that come later are initialised as they come.</summary>
    public bool IsInitialized { get; private set; }

    /// <summary>The behaviours in order.</summary>
    public IEnumerable<Behavior> InOrder => _entries.Select(e => e.Behavior);

    /// <summary>Takes in the behaviours of an object that joins the network.</summary>
    public void Join(IBehaving owner)
    {
        foreach (var (key, behavior) in owner.Behaviors.Entries) { Insert(new(key, owner, behavior)); }
        foreach (var behavior in owner.Behaviors.All.Where(b => b.InitializesAtOnce)) { behavior.Begin(owner); }
    }

    /// <summary>Takes in one behaviour of an object of the network.</summary>
    public void Join(IBehaving owner, double key, Behavior behavior)
    {
        Insert(new(key, owner, behavior));
        if (IsInitialized || behavior.InitializesAtOnce) { behavior.Begin(owner); }
    }

    /// <summary>Forgets a behaviour.</summary>
    public void Leave(Behavior behavior) => _entries.RemoveAll(e => e.Behavior == behavior);

    /// <summary>Forgets the behaviours of an object that leaves the network; joining again they begin anew.</summary>
    public void Leave(IBehaving owner)
    {
        foreach (var behavior in owner.Behaviors.All) { behavior.Leave(); }
        _entries.RemoveAll(e => e.Owner == owner);
    }

    /// <summary>Initialises what is not initialised yet: in order, and then, in order, what comes last.</summary>
    public void Initialize()
    {
        Initialize(last: false);
        Initialize(last: true);
        IsInitialized = true;
    }

    /// <summary>Initialises some behaviours once more, in order.</summary>
    public void Restart(Func<Behavior, bool> which)
    {
        List<Entry> restarted = [.. _entries.Where(e => which(e.Behavior))];
        foreach (var entry in restarted) { entry.Behavior.Leave(); }
        foreach (var entry in restarted.OrderBy(e => !e.Behavior.InitializesAtOnce).ThenBy(e => e.Behavior.InitializesLast)) { entry.Behavior.Begin(entry.Owner); }
    }

    /// <summary>Adds the calls of an iteration to a run.</summary>
    public void Contribute(RunPlan plan)
    {
        foreach (var entry in _entries.Where(e => e.Owner.TakesPart))
        {
            (entry.Owner is SimulationObject item ? plan.For(item) : plan).Add(new BehaviorOperation($"{entry.Owner.Name}.{entry.Behavior.Name}", network, entry.Owner, entry.Behavior));
        }
    }

    private void Initialize(bool last)
    {
        // A behaviour may add others as it is initialised.
        while (_entries.Find(e => !e.Behavior.IsInitialized && (last || !e.Behavior.InitializesLast)) is { } next) { next.Behavior.Begin(next.Owner); }
    }

    private void Insert(Entry entry)
    {
        var place = _entries.FindIndex(e => e.Key > entry.Key);
        _entries.Insert(place < 0 ? _entries.Count : place, entry);
    }

    private sealed record Entry(double Key, IBehaving Owner, Behavior Behavior);
}
